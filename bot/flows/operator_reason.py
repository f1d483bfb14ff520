"""Why an operator does something to an order or a person. One step: the reason, in their own words; then it is done.

The question comes in the operator's private chat, also when the button was pressed in the group.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Question, Scene, Step, Wizard
from bot.flows.words import words_of
from bot.turn import Transaction
from bot.usecases import conversations
from bot.usecases.desk_orders import LONGEST_REASON, cancel_for_operator, settle
from bot.usecases.people import ban
from bot.usecases.staff import require_role
from bot.usecases.technicians import suspend
from bot.usecases.telling import Priority, notify

ACTS: dict[str, Callable[[Transaction, int, PersonId, str], None]] = {
    "cancel": lambda tx, order, operator, why: cancel_for_operator(tx, OrderId(order), operator, why),
    "settle": lambda tx, order, operator, why: settle(tx, OrderId(order), operator, why),
    "suspend": lambda tx, person, operator, why: suspend(tx, PersonId(person), operator, why),
    "ban": lambda tx, person, operator, why: ban(tx, PersonId(person), operator, why),
}


@dataclass(frozen=True, slots=True)
class OperatorReasonDraft:
    """What is to be done, to which order or person, and why."""

    act: str
    subject: int
    words: str = ""


def ask_for_reason(scene: Scene, act: str, subject: int) -> None:
    """Begin, for whoever is on the staff."""
    require_role(scene.tx, scene.person.id)
    begin(OPERATOR_REASON, scene, OperatorReasonDraft(act, subject))


def ask_words(_scene: Scene, draft: OperatorReasonDraft) -> Question:
    """Why?"""
    return Question("desk/reason", {"act": draft.act, "subject": str(draft.subject)})


def got_words(_scene: Scene, draft: OperatorReasonDraft, given: Answer) -> OperatorReasonDraft:
    """What the people concerned will read."""
    return replace(draft, words=words_of(given, LONGEST_REASON))


def act(scene: Scene, draft: OperatorReasonDraft) -> None:
    """Do it. Where somebody was faster the operator hears so, and the question is over all the same."""
    conversations.end(scene.tx, scene.person.id)
    try:
        ACTS[draft.act](scene.tx, draft.subject, scene.person.id, draft.words)
    except Refusal as refusal:
        tell_refusal(scene, refusal)
        return
    fields = {"act": draft.act, "subject": str(draft.subject)}
    notify(scene.tx, scene.person.id, "desk/done", fields, priority=Priority.ANSWER)


OPERATOR_REASON = Wizard(
    "operator_reason",
    OperatorReasonDraft,
    (Step("words", ask_words, got_words),),
    act,
)
