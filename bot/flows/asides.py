"""Small conversations about a job, beside whatever else a person is doing: they never push a longer one away."""

from typing import TypeVar

from bot.domain.errors import Refusal
from bot.domain.ids import private_chat
from bot.flows.wizard import Scene, Wizard
from bot.usecases import conversations
from bot.usecases.telling import Priority, notify

D = TypeVar("D")
ASIDES = frozenset(
    {
        "start_code",
        "job_photos",
        "extra_work",
        "calling_senior",
        "signing",
        "showing_document",
        "document_until",
        "document_refusal",
        "relay",
        "address_note",
        "rating",
        "review_reply",
        "question",
        "case_talk",
        "giving",
        "operator_quote",
        "offering_interviews",
        "choosing_interview",
        "noting_interview",
        "operator_reason",
        "application_reason",
        "company_limit",
        "duty_number",
    }
)
"""One of these may take the place of another: nothing is lost that would take long to type again."""


def begin(wizard: Wizard[D], scene: Scene, draft: D, *, at: str = "") -> None:
    """Ask the first question, unless the person is in the middle of something longer."""
    current = conversations.current(scene.tx, scene.person.id)
    if current is not None and current.flow not in ASIDES:
        raise Refusal("in_the_middle")
    wizard.start(scene, draft, at=at)


def tell_refusal(scene: Scene, refusal: Refusal) -> None:
    """Say the use case's 'no' and go on deciding: the conversation is to end, not to stay at a question without sense.

    Only for use cases that refuse before they change anything.
    """
    chat = private_chat(scene.person.id)
    notify(scene.tx, chat, f"refusals/{refusal.code}", refusal.fields, priority=Priority.ANSWER)


def tell_done(scene: Scene, act: str) -> None:
    """Say where it was typed that it is done: the card that shows it stands elsewhere, or far above."""
    fields = {"act": act, "subject": ""}
    notify(scene.tx, private_chat(scene.person.id), "desk/done", fields, priority=Priority.ANSWER)
