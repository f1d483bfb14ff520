"""What is wanted: the service, and what is wrong."""

from collections import Counter
from dataclasses import replace

from bot.domain.orders import SOMETHING_ELSE
from bot.flows.answers import Answer
from bot.flows.ordering.draft import OrderingDraft
from bot.flows.wizard import Problem, Question, Scene, Stay
from bot.ui.typed import utf16_length

LONGEST_DESCRIPTION = 2000
"""UTF-16 units, as Telegram counts: with all the rest it fits into one message of 4,096."""
MOST_ATTACHMENTS = 10
"""As many as one album holds."""


def ask_service(_scene: Scene, draft: OrderingDraft) -> Question:
    """Which category, then which service of it."""
    return Question("ordering/service", {"category": draft.category, **_said(draft)})


def got_service(scene: Scene, draft: OrderingDraft, answer: Answer) -> OrderingDraft | Stay[OrderingDraft]:
    """A category opens, a service is chosen. Who describes the problem right away is listened to and asked again."""
    kind, _, key = answer.choice.partition(":")
    catalogue = scene.tx.market.catalogue
    if kind == "category" and (not key or catalogue.category(key)):
        return Stay(replace(draft, category=key))
    if kind == "service" and (key == SOMETHING_ELSE or catalogue.service(key)):
        return replace(draft, service=key)
    if answer.text or answer.attachments:
        return Stay(with_more_said(draft, answer))
    raise Problem("choose_button")


def ask_problem(_scene: Scene, draft: OrderingDraft) -> Question:
    """What is wrong; several messages add up."""
    return Question("ordering/problem", {"required": draft.service == SOMETHING_ELSE, **_said(draft)})


def got_problem(_scene: Scene, draft: OrderingDraft, answer: Answer) -> OrderingDraft | Stay[OrderingDraft]:
    """More words or pictures, or that this was all."""
    if answer.choice == "continue":
        check_described(draft)
        return draft
    if answer.choice == "clear":
        return Stay(replace(draft, description="", attachments=()))
    if not (answer.text or answer.attachments):
        raise Problem("say_or_show")
    return Stay(with_more_said(draft, answer))


def check_described(draft: OrderingDraft) -> None:
    """An operator can only price what was described."""
    if draft.service == SOMETHING_ELSE and not (draft.description or draft.attachments):
        raise Problem("describe_first")


def with_more_said(draft: OrderingDraft, answer: Answer) -> OrderingDraft:
    """The draft with this message added; each part of an album comes as a message of its own."""
    description = "\n".join(words for words in (draft.description, answer.text) if words)
    over = utf16_length(description) - LONGEST_DESCRIPTION
    if over > 0:
        raise Problem("description_too_long", over=over, most=LONGEST_DESCRIPTION)
    attachments = (*draft.attachments, *answer.attachments)
    if len(attachments) > MOST_ATTACHMENTS:
        raise Problem("too_many_attachments", most=MOST_ATTACHMENTS)
    return replace(draft, description=description, attachments=attachments)


def _said(draft: OrderingDraft) -> dict[str, object]:
    return {"description": draft.description, "attachments": dict(Counter(a.kind for a in draft.attachments))}
