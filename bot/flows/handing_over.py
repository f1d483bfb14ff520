"""Handing over at the end of a job.

Steps: before, after (each line ticked or crossed), parts (typed, with serial numbers), things (what changes hands),
summary; a service asks only for what its checklist has. Then the job is done, and the customer is asked to sign.
"""

from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.catalogue import Item
from bot.domain.errors import Refusal
from bot.domain.handovers import LONGEST_LINE, MOST_LINES, Handed, Part, checked, named, part_from
from bot.domain.ids import JobId
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import CONFIRM, Problem, Question, Scene, Stay, Step, Wizard
from bot.turn import Transaction, Turn
from bot.ui.after_work_presses import HandOverPress
from bot.ui.answering import answer
from bot.usecases import conversations
from bot.usecases.handing_over import check_may_hand_over, hand_over
from bot.usecases.job_details import service_of, show_job_again

ALL_FINE, GO_ON, DROP_LAST = "all", "go", "last"
MARK, THING = "mark:", "thing:"
router = Router(name="handing_over")


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the checklist: fine, not fine, or (None) not answered yet."""

    key: str
    fine: bool | None = None


@dataclass(frozen=True, slots=True)
class HandingOverDraft:
    """Which job of which service, what it asks for, and the answers so far."""

    job: int
    service: str
    before: tuple[Mark, ...]
    after: tuple[Mark, ...]
    wants_parts: bool
    wants_things: bool
    parts: tuple[Part, ...] = ()
    things: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@router.callback_query(HandOverPress.filter())
async def hand_over_pressed(query: CallbackQuery, callback_data: HandOverPress, turn: Turn) -> None:
    """Done on the card of a job that has a checklist."""
    await turn.decide(lambda tx: _begin(tx, turn, JobId(callback_data.job_id)))
    await answer(query, turn.sender.language)


def _begin(tx: Transaction, turn: Turn, job: JobId) -> None:
    checklist = check_may_hand_over(tx, job, turn.sender.id)
    draft = HandingOverDraft(
        job=job,
        service=service_of(tx, job),
        before=_marks(checklist.before),
        after=_marks(checklist.after),
        wants_parts=checklist.parts,
        wants_things=bool(checklist.things),
    )
    begin(HANDING_OVER, Scene(tx, turn.sender), draft)


def _marks(items: tuple[Item, ...]) -> tuple[Mark, ...]:
    return tuple(Mark(item.key) for item in items)


# ---------------------------------------------------------------- checks


def ask_before(_scene: Scene, draft: HandingOverDraft) -> Question:
    """How was it before?"""
    return _checks(draft, "before", draft.before)


def ask_after(_scene: Scene, draft: HandingOverDraft) -> Question:
    """How is it now?"""
    return _checks(draft, "after", draft.after)


def _checks(draft: HandingOverDraft, which: str, marks: tuple[Mark, ...]) -> Question:
    shown = [[mark.key, mark.fine] for mark in marks]
    return Question(f"handovers/{which}", {"service": draft.service, "marks": shown})


def got_before(_scene: Scene, draft: HandingOverDraft, given: Answer) -> HandingOverDraft | Stay[HandingOverDraft]:
    """A tick, a cross, all fine, or enough."""
    marks = _marked(draft.before, given.choice)
    moved = replace(draft, before=marks)
    return moved if given.choice in {ALL_FINE, GO_ON} else Stay(moved)


def got_after(_scene: Scene, draft: HandingOverDraft, given: Answer) -> HandingOverDraft | Stay[HandingOverDraft]:
    """The same for what was left behind."""
    marks = _marked(draft.after, given.choice)
    moved = replace(draft, after=marks)
    return moved if given.choice in {ALL_FINE, GO_ON} else Stay(moved)


def _marked(marks: tuple[Mark, ...], choice: str) -> tuple[Mark, ...]:
    """The first tap says fine, the next one not fine, and so on."""
    if choice == ALL_FINE:
        return tuple(replace(mark, fine=True) for mark in marks)
    if choice == GO_ON:
        if any(mark.fine is None for mark in marks):
            raise Problem("checks_unanswered")
        return marks
    key = choice.removeprefix(MARK)
    if key not in {mark.key for mark in marks}:
        raise Problem("choose_button")
    return tuple(replace(mark, fine=not mark.fine) if mark.key == key else mark for mark in marks)


# ---------------------------------------------------------------- parts and things


def ask_parts(_scene: Scene, draft: HandingOverDraft) -> Question:
    """What was built in?"""
    return Question("handovers/parts", {"parts": [[part.name, part.serial] for part in draft.parts]})


def got_parts(_scene: Scene, draft: HandingOverDraft, given: Answer) -> HandingOverDraft | Stay[HandingOverDraft]:
    """Parts, a line each; or enough, or the last one was wrong."""
    if given.choice == GO_ON:
        return draft
    if given.choice == DROP_LAST:
        return Stay(replace(draft, parts=draft.parts[:-1]))
    found = [part_from(line) for line in _lines(given, len(draft.parts))]
    parts = tuple(part for part in found if part is not None)
    if len(parts) < len(found):
        raise Problem("line_too_long", most=LONGEST_LINE)
    return Stay(replace(draft, parts=draft.parts + parts))


def ask_things(_scene: Scene, draft: HandingOverDraft) -> Question:
    """What is handed over?"""
    chosen = {"things": list(draft.things), "also": list(draft.also)}
    return Question("handovers/things", {"service": draft.service, **chosen})


def got_things(_scene: Scene, draft: HandingOverDraft, given: Answer) -> HandingOverDraft | Stay[HandingOverDraft]:
    """One of the usual things more or less, others in words, or enough."""
    if given.choice == GO_ON:
        return draft
    if given.choice == DROP_LAST:
        return Stay(replace(draft, also=draft.also[:-1]))
    if given.choice.startswith(THING):
        chosen = set(draft.things) ^ {given.choice.removeprefix(THING)}
        return Stay(replace(draft, things=tuple(sorted(chosen))))
    lines = _lines(given, len(draft.also))
    if max(map(len, lines)) > LONGEST_LINE:
        raise Problem("line_too_long", most=LONGEST_LINE)
    return Stay(replace(draft, also=(*draft.also, *lines)))


def _lines(given: Answer, kept: int) -> list[str]:
    """The typed lines, if there are any and they still fit."""
    lines = [line.strip() for line in given.text.splitlines() if line.strip()]
    if not lines:
        raise Problem("words_expected")
    if kept + len(lines) > MOST_LINES:
        raise Problem("too_many_lines", most=MOST_LINES)
    return lines


# ---------------------------------------------------------------- the end


def ask_summary(scene: Scene, draft: HandingOverDraft) -> Question:
    """Everything as the customer will read it."""
    handed = _handed(scene, draft)
    steps = [name for name, step in STEPS_TO_CHANGE.items() if step(draft)]
    fields = {
        "checks": len(handed.before) + len(handed.after),
        "not_fine": [dict(one.names) for one in (*handed.before, *handed.after) if not one.fine],
        "parts": [[part.name, part.serial] for part in handed.parts],
        "things": [dict(names) for names in handed.things],
        "also": list(handed.also),
        "steps": steps,
    }
    return Question("handovers/summary", fields)


def got_summary(_scene: Scene, draft: HandingOverDraft, given: Answer) -> HandingOverDraft:
    """Handed over."""
    if given.choice != CONFIRM:
        raise Problem("choose_button")
    return draft


def confirm(scene: Scene, draft: HandingOverDraft) -> None:
    """The job is done; its card comes down and says so."""
    conversations.end(scene.tx, scene.person.id)
    job = JobId(draft.job)
    try:
        hand_over(scene.tx, job, scene.person.id, _handed(scene, draft))
    except Refusal as refusal:
        tell_refusal(scene, refusal)
    show_job_again(scene.tx, job, scene.person.id)


def _handed(scene: Scene, draft: HandingOverDraft) -> Handed:
    checklist = scene.tx.market.catalogue.checklist_for(draft.service)
    return Handed(
        before=checked(checklist.before, {mark.key: mark.fine for mark in draft.before}),
        after=checked(checklist.after, {mark.key: mark.fine for mark in draft.after}),
        parts=draft.parts,
        things=named(checklist.things, draft.things),
        also=draft.also,
    )


def _has_before(draft: HandingOverDraft) -> bool:
    return bool(draft.before)


def _has_after(draft: HandingOverDraft) -> bool:
    return bool(draft.after)


def _wants_parts(draft: HandingOverDraft) -> bool:
    return draft.wants_parts


def _wants_things(draft: HandingOverDraft) -> bool:
    return draft.wants_things


STEPS_TO_CHANGE = {"before": _has_before, "after": _has_after, "parts": _wants_parts, "things": _wants_things}
"""Step → whether the checklist has it."""
HANDING_OVER = Wizard(
    "handing_over",
    HandingOverDraft,
    (
        Step("before", ask_before, got_before, applies=_has_before),
        Step("after", ask_after, got_after, applies=_has_after),
        Step("parts", ask_parts, got_parts, skip=lambda draft: replace(draft, parts=()), applies=_wants_parts),
        Step(
            "things",
            ask_things,
            got_things,
            skip=lambda draft: replace(draft, things=(), also=()),
            applies=_wants_things,
        ),
        Step("summary", ask_summary, got_summary),
    ),
    confirm,
)
