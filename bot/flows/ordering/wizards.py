"""The ordering wizard and its small sister that finds another time for an order."""

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId
from bot.flows.asides import tell_refusal
from bot.flows.ordering.draft import OrderingDraft, ReschedulingDraft
from bot.flows.ordering.foresight import foresee
from bot.flows.ordering.payer import ask_account, got_account, may_choose_account
from bot.flows.ordering.summary import ask_summary, confirm, got_summary
from bot.flows.ordering.what import ask_problem, ask_service, got_problem, got_service
from bot.flows.ordering.when import ask_time, got_time
from bot.flows.ordering.where import ask_door, ask_place, gather_place, got_door, got_place
from bot.flows.ordering.who import (
    ask_contact,
    ask_crew,
    crew_may_vary,
    got_contact,
    got_crew,
    without_contact,
)
from bot.flows.wizard import Problem, Scene, Step, Wizard
from bot.usecases import conversations
from bot.usecases.unfound import schedule_later


def only_from_the_summary(_draft: OrderingDraft) -> bool:
    """A step that is not asked on the way, but can be opened at the end."""
    return False


STEPS: tuple[Step[OrderingDraft], ...] = (
    Step("service", ask_service, got_service),
    Step("problem", ask_problem, got_problem),
    Step("account", ask_account, got_account, applies=may_choose_account),
    Step("place", ask_place, got_place, gather=gather_place),
    Step("door", ask_door, got_door, applies=only_from_the_summary),
    Step("time", ask_time, got_time),
    Step("crew", ask_crew, got_crew, applies=crew_may_vary),
    Step("contact", ask_contact, got_contact, skip=without_contact),
    Step("summary", ask_summary, got_summary),
)
ORDERING = Wizard("ordering", OrderingDraft, STEPS, confirm, foresee=foresee)


def reschedule(scene: Scene, draft: ReschedulingDraft) -> None:
    """Search again for the chosen time; the order's card, some messages up by now, comes anew."""
    assert draft.window is not None
    try:
        schedule_later(scene.tx, OrderId(draft.order), scene.person.id, draft.window)
    except Refusal as refusal:
        if refusal.code == "window_passed":
            raise Problem("time_passed") from refusal
        tell_refusal(scene, refusal)
    conversations.end(scene.tx, scene.person.id)


RESCHEDULING = Wizard("rescheduling", ReschedulingDraft, (Step("time", ask_time, got_time),), reschedule)
