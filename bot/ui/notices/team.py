"""What dispatchers are told of their own people, and what these are told of them."""

from bot.domain.names import first_name
from bot.domain.offers import HandBackReason
from bot.domain.orders import OrderStatus
from bot.ui.desk_words import reason_to_hand_back
from bot.ui.keyboards import button, inline
from bot.ui.partner_presses import TeamPress
from bot.ui.registry import NoticeRequest, notice
from bot.ui.service_names import service_name
from bot.ui.view import View
from db import jobs, orders, partners, technicians


@notice("team/welcome")
def welcome_notice(ask: NoticeRequest) -> View | None:
    """A new role, and what can be done with it."""
    partner = _partner(ask)
    return None if partner is None else View(ask.render("team/welcome", name=partner))


@notice("team/joined")
def joined_notice(ask: NoticeRequest) -> View | None:
    """One more of the own people may work."""
    technician = technicians.find(ask.connection, ask.fields["technician"])
    if _partner(ask) is None or technician is None:
        return None
    people = button(ask.texts.label("My people"), TeamPress(act="team"))
    return View(ask.render("team/joined", name=technician.name), inline([[people]]))


@notice("team/handed_back")
def handed_back_notice(ask: NoticeRequest) -> View | None:
    """One of the own people has given a job back."""
    reason = str(ask.fields["reason"])
    words = reason_to_hand_back(ask.texts, reason) if reason in set(HandBackReason) else ""
    return _about(ask, "team/handed_back", reason=words, is_open=ask.fields["is_open"])


@notice("team/not_coming")
def not_coming_notice(ask: NoticeRequest) -> View | None:
    """The market has taken a job from one of the own people."""
    return _about(ask, "team/not_coming", silent=ask.fields["why"] == "silent")


@notice("team/late")
def late_notice(ask: NoticeRequest) -> View | None:
    """One of the own people is late."""
    return _about(ask, "team/late")


@notice("team/ended")
def ended_notice(ask: NoticeRequest) -> View | None:
    """The market has ended a job of one of the own people."""
    return _about(ask, "team/ended", why=str(ask.fields["why"]), words=str(ask.fields["words"]))


@notice("team/taken_over")
def taken_over_notice(ask: NoticeRequest) -> View | None:
    """Somebody does now what one of the own people was to do."""
    return _about(ask, "team/taken_over") if _going(ask, ask.fields["order"]) else None


def _going(ask: NoticeRequest, order: int) -> str:
    """The first names of those who have the order now."""
    running = [job.technician for job in jobs.of_order(ask.connection, order) if job.is_running]
    names = technicians.names(ask.connection, running)
    return " · ".join(first_name(names[who]) for who in running if who in names)


def _about(ask: NoticeRequest, template: str, **more: object) -> View | None:
    """About one of the own people and an order; somebody else may still be sent there."""
    order = orders.find(ask.connection, ask.fields["order"])
    technician = technicians.find(ask.connection, ask.fields["technician"])
    if _partner(ask) is None or order is None or technician is None:
        return None
    more = {"others": _going(ask, order.id), "is_open": order.status is OrderStatus.SEARCHING} | more
    text = ask.render(
        template,
        name=first_name(technician.name),
        order=order.id,
        service=service_name(ask.texts, ask.market, order.service),
        district=order.address.district,
        **more,
    )
    look = button(ask.texts.label("The order"), TeamPress(act="order", number=order.id))
    return View(text, None if template == "team/ended" and not more["is_open"] else inline([[look]]))


def _partner(ask: NoticeRequest) -> str | None:
    """The partner's name, while whoever reads this sends its people."""
    partner = partners.of_dispatcher(ask.connection, int(ask.chat_id))
    return partner.name if partner is not None and partner.id == ask.fields["partner"] else None
