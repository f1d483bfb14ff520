"""What operators are told once: attachments, the staff, what they can type; and what other groups are told."""

from typing import cast

from bot.domain.people import Role
from bot.ui.desk_help import command_lines
from bot.ui.desk_names import person_or_id
from bot.ui.desk_words import ROLES
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.registry import NoticeRequest, notice
from bot.ui.view import Media, MediaKind, View
from db import orders, staff


@notice("desk/attachments")
@for_desk
def desk_attachments_notice(ask: NoticeRequest) -> View | None:
    """The customer's photos and recordings."""
    order = orders.find(ask.connection, ask.fields["order"])
    if order is None or not order.attachments:
        return None
    media = tuple(Media(cast(MediaKind, kept.kind), kept.file_id) for kept in order.attachments)
    return View(ask.render("desk/attachments", order=order.id), media=media)


@notice("desk/staff")
@for_desk
def staff_notice(ask: NoticeRequest) -> View | None:
    """Who runs the market."""
    members = [
        {"id": person, "name": person_or_id(ask.connection, person), "role": ask.texts.label(ROLES[role])}
        for person, role in staff.members(ask.connection)
    ]
    return View(ask.render("desk/staff", members=members))


@notice("desk/appointed")
def appointed_notice(ask: NoticeRequest) -> View | None:
    """A new role, and what can be done with it."""
    role = Role(ask.fields["role"])
    return View(ask.render("desk/appointed", role=ask.texts.label(ROLES[role])))


@notice("help/desk")
def desk_help_notice(ask: NoticeRequest) -> View | None:
    """The commands of whoever asked, one a line."""
    lines = command_lines(ask, ask.fields["person"])
    return View(ask.render("help/desk", lines=lines)) if lines else None


@notice("fallback/private_only")
def private_only_notice(ask: NoticeRequest) -> View | None:
    """Where the bot can be spoken to."""
    link = f"https://t.me/{ask.fields['username']}"
    return View(ask.render("fallback/private_only"), inline([[button(ask.texts.label("Open the chat"), url=link)]]))
