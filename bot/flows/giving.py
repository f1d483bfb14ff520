"""How much credit, or how large a discount. One step, in the operator's private chat; then it is given.

An amount is typed or tapped; a discount may also be so many per cent of what the customer pays.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.amends import AmendsKind
from bot.domain.errors import Refusal
from bot.domain.ids import PersonId
from bot.domain.money import Money
from bot.flows.acts import answer_at_desk, unknown_act
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Step, Wizard
from bot.turn import Transaction, Turn
from bot.ui.amends_presses import AmendsPress, TakeBackPress
from bot.ui.answering import answer
from bot.ui.typed import parse_number
from bot.ui.typed_money import typed_money
from bot.usecases import amends, conversations, giving
from bot.usecases.occasions import occasion

AMOUNT, PERCENT = "amount:", "percent:"
PER_CENT_SIGNS = "%٪"
ASKING = frozenset({"credit", "discount"})
SAID_AT_ONCE = frozenset({"amends_over_limit", "discount_too_large"})
"""A 'no' to the amount: another one may do."""
router = Router(name="giving")
Act = Callable[[Transaction, Turn, AmendsPress], object]


@dataclass(frozen=True, slots=True)
class GivingDraft:
    """What is given (an `AmendsKind`), about which order or case; how much, in minor units."""

    kind: str
    order: int
    case: int
    amount: int = 0


@router.callback_query(AmendsPress.filter())
async def amends_pressed(query: CallbackQuery, callback_data: AmendsPress, turn: Turn) -> None:
    """How it is made right."""
    act = ACTS.get(callback_data.act, unknown_act)
    await turn.decide(lambda tx: act(tx, turn, callback_data))
    await answer_at_desk(query, turn, asks=callback_data.act in ASKING)


@router.callback_query(TakeBackPress.filter())
async def take_back_pressed(query: CallbackQuery, callback_data: TakeBackPress, turn: Turn) -> None:
    """It was a mistake."""
    await turn.decide(lambda tx: amends.take_back(tx, callback_data.amends_id, turn.sender.id))
    await answer(query, turn.sender.language, "Taken back.")


def _asking(kind: AmendsKind) -> Act:
    return lambda tx, turn, press: ask_how_much(Scene(tx, turn.sender), kind, press.order_id, press.case_id)


ACTS: dict[str, Act] = {
    "apology": lambda tx, turn, press: amends.apologise(tx, turn.sender.id, press.order_id, press.case_id),
    "revisit": lambda tx, turn, press: amends.give_revisit(tx, turn.sender.id, press.order_id, press.case_id),
    "credit": _asking(AmendsKind.CREDIT),
    "discount": _asking(AmendsKind.DISCOUNT),
}


def ask_how_much(scene: Scene, kind: AmendsKind, order: int, case: int) -> None:
    """Begin, for whoever may give it."""
    about = occasion(scene.tx, scene.person.id, order, case)
    if kind is AmendsKind.DISCOUNT:
        giving.check_may_discount(scene.tx, about)
    begin(GIVING, scene, GivingDraft(kind.value, order, case))


def ask_amount(scene: Scene, draft: GivingDraft) -> Question:
    """How much?"""
    about = occasion(scene.tx, scene.person.id, draft.order, draft.case)
    total = giving.most_off(scene.tx, about) if draft.kind == AmendsKind.DISCOUNT else None
    return Question("amends/amount", {"kind": draft.kind, "most": giving.most_to_give(scene.tx, about), "total": total})


def got_amount(scene: Scene, draft: GivingDraft, given: Answer) -> GivingDraft:
    """An amount within the operator's limits."""
    about = occasion(scene.tx, scene.person.id, draft.order, draft.case)
    kind = AmendsKind(draft.kind)
    total = giving.most_off(scene.tx, about) if kind is AmendsKind.DISCOUNT else 0
    amount = _amount(given, total, scene.tx.market.currency)
    try:
        giving.check_amount(scene.tx, about, kind, amount)
    except Refusal as refusal:
        if refusal.code not in SAID_AT_ONCE:
            raise
        raise Problem(refusal.code, **refusal.fields) from refusal
    return replace(draft, amount=amount)


def _amount(given: Answer, total: int, currency: str) -> int:
    """In minor units; a Problem for what is no amount."""
    if given.choice.startswith(AMOUNT) and given.choice.removeprefix(AMOUNT).isdecimal():
        return int(given.choice.removeprefix(AMOUNT))
    percent = parse_number(
        given.choice.removeprefix(PERCENT) if given.choice else given.text.strip(PER_CENT_SIGNS + " ")
    )
    is_percent = given.choice.startswith(PERCENT) or any(sign in given.text for sign in PER_CENT_SIGNS)
    if total and is_percent and percent is not None and 0 < percent <= 100:
        return int(total * percent / 100)
    typed = None if is_percent else typed_money(given.text, currency)
    if typed is None:
        raise Problem("amount_expected")
    return typed.amount


GIVERS: dict[str, Callable[[Transaction, PersonId, int, int, Money], object]] = {
    AmendsKind.CREDIT: giving.give_credit,
    AmendsKind.DISCOUNT: giving.give_discount,
}


def give(scene: Scene, draft: GivingDraft) -> None:
    """Give it; the operator gets a card of it, from which it can be taken back."""
    conversations.end(scene.tx, scene.person.id)
    amount = Money(draft.amount, scene.tx.market.currency)
    try:
        GIVERS[draft.kind](scene.tx, scene.person.id, draft.order, draft.case, amount)
    except Refusal as refusal:
        tell_refusal(scene, refusal)


GIVING = Wizard("giving", GivingDraft, (Step("amount", ask_amount, got_amount),), give)
