"""Rating the other one of a job.

Steps: stars, tags (may be skipped), for customers whether one visit was enough (may be skipped), comment (may be
skipped).
"""

from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, private_chat
from bot.domain.ratings import CUSTOMER_TAGS, STARS, TECHNICIAN_TAGS
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Stay, Step, Wizard
from bot.flows.words import words_of
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import RatePress
from bot.ui.typed import parse_whole
from bot.usecases import conversations
from bot.usecases.ratings import check_may_rate, rate
from bot.usecases.telling import Priority, notify

LONGEST_COMMENT = 500
STARS_CHOICE, TAG_CHOICE, TAGS_DONE = "stars:", "tag:", "tags:done"
FIXED = {"fixed:yes": True, "fixed:no": False}
router = Router(name="rating")


@dataclass(frozen=True, slots=True)
class RatingDraft:
    """Which job, which side is rated, and the rating so far."""

    job: int
    of_technician: bool
    stars: int = 0
    tags: tuple[str, ...] = ()
    comment: str = ""
    fixed: bool | None = None


@router.callback_query(RatePress.filter())
async def rate_pressed(query: CallbackQuery, callback_data: RatePress, turn: Turn) -> None:
    """Rate on the order card or the job card."""
    await turn.decide(lambda tx: _begin(tx, turn, JobId(callback_data.job_id)))
    await answer(query, turn.sender.language)


def _begin(tx: Transaction, turn: Turn, job: JobId) -> None:
    row, subject = check_may_rate(tx, job, turn.sender.id)
    begin(RATING, Scene(tx, turn.sender), RatingDraft(job, of_technician=subject == row.technician))


def ask_stars(_scene: Scene, draft: RatingDraft) -> Question:
    """How was it?"""
    return Question("ratings/stars", {"job": draft.job})


def got_stars(_scene: Scene, draft: RatingDraft, given: Answer) -> RatingDraft:
    """One to five, tapped or typed."""
    stars = parse_whole(given.choice.removeprefix(STARS_CHOICE) or given.text)
    if stars is None or stars not in STARS:
        raise Problem("stars_expected")
    return replace(draft, stars=stars)


def ask_tags(_scene: Scene, draft: RatingDraft) -> Question:
    """What was it like?"""
    fields = {"of_technician": draft.of_technician, "stars": draft.stars, "tags": list(draft.tags)}
    return Question("ratings/tags", fields)


def got_tag(_scene: Scene, draft: RatingDraft, given: Answer) -> RatingDraft | Stay[RatingDraft]:
    """One more tag, one tag less, or enough."""
    if given.choice == TAGS_DONE:
        return draft
    tag = given.choice.removeprefix(TAG_CHOICE)
    known = CUSTOMER_TAGS if draft.of_technician else TECHNICIAN_TAGS
    if tag not in known:
        raise Problem("tags_expected")
    chosen = set(draft.tags) ^ {tag}
    return Stay(replace(draft, tags=tuple(tag for tag in known if tag in chosen)))


def skip_tags(draft: RatingDraft) -> RatingDraft:
    """No tag says it."""
    return replace(draft, tags=())


def ask_fixed(_scene: Scene, draft: RatingDraft) -> Question:
    """Was one visit enough?"""
    return Question("ratings/fixed", {"stars": draft.stars})


def got_fixed(_scene: Scene, draft: RatingDraft, given: Answer) -> RatingDraft:
    """Yes or no, by a button."""
    if given.choice not in FIXED:
        raise Problem("choose_button")
    return replace(draft, fixed=FIXED[given.choice])


def skip_fixed(draft: RatingDraft) -> RatingDraft:
    """They would rather not say."""
    return replace(draft, fixed=None)


def ask_comment(_scene: Scene, draft: RatingDraft) -> Question:
    """A word about it?"""
    return Question("ratings/comment", {"job": draft.job, "stars": draft.stars})


def got_comment(_scene: Scene, draft: RatingDraft, given: Answer) -> RatingDraft:
    """In their own words."""
    return replace(draft, comment=words_of(given, LONGEST_COMMENT))


def skip_comment(draft: RatingDraft) -> RatingDraft:
    """The stars say enough."""
    return replace(draft, comment="")


def confirm(scene: Scene, draft: RatingDraft) -> None:
    """Keep the rating and say thank you."""
    conversations.end(scene.tx, scene.person.id)
    try:
        job, author = JobId(draft.job), scene.person.id
        rate(scene.tx, job, author, draft.stars, draft.tags, draft.comment, fixed=draft.fixed)
    except Refusal as refusal:
        tell_refusal(scene, refusal)
        return
    notify(scene.tx, private_chat(scene.person.id), "ratings/thanks", {"job": job}, priority=Priority.ANSWER)


RATING = Wizard(
    "rating",
    RatingDraft,
    (
        Step("stars", ask_stars, got_stars),
        Step("tags", ask_tags, got_tag, skip=skip_tags),
        Step("fixed", ask_fixed, got_fixed, skip=skip_fixed, applies=lambda draft: draft.of_technician),
        Step("comment", ask_comment, got_comment, skip=skip_comment),
    ),
    confirm,
)
