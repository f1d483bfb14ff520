"""Going on duty with the own contact: what is typed proves nothing, and at night a wrong number helps nobody."""

from dataclasses import dataclass

from bot.domain.errors import Refusal
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.own_contact import own_number
from bot.flows.wizard import Question, Scene, Step, Wizard
from bot.usecases import conversations
from bot.usecases.on_duty import go_on_duty, show_on_duty
from bot.usecases.staff import require_role


@dataclass(frozen=True, slots=True)
class DutyNumberDraft:
    """The number as E.164."""

    phone: str = ""


def ask_for_own_contact(scene: Scene) -> None:
    """Begin in the operator's private chat: only there may a bot ask for a contact."""
    require_role(scene.tx, scene.person.id)
    begin(DUTY_NUMBER, scene, DutyNumberDraft())


def ask_number(_scene: Scene, _draft: DutyNumberDraft) -> Question:
    """Which number?"""
    return Question("outages/number")


def got_number(scene: Scene, _draft: DutyNumberDraft, given: Answer) -> DutyNumberDraft:
    """The own contact, and nobody else's."""
    return DutyNumberDraft(own_number(scene, given))


def go(scene: Scene, draft: DutyNumberDraft) -> None:
    """They are on duty with it, and see with whom."""
    operator = scene.person.id
    conversations.end(scene.tx, operator)
    try:
        go_on_duty(scene.tx, operator, operator, draft.phone)
        show_on_duty(scene.tx, operator, operator)
    except Refusal as refusal:
        tell_refusal(scene, refusal)


DUTY_NUMBER = Wizard("duty_number", DutyNumberDraft, (Step("number", ask_number, got_number),), go)
