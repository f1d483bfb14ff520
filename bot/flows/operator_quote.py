"""Pricing an order of 'something else'. Steps: price (for one technician), skills (that the work needs); then the
customer is asked."""

from dataclasses import dataclass, replace

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId
from bot.domain.money import Money
from bot.domain.orders import OrderStatus
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Stay, Step, Wizard
from bot.ui.typed_money import typed_money
from bot.usecases import conversations
from bot.usecases.desk_orders import any_order
from bot.usecases.own_orders import moved_on
from bot.usecases.quoting import set_quote
from bot.usecases.telling import Priority, notify

DONE, SKILL = "done", "skill:"


@dataclass(frozen=True, slots=True)
class OperatorQuoteDraft:
    """Which order, its price in minor units, the skills."""

    order: int
    amount: int = 0
    skills: tuple[str, ...] = ()


def ask_for_quote(scene: Scene, order: OrderId) -> None:
    """Begin, while the customer still waits for a price."""
    row = any_order(scene.tx, order, scene.person.id)
    if row.status is not OrderStatus.QUOTING:
        raise moved_on(scene.tx, order)
    begin(OPERATOR_QUOTE, scene, OperatorQuoteDraft(order, skills=tuple(sorted(row.skills))))


def ask_price(_scene: Scene, draft: OperatorQuoteDraft) -> Question:
    """How much?"""
    return Question("desk/quote_price", {"order": draft.order})


def got_price(scene: Scene, draft: OperatorQuoteDraft, given: Answer) -> OperatorQuoteDraft:
    """An amount in the market's currency."""
    price = typed_money(given.text, scene.tx.market.currency)
    if price is None:
        raise Problem("amount_expected")
    return replace(draft, amount=price.amount)


def ask_skills(_scene: Scene, draft: OperatorQuoteDraft) -> Question:
    """What must whoever comes be able to do?"""
    return Question("desk/quote_skills", {"amount": draft.amount, "skills": draft.skills})


def got_skills(scene: Scene, draft: OperatorQuoteDraft, given: Answer) -> OperatorQuoteDraft | Stay[OperatorQuoteDraft]:
    """One more or one less; Done ends it, also without any: then everybody nearby is asked."""
    skill = given.choice.removeprefix(SKILL)
    if given.choice == DONE:
        return draft
    if skill == given.choice or skill not in scene.tx.market.catalogue.skills:
        raise Problem("choose_button")
    chosen = set(draft.skills) ^ {skill}
    return Stay(replace(draft, skills=tuple(sorted(chosen))))


def send(scene: Scene, draft: OperatorQuoteDraft) -> None:
    """Put the price before the customer."""
    conversations.end(scene.tx, scene.person.id)
    price = Money(draft.amount, scene.tx.market.currency)
    try:
        set_quote(scene.tx, OrderId(draft.order), scene.person.id, price, draft.skills)
    except Refusal as refusal:
        tell_refusal(scene, refusal)
        return
    fields = {"act": "quote", "subject": str(draft.order)}
    notify(scene.tx, scene.person.id, "desk/done", fields, priority=Priority.ANSWER)


OPERATOR_QUOTE = Wizard(
    "operator_quote",
    OperatorQuoteDraft,
    (Step("price", ask_price, got_price), Step("skills", ask_skills, got_skills)),
    send,
)
