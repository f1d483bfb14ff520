"""The customer's card of an order: one glance says where it stands, the buttons say what can be done about it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.domain.costs import costs
from bot.domain.ids import private_chat
from bot.domain.offers import JobStatus
from bot.domain.orders import Order, OrderStatus
from bot.ui.address_notes import note_rows, place_of
from bot.ui.case_presses import ComplainPress
from bot.ui.crew_buttons import crew_rows
from bot.ui.dues import due_of
from bot.ui.keyboards import button, inline
from bot.ui.levels import level_name
from bot.ui.order_account import order_account
from bot.ui.presses import OrderingPress, OrderPress, ProfilePress, QuotePress
from bot.ui.registry import CardRequest, card
from bot.ui.service_names import service_name
from bot.ui.story import came_back_after, goes_on_as, story_of
from bot.ui.view import View
from bot.ui.who_comes import Member, crew_of
from db import offers, orders, promises

Row = Sequence[InlineKeyboardButton | None]


@card("order")
def order_card(ask: CardRequest) -> View | None:
    """The order as it stands, for nobody but its customer."""
    order = orders.find(ask.connection, ask.subject_id)
    if order is None or private_chat(order.customer) != ask.chat_id:
        return None
    crew = crew_of(ask, order)
    text = ask.render(
        f"orders/{order.status.value}",
        order=order,
        service=service_name(ask.texts, ask.market, order.service),
        crew=crew,
        code=_start_code(ask, order, crew),
        asked=_asked(ask, order),
        begins=_begins(ask, order),
        **_sums(ask, order, crew),
        level=level_name(ask.texts, order.level) if order.level else "",
        account=order_account(ask.connection, order.id),
        story=story_of(ask, order.id),
        continued=goes_on_as(ask, order.id),
        came_back=came_back_after(ask, order.id),
        place=place_of(ask, order),
        with_operator=orders.is_with_operator(ask.connection, order),
        **_promised(ask, order),
    )
    return View(text, inline(_BUTTONS[order.status](ask, order, crew)))


def _start_code(ask: CardRequest, order: Order, crew: Sequence[Member]) -> str:
    """The code, from when it is sure who comes until everybody has been let in."""
    sure = order.is_crewed or any(member.job.status is not JobStatus.ASSIGNED for member in crew)
    wanted = ask.market.jobs.start_code and any(member.needs_code for member in crew)
    return order.start_code if sure and wanted else ""


def _asked(ask: CardRequest, order: Order) -> int:
    """How many technicians have been asked in this round."""
    return sum(offer.round == order.round for offer in offers.of_order(ask.connection, order.id))


def _begins(ask: CardRequest, order: Order) -> datetime | None:
    """When the search for a scheduled visit begins, if that is still ahead."""
    begins = order.window and order.window.start - ask.market.dispatch.scheduled_lead
    return begins if begins and begins > ask.now else None


def _promised(ask: CardRequest, order: Order) -> dict[str, Any]:
    """What was promised, until somebody has accepted; a search that had to begin anew is another matter."""
    waits = order.status is OrderStatus.SEARCHING and order.round == 1 and not order.taken
    promise = promises.find(ask.connection, order.id) if waits else None
    ends = (promise.sure or promise.likely) if promise else None
    return {"promise": promise, "late": ends is not None and ask.now > ends}


def _sums(ask: CardRequest, order: Order, crew: Sequence[Member]) -> dict[str, Any]:
    """What it costs, and what of it is left to pay where credit pays a part."""
    total = costs(order, [member.job for member in crew])
    return {"total": total, "due": due_of(ask.connection, order.id, total)}


# ---------------------------------------------------------------- buttons, status by status


def _act(ask: CardRequest, label: str, act: str) -> InlineKeyboardButton:
    return button(label, OrderPress(act=act, order_id=ask.subject_id))


def _cancel(ask: CardRequest) -> InlineKeyboardButton:
    return _act(ask, ask.texts.label("Cancel the order"), "cancel")


def _again(ask: CardRequest) -> InlineKeyboardButton:
    return button(ask.texts.label("Order again"), OrderingPress(act="again", order_id=ask.subject_id))


def _wrong(ask: CardRequest) -> InlineKeyboardButton:
    return button(ask.texts.label("Something is wrong"), ComplainPress(order_id=ask.subject_id))


def _when_quoting(ask: CardRequest, order: Order, _crew: Sequence[Member]) -> list[Row]:
    if order.price is None:
        return [[_cancel(ask)]]
    total, answer = order.price.times(order.crew), {"order_id": order.id, "version": order.version}
    due = due_of(ask.connection, order.id, total)
    yes = ask.texts.label("Order for %(price)s", price=due.rest if due else total)
    return [
        [button(yes, QuotePress(accepted=True, **answer), style="success")],
        [button(ask.texts.label("No, thank you"), QuotePress(accepted=False, **answer))],
    ]


def _while_approving(ask: CardRequest, _order: Order, _crew: Sequence[Member]) -> list[Row]:
    return [[_act(ask, ask.texts.label("I pay for it myself"), "pay_own")], [_cancel(ask)]]


def _while_searching(ask: CardRequest, order: Order, crew: Sequence[Member]) -> list[Row]:
    return [*_about_crew(ask, order, crew), *note_rows(ask, place_of(ask, order)), [_cancel(ask)]]


def _with_crew(ask: CardRequest, order: Order, crew: Sequence[Member]) -> list[Row]:
    begun = any(member.job.status is JobStatus.IN_PROGRESS for member in crew)
    notes = note_rows(ask, place_of(ask, order))
    return [*_about_crew(ask, order, crew), *notes, [None if begun else _cancel(ask)], [_wrong(ask)]]


def _when_done(ask: CardRequest, order: Order, _crew: Sequence[Member]) -> list[Row]:
    return [*crew_rows(ask, order), [_again(ask)], [_wrong(ask)]]


def _when_over(ask: CardRequest, order: Order, _crew: Sequence[Member]) -> list[Row]:
    return [*crew_rows(ask, order), [_again(ask)]]


def _when_nobody_found(ask: CardRequest, order: Order, crew: Sequence[Member]) -> list[Row]:
    label = ask.texts.label
    fewer = ask.texts.label_many("Go on with %(num)s technician", "Go on with %(num)s technicians", order.taken)
    operator = (
        None if orders.is_with_operator(ask.connection, order) else _act(ask, label("Ask an operator"), "operator")
    )
    schedule = button(label("Another time"), OrderingPress(act="schedule", order_id=order.id))
    return [
        [_act(ask, fewer, "fewer") if order.taken else None],
        [_act(ask, label("Look farther away"), "widen"), schedule],
        [operator],
        *_about_crew(ask, order, crew),
        [_cancel(ask)],
    ]


def _in_dispute(ask: CardRequest, order: Order, _crew: Sequence[Member]) -> list[Row]:
    return [*crew_rows(ask, order), [_wrong(ask)]]


def _about_crew(ask: CardRequest, order: Order, crew: Sequence[Member]) -> list[Row]:
    profiles = [
        button(ask.texts.label("Who is %(name)s?", name=member.name), ProfilePress(job_id=member.job.id))
        for member in crew
        if member.job.is_running
    ]
    return [*([profile] for profile in profiles), *crew_rows(ask, order)]


S = OrderStatus
_BUTTONS: dict[OrderStatus, Callable[[CardRequest, Order, Sequence[Member]], list[Row]]] = {
    S.QUOTING: _when_quoting,
    S.APPROVING: _while_approving,
    S.SEARCHING: _while_searching,
    S.ASSIGNED: _with_crew,
    S.EN_ROUTE: _with_crew,
    S.ARRIVED: _with_crew,
    S.IN_PROGRESS: _with_crew,
    S.DONE: _when_done,
    S.CLOSED: _when_done,
    S.CANCELLED: _when_over,
    S.EXPIRED: _when_nobody_found,
    S.DISPUTED: _in_dispute,
}
