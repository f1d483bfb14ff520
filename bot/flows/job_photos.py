"""Photos of the work: one step that stays open; every photo is kept as it comes."""

from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.ids import JobId
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Stay, Step, Wizard
from bot.turn import Turn
from bot.ui.answering import answer
from bot.ui.presses import JobPhotosPress
from bot.usecases import conversations
from bot.usecases.job_photos import MOST_PHOTOS, add_photo, count_photos

router = Router(name="job_photos")


@dataclass(frozen=True, slots=True)
class JobPhotosDraft:
    """Which job, and how many photos are kept."""

    job: int
    count: int


@router.callback_query(JobPhotosPress.filter())
async def photos_pressed(query: CallbackQuery, callback_data: JobPhotosPress, turn: Turn) -> None:
    """Photos on the job card."""
    job = JobId(callback_data.job_id)
    await turn.decide(
        lambda tx: begin(JOB_PHOTOS, Scene(tx, turn.sender), JobPhotosDraft(job, count_photos(tx, job, turn.sender.id)))
    )
    await answer(query, turn.sender.language)


def ask_photos(_scene: Scene, draft: JobPhotosDraft) -> Question:
    """More photos?"""
    return Question("jobs/photos", {"count": draft.count})


def got_photo(scene: Scene, draft: JobPhotosDraft, given: Answer) -> JobPhotosDraft | Stay[JobPhotosDraft]:
    """One photo; an album comes one by one."""
    photo = next((a.file_id for a in given.attachments if a.kind == "photo"), None)
    if photo is None:
        raise Problem("photo_expected")
    if draft.count >= MOST_PHOTOS:
        raise Problem("photos_full", most=MOST_PHOTOS)
    try:
        count = add_photo(scene.tx, JobId(draft.job), scene.person.id, photo)
    except Refusal as refusal:
        tell_refusal(scene, refusal)
        return draft
    return Stay(replace(draft, count=count))


def end(scene: Scene, _draft: JobPhotosDraft) -> None:
    """The job is over: no more photos."""
    conversations.end(scene.tx, scene.person.id)


JOB_PHOTOS = Wizard(
    "job_photos",
    JobPhotosDraft,
    (Step("photo", ask_photos, got_photo),),
    end,
    cancelled="jobs/photos_kept",
)
