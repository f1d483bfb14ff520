"""Links that open something once: what is sent to whom they are for, and what is read by whoever opens one."""

from urllib.parse import quote

from bot.domain.employment import Employment
from bot.domain.links import Link
from bot.ui.applications import skill_words
from bot.ui.employment_words import employment_words
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.link_presses import LinkPress
from bot.ui.registry import CardRequest, NoticeRequest, notice
from bot.ui.view import View
from db import links, partners, people

SHARE = "https://t.me/share/url?url="
"""Telegram's own page on which a chat is chosen."""


@notice("links/invitation")
def invitation_notice(ask: NoticeRequest) -> View | None:
    """The address itself, and the ways to send it on."""
    link = links.find(ask.connection, ask.fields["link"])
    if link is None:
        return None
    text = ask.render(
        "links/invitation",
        address=ask.fields["address"],
        until=link.expires_at,
        skills=skill_words(ask.texts, ask.market, link.details.get("skills", ())),
        employment=employment_of(ask, link),
    )
    return link_view(ask, text, link)


def employment_of(ask: CardRequest, link: Link) -> str:
    """Where whoever applies with the link will belong; '' for those on their own account."""
    employment = Employment(link.details.get("employment", Employment.FREELANCE))
    partner = partners.find(ask.connection, link.subject)
    name = partner.name if partner is not None else None
    return "" if employment is Employment.FREELANCE else employment_words(ask.texts, employment, name)


@notice("links/dispatcher")
@for_desk
def dispatcher_notice(ask: NoticeRequest) -> View | None:
    """The same for whoever sends a partner's people."""
    link = links.find(ask.connection, ask.fields["link"])
    partner = partners.find(ask.connection, link.subject) if link is not None else None
    if link is None or partner is None:
        return None
    fields = {"address": ask.fields["address"], "until": link.expires_at, "name": partner.name}
    return link_view(ask, ask.render("links/dispatcher", **fields), link)


def link_view(ask: NoticeRequest, text: str, link: Link) -> View:
    """A text about a link that was just made, with its buttons."""
    address, label = ask.fields["address"], ask.texts.label
    send = button(label("Send it to somebody"), url=SHARE + quote(address, safe=""))
    take_back = button(label("Withdraw it"), LinkPress(act="withdraw", link_id=link.id))
    return View(text, inline([[send], [button(label("Copy"), copy=address), take_back]]))


@notice("links/invited")
def invited_notice(ask: NoticeRequest) -> View | None:
    """Who has invited the person, before the first question."""
    link = links.find(ask.connection, ask.fields["link"])
    maker = people.find(ask.connection, link.maker) if link is not None else None
    partner = partners.find(ask.connection, link.subject) if link is not None else None
    if maker is None:
        return None
    return View(ask.render("links/invited", name=maker.name, partner=partner.name if partner else ""))
