"""The buttons under the operators' cards of an order and of a technician; some of them begin a question."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.ids import OrderId, PersonId
from bot.flows.acts import answer_at_desk, unknown_act
from bot.flows.operator_quote import ask_for_quote
from bot.flows.operator_reason import ask_for_reason
from bot.flows.wizard import Scene
from bot.turn import Transaction, Turn
from bot.ui.presses import DeskOrderPress, StaffTechnicianPress
from bot.usecases import amends, credentials, desk, desk_orders, partners, people, replies, skills, technicians, why

ASKING = frozenset({"cancel", "settle", "price", "suspend", "ban"})
"""Acts that go on with a question in the operator's private chat."""
router = Router(name="operator_orders")

OrderAct = Callable[[Transaction, Turn, OrderId], None]
TechnicianAct = Callable[[Transaction, Turn, PersonId], None]


@router.callback_query(DeskOrderPress.filter())
async def order_pressed(query: CallbackQuery, callback_data: DeskOrderPress, turn: Turn) -> None:
    """A button about an order."""
    act = ORDER_ACTS.get(callback_data.act, unknown_act)
    await turn.decide(lambda tx: act(tx, turn, OrderId(callback_data.order_id)))
    await answer_at_desk(query, turn, asks=callback_data.act in ASKING)


@router.callback_query(StaffTechnicianPress.filter())
async def technician_pressed(query: CallbackQuery, callback_data: StaffTechnicianPress, turn: Turn) -> None:
    """A button about a technician."""
    act = TECHNICIAN_ACTS.get(callback_data.act, unknown_act)
    await turn.decide(lambda tx: act(tx, turn, PersonId(callback_data.person_id)))
    await answer_at_desk(query, turn, asks=callback_data.act in ASKING)


def _asking(act: str) -> Callable[[Transaction, Turn, int], None]:
    return lambda tx, turn, subject: ask_for_reason(Scene(tx, turn.sender), act, subject)


ORDER_ACTS: dict[str, OrderAct] = {
    "show": lambda tx, turn, order: desk_orders.open_order(tx, order, turn.sender.id, turn.chat),
    "assign": lambda tx, turn, order: desk.open_choice(tx, order, turn.sender.id, turn.chat),
    "search": lambda tx, turn, order: desk_orders.search_for_operator(tx, order, turn.sender.id),
    "wider": lambda tx, turn, order: desk_orders.search_for_operator(tx, order, turn.sender.id, wider=True),
    "why": lambda tx, turn, order: why.open_why(tx, order, turn.sender.id, turn.chat),
    "photos": lambda tx, turn, order: desk_orders.show_attachments(tx, order, turn.sender.id, turn.chat),
    "price": lambda tx, turn, order: ask_for_quote(Scene(tx, turn.sender), order),
    "amends": lambda tx, turn, order: amends.offer_choice(tx, turn.sender.id, order, 0, turn.chat),
    "cancel": _asking("cancel"),
    "settle": _asking("settle"),
}
TECHNICIAN_ACTS: dict[str, TechnicianAct] = {
    "show": lambda tx, turn, person: desk.open_technician(tx, person, turn.sender.id, turn.chat),
    "reinstate": lambda tx, turn, person: technicians.reinstate(tx, person, turn.sender.id),
    "unban": lambda tx, turn, person: people.unban(tx, person, turn.sender.id),
    "documents": lambda tx, turn, person: credentials.open_desk_documents(tx, person, turn.sender.id, turn.chat),
    "skills": lambda tx, turn, person: skills.open_desk_skills(tx, person, turn.sender.id, turn.chat),
    "employment": lambda tx, turn, person: partners.open_employment(tx, person, turn.sender.id, turn.chat),
    "reviews": lambda tx, turn, person: replies.open_reviews(tx, person, turn.sender.id, turn.chat),
    "suspend": _asking("suspend"),
    "ban": _asking("ban"),
}
