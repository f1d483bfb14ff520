"""When a technician wants offers: the week, a day at a time or by a ready choice, then saved as a whole.

The week is the wizard's summary; each day is a step that it opens.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import time

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.technicians import Shift, WeeklyHours
from bot.flows.answers import Answer
from bot.flows.opening import open_wizard
from bot.flows.wizard import CONFIRM, Problem, Question, Scene, Stay, Step, Wizard
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import HoursPress
from bot.ui.typed_shift import parse_shift
from bot.usecases import conversations, technicians

router = Router(name="working_hours")

Kept = dict[str, tuple[str, str]]
"""Weekday → start and end, as JSON can carry them: {"0": ("08:00", "18:00")}."""
DAYS = range(7)
PRESETS: dict[str, Kept] = {
    "daily": {str(day): ("08:00", "20:00") for day in DAYS},
    "office": {str(day): ("09:00", "18:00") for day in range(5)},
    "any": {},
}


@dataclass(frozen=True, slots=True)
class HoursDraft:
    """The week as it would be saved. `any_time`: whenever online; it says what no hours at all would not."""

    days: Kept = field(default_factory=dict)
    any_time: bool = True


@router.callback_query(HoursPress.filter())
async def pressed(query: CallbackQuery, turn: Turn) -> None:
    """The button of the workplace."""
    await turn.decide(lambda tx: begin(tx, turn.sender))
    await answer(query, turn.sender.language)


@router.message(Command("hours"))
async def commanded(_message: Message, turn: Turn) -> None:
    """The same, typed."""
    await turn.decide(lambda tx: begin(tx, turn.sender))


def begin(tx: Transaction, person: Person) -> None:
    """Show the week as it is kept now."""
    hours = technicians.approved_technician(tx, person.id).hours
    kept = {
        str(day): (shift.start.isoformat("minutes"), shift.end.isoformat("minutes")) for day, shift in hours.items()
    }
    open_wizard(WORKING_HOURS, Scene(tx, person), HoursDraft(kept, any_time=not kept), at="week")


def asking_day(day: int) -> Callable[[Scene, HoursDraft], Question]:
    """The question of one weekday."""

    def ask(_scene: Scene, draft: HoursDraft) -> Question:
        return Question("working_hours/day", {"day": day, "now": draft.days.get(str(day))})

    return ask


def got_day(day: int) -> Callable[[Scene, HoursDraft, Answer], HoursDraft]:
    """The answer about one weekday: off, or from when until when, pressed (`0800-2000`) or typed."""

    def got(_scene: Scene, draft: HoursDraft, answer: Answer) -> HoursDraft:
        others = {key: shift for key, shift in draft.days.items() if key != str(day)}
        if answer.choice == "off":
            return replace(draft, days=others, any_time=False)
        shift = parse_shift(answer.choice or answer.text)
        if shift is None:
            raise Problem("hours_unreadable")
        kept = (shift.start.isoformat("minutes"), shift.end.isoformat("minutes"))
        return replace(draft, days={**others, str(day): kept}, any_time=False)

    return got


def ask_week(_scene: Scene, draft: HoursDraft) -> Question:
    """The whole week."""
    return Question("working_hours/week", {"days": draft.days, "any_time": draft.any_time})


def got_week(_scene: Scene, draft: HoursDraft, answer: Answer) -> HoursDraft | Stay[HoursDraft]:
    """A ready week, or 'save'."""
    kind, _, preset = answer.choice.partition(":")
    if kind == "preset" and preset in PRESETS:
        return Stay(HoursDraft(PRESETS[preset], any_time=preset == "any"))
    if answer.choice != CONFIRM:
        raise Problem("choose_button")
    if not draft.days and not draft.any_time:
        raise Problem("hours_all_off")
    return draft


def confirm(scene: Scene, draft: HoursDraft) -> None:
    """Save the week; the technician's card comes again below."""
    person = scene.person.id
    technicians.set_hours(scene.tx, person, _weekly(draft))
    conversations.end(scene.tx, person)
    technicians.show_workplace(scene.tx, person, fresh=True)


def _weekly(draft: HoursDraft) -> WeeklyHours:
    return {
        int(day): Shift(time.fromisoformat(start), time.fromisoformat(end)) for day, (start, end) in draft.days.items()
    }


def _never_by_itself(_draft: HoursDraft) -> bool:
    """A day is only asked about when it is opened from the week."""
    return False


WORKING_HOURS = Wizard(
    "working_hours",
    HoursDraft,
    (
        *(Step(f"day{day}", asking_day(day), got_day(day), applies=_never_by_itself) for day in DAYS),
        Step("week", ask_week, got_week),
    ),
    confirm,
    cancelled="working_hours/kept",
)
