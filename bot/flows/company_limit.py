"""What a member may spend a month. One step: an amount, no limit, or a yes each time."""

from dataclasses import dataclass

from bot.domain.companies import ASK_EACH_TIME, MemberId
from bot.domain.errors import Refusal
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Step, Wizard
from bot.ui.typed_money import typed_money
from bot.usecases import conversations
from bot.usecases.companies import managed_member, set_limit
from bot.usecases.company_cards import open_member

NO_LIMIT, EACH_TIME = "none", "each"


@dataclass(frozen=True, slots=True)
class LimitDraft:
    """Whose, and how much in minor units; None: no limit."""

    member: int
    limit: int | None = ASK_EACH_TIME


def ask_for_limit(scene: Scene, member: MemberId) -> None:
    """Begin, if the person may say so."""
    row = managed_member(scene.tx, member, scene.person.id)
    if row.is_gone:
        raise Refusal("member_gone")
    begin(COMPANY_LIMIT, scene, LimitDraft(member))


def ask_limit(_scene: Scene, draft: LimitDraft) -> Question:
    """How much?"""
    return Question("companies/limit", {"member": draft.member})


def got_limit(scene: Scene, draft: LimitDraft, given: Answer) -> LimitDraft:
    """An amount in the market's currency, or one of the two buttons."""
    if given.choice in {NO_LIMIT, EACH_TIME}:
        return LimitDraft(draft.member, None if given.choice == NO_LIMIT else ASK_EACH_TIME)
    amount = typed_money(given.text, scene.tx.market.currency)
    if amount is None:
        raise Problem("limit_expected")
    return LimitDraft(draft.member, amount.amount)


def keep_limit(scene: Scene, draft: LimitDraft) -> None:
    """It holds from the next order on."""
    conversations.end(scene.tx, scene.person.id)
    try:
        set_limit(scene.tx, MemberId(draft.member), scene.person.id, draft.limit)
        open_member(scene.tx, MemberId(draft.member), scene.person.id)
    except Refusal as refusal:
        tell_refusal(scene, refusal)


COMPANY_LIMIT = Wizard("company_limit", LimitDraft, (Step("limit", ask_limit, got_limit),), keep_limit)
