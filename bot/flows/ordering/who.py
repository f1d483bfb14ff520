"""Who: how many technicians, and how to reach the customer."""

from dataclasses import replace

from bot.flows.answers import Answer
from bot.flows.ordering.draft import OrderingDraft
from bot.flows.own_contact import own_number
from bot.flows.wizard import Problem, Question, Scene
from bot.ui.typed import parse_whole
from bot.usecases.phones import mentions


def ask_crew(scene: Scene, _draft: OrderingDraft) -> Question:
    """How many technicians."""
    return Question("ordering/crew", {"most": scene.tx.market.jobs.max_crew})


def got_crew(scene: Scene, draft: OrderingDraft, answer: Answer) -> OrderingDraft:
    """A button or a typed number."""
    most = scene.tx.market.jobs.max_crew
    crew = parse_whole(answer.choice.removeprefix("crew:") or answer.text)
    if crew is None or not 1 <= crew <= most:
        raise Problem("crew_wanted", most=most)
    return replace(draft, crew=crew)


def crew_may_vary(draft: OrderingDraft) -> bool:
    """Whether there is a choice at all."""
    return draft.max_crew != 1


def ask_contact(scene: Scene, _draft: OrderingDraft) -> Question:
    """The phone number; the one that is known is offered."""
    return Question("ordering/contact", {"known": scene.person.phone})


def got_contact(scene: Scene, draft: OrderingDraft, answer: Answer) -> OrderingDraft:
    """The sender's own contact, or the button with the number that is known already; nobody else's number."""
    known = scene.person.phone
    if known and not answer.phone and mentions(answer.text, known):
        return replace(draft, phone=known)
    return replace(draft, phone=own_number(scene, answer))


def without_contact(draft: OrderingDraft) -> OrderingDraft:
    """Skipped: the technician writes through the bot."""
    return replace(draft, phone=None)
