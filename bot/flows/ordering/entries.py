"""Where ordering begins: the command, the menu's button, 'order again' and 'another time' under a card."""

from collections.abc import Callable

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.ids import OrderId
from bot.domain.orders import SOMETHING_ELSE, OrderStatus
from bot.flows.acts import unknown_act
from bot.flows.asides import begin
from bot.flows.ordering.draft import OrderingDraft, ReschedulingDraft, draft_like
from bot.flows.ordering.wizards import ORDERING, RESCHEDULING
from bot.flows.wizard import Scene
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import OrderingPress
from bot.usecases import conversations, front_door
from bot.usecases.composing import wish_of
from bot.usecases.ordering import check_may_order
from bot.usecases.own_orders import moved_on, own_order
from bot.usecases.payers import companies_of
from bot.usecases.repeating import draft_again

router = Router(name="ordering")


@router.message(Command("new"))
async def new_order_command(_message: Message, turn: Turn) -> None:
    """Begin an order."""
    await turn.decide(lambda tx: begin_order(tx, turn))


@router.callback_query(OrderingPress.filter())
async def pressed(query: CallbackQuery, callback_data: OrderingPress, turn: Turn) -> None:
    """One of the buttons that begin a wizard."""
    beginning = BEGINNINGS.get(callback_data.act, unknown_act)
    await turn.decide(lambda tx: beginning(tx, turn, OrderId(callback_data.order_id)))
    await answer(query, turn.sender.language)


def begin_order(tx: Transaction, turn: Turn, _order: OrderId | None = None) -> None:
    """Begin an order; one that is being drafted goes on where it is, so that nothing said is lost."""
    if not front_door.let_in(tx, turn.sender.id, "order"):
        return
    check_may_order(tx, turn.sender.id)
    scene, conversation = Scene(tx, turn.sender), conversations.current(tx, turn.sender.id)
    if conversation is not None and conversation.flow == ORDERING.name:
        ORDERING.again(scene, conversation)
        return
    begin(ORDERING, scene, OrderingDraft(max_crew=tx.market.jobs.max_crew, companies=_companies(tx, turn)))


def begin_again(tx: Transaction, turn: Turn, order: OrderId) -> None:
    """Begin at the summary, with all that was said in that order; at the place when that is forgotten."""
    check_may_order(tx, turn.sender.id)
    again = draft_again(tx, order, turn.sender.id)
    draft = draft_like(again, tx.market.jobs.max_crew, _companies(tx, turn))
    begin(ORDERING, Scene(tx, turn.sender), draft, at="summary" if draft.address else "place")


def begin_rescheduling(tx: Transaction, turn: Turn, order: OrderId) -> None:
    """Ask for another time."""
    row = own_order(tx, order, turn.sender.id)
    if row.status is not OrderStatus.EXPIRED:
        raise moved_on(tx, order)
    begin(RESCHEDULING, Scene(tx, turn.sender), ReschedulingDraft(order))


def begin_from_case(tx: Transaction, turn: Turn, case: OrderId) -> None:
    """Begin at the place, with what was asked in that case (the number is its); an operator names the price."""
    wish = wish_of(tx, int(case), turn.sender.id)
    check_may_order(tx, turn.sender.id)
    draft = OrderingDraft(
        service=SOMETHING_ELSE,
        description=wish.words,
        attachments=wish.attachments,
        max_crew=tx.market.jobs.max_crew,
        companies=_companies(tx, turn),
    )
    begin(ORDERING, Scene(tx, turn.sender), draft, at="place")


def _companies(tx: Transaction, turn: Turn) -> tuple[int, ...]:
    """Who might pay for it besides the customer."""
    return tuple(int(company.id) for company in companies_of(tx, turn.sender.id))


BEGINNINGS: dict[str, Callable[[Transaction, Turn, OrderId], None]] = {
    "new": begin_order,
    "again": begin_again,
    "schedule": begin_rescheduling,
    "from_case": begin_from_case,
}
"""What a press is called → the wizard that it begins."""
