"""Composing a job of 'something else'. Steps: price (for one technician), then everything else on one screen, of which
nothing has to be touched: skills, how many come, level, duration, a note. Then the customer is asked."""

from dataclasses import asdict, dataclass, replace

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId
from bot.domain.levels import Level
from bot.domain.money import Money
from bot.domain.orders import OrderStatus
from bot.domain.terms import LONGEST_WORK, MOST_NOTE, Terms
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Stay, Step, Wizard
from bot.flows.words import words_of
from bot.ui.typed import parse_whole
from bot.ui.typed_money import typed_money
from bot.usecases import conversations
from bot.usecases.desk_orders import any_order
from bot.usecases.own_orders import moved_on
from bot.usecases.quoting import set_quote
from bot.usecases.telling import Priority, notify

DONE, SKILL, CREW, LEVEL, MINUTES = "done", "skill:", "crew:", "level:", "minutes:"


@dataclass(frozen=True, slots=True)
class OperatorQuoteDraft:
    """Which order, its price in minor units, the skills, and the terms; a crew of 0: as the customer asked."""

    order: int
    amount: int = 0
    skills: tuple[str, ...] = ()
    crew: int = 0
    level: str = ""
    minutes: int = 0
    note: str = ""


def ask_for_quote(scene: Scene, order: OrderId) -> None:
    """Begin, while the customer still waits for a price."""
    row = any_order(scene.tx, order, scene.person.id)
    if row.status is not OrderStatus.QUOTING:
        raise moved_on(scene.tx, order)
    level, skills = row.level or "", tuple(sorted(row.skills))
    begin(OPERATOR_QUOTE, scene, OperatorQuoteDraft(order, 0, skills, row.crew, level, row.minutes or 0, row.note))


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
    """What must whoever comes be able to do, and what else is there to say?"""
    return Question("desk/quote_skills", asdict(draft))


def got_skills(scene: Scene, draft: OperatorQuoteDraft, given: Answer) -> OperatorQuoteDraft | Stay[OperatorQuoteDraft]:
    """One more or one less; Done ends it, also without any: then everybody nearby is asked."""
    skill = given.choice.removeprefix(SKILL)
    if given.choice == DONE:
        return draft
    if skill == given.choice or skill not in scene.tx.market.catalogue.skills:
        raise Problem("choose_button")
    chosen = set(draft.skills) ^ {skill}
    return Stay(replace(draft, skills=tuple(sorted(chosen))))


def ask_crew(scene: Scene, _draft: OperatorQuoteDraft) -> Question:
    """How many come?"""
    return Question("desk/quote_crew", {"most": scene.tx.market.jobs.max_crew})


def got_crew(scene: Scene, draft: OperatorQuoteDraft, given: Answer) -> OperatorQuoteDraft:
    """A button or a typed number."""
    most = scene.tx.market.jobs.max_crew
    crew = parse_whole(given.choice.removeprefix(CREW) or given.text)
    if crew is None or not 1 <= crew <= most:
        raise Problem("crew_wanted", most=most)
    return replace(draft, crew=crew)


def ask_level(_scene: Scene, _draft: OperatorQuoteDraft) -> Question:
    """How far must they have come?"""
    return Question("desk/quote_level")


def got_level(_scene: Scene, draft: OperatorQuoteDraft, given: Answer) -> OperatorQuoteDraft:
    """One of the levels; the first is anybody's."""
    level = given.choice.removeprefix(LEVEL)
    if level == given.choice or level not in set(Level):
        raise Problem("choose_button")
    return replace(draft, level="" if level == Level.NEW else level)


def ask_minutes(_scene: Scene, _draft: OperatorQuoteDraft) -> Question:
    """How long will it take?"""
    return Question("desk/quote_minutes")


def got_minutes(_scene: Scene, draft: OperatorQuoteDraft, given: Answer) -> OperatorQuoteDraft:
    """A ready duration, or minutes; 0 is as long as usual."""
    minutes = parse_whole(given.choice.removeprefix(MINUTES) or given.text)
    if minutes is None or not 0 <= minutes <= LONGEST_WORK:
        raise Problem("minutes_expected", most=LONGEST_WORK)
    return replace(draft, minutes=minutes)


def ask_note(_scene: Scene, draft: OperatorQuoteDraft) -> Question:
    """What should whoever is asked know?"""
    return Question("desk/quote_note", {"note": draft.note})


def got_note(_scene: Scene, draft: OperatorQuoteDraft, given: Answer) -> OperatorQuoteDraft:
    """The operator's words, for whoever is asked and for the customer."""
    return replace(draft, note=words_of(given, MOST_NOTE))


def _no_note(draft: OperatorQuoteDraft) -> OperatorQuoteDraft:
    return replace(draft, note="")


def _when_opened(_draft: OperatorQuoteDraft) -> bool:
    """Only asked when the operator opens it from the last screen."""
    return False


def _terms(draft: OperatorQuoteDraft) -> Terms:
    level = Level(draft.level) if draft.level else None
    return Terms(draft.crew or None, level, draft.minutes or None, draft.note)


def send(scene: Scene, draft: OperatorQuoteDraft) -> None:
    """Put the price before the customer."""
    conversations.end(scene.tx, scene.person.id)
    price = Money(draft.amount, scene.tx.market.currency)
    try:
        set_quote(scene.tx, OrderId(draft.order), scene.person.id, price, draft.skills, _terms(draft))
    except Refusal as refusal:
        tell_refusal(scene, refusal)
        return
    fields = {"act": "quote", "subject": str(draft.order)}
    notify(scene.tx, scene.person.id, "desk/done", fields, priority=Priority.ANSWER)


OPERATOR_QUOTE = Wizard(
    "operator_quote",
    OperatorQuoteDraft,
    (
        Step("price", ask_price, got_price),
        Step("crew", ask_crew, got_crew, applies=_when_opened),
        Step("level", ask_level, got_level, applies=_when_opened),
        Step("minutes", ask_minutes, got_minutes, applies=_when_opened),
        Step("note", ask_note, got_note, skip=_no_note, applies=_when_opened),
        Step("skills", ask_skills, got_skills),
    ),
    send,
)
