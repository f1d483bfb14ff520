"""The small conversations about a job: start code, photos, extra work, chat, rating."""

from typing import Any

import pytest

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, PersonId
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.offers import HandBackReason, JobStatus
from bot.domain.orders import Attachment
from bot.domain.people import Person
from bot.domain.points import Point
from bot.flows.asides import ASIDES, begin
from bot.flows.extra_work import EXTRA_WORK, ExtraWorkDraft
from bot.flows.job_photos import JOB_PHOTOS, JobPhotosDraft
from bot.flows.rating import RATING, RatingDraft
from bot.flows.registration import REGISTRATION
from bot.flows.relay import LONGEST_TEXT, RELAY, RelayDraft
from bot.flows.start_code import START_CODE, StartCodeDraft
from bot.flows.wizard import Scene, Wizard
from bot.flows.wizards import WIZARDS
from bot.usecases.finishing import finish
from bot.usecases.handing_back import hand_back
from db import conversations, extras, job_photos, ratings
from tests.application_scene import Filling
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, CODE, JobScene, Transact, person


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def opened(scene: JobScene, wizard: Wizard[Any], draft: Any, who: PersonId = ALI) -> Filling:
    someone: Person = person(who, "Ali" if who == ALI else "Anna")
    await scene.transact(lambda tx: begin(wizard, Scene(tx, someone), draft))
    return Filling(scene.transact, wizard, someone)


async def over_for(scene: JobScene, who: PersonId) -> bool:
    return await scene.transact(lambda tx: conversations.find(tx.connection, who)) is None


def test_every_aside_is_a_wizard() -> None:
    assert set(WIZARDS) >= ASIDES


# ---------------------------------------------------------------- the start code


@pytest.mark.parametrize("typed", [CODE, "4 7 1 1", "۴۷۱۱", "٤٧-١١", "४७११"])
async def test_the_code_in_any_script_begins_the_work(scene: JobScene, typed: str) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    ali = await opened(scene, START_CODE, StartCodeDraft(job, "Anna"))
    await ali.says(text=typed)
    assert (await scene.find(job)).status is JobStatus.IN_PROGRESS
    assert await over_for(scene, ALI)
    assert (ALI, "offer", True) in await scene.news()


@pytest.mark.parametrize("typed", ["", "12345", "abc", "47l1", "471"])
async def test_what_is_no_code_is_not_counted(scene: JobScene, typed: str) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    ali = await opened(scene, START_CODE, StartCodeDraft(job, "Anna"))
    await ali.says(text=typed)
    assert await ali.problem() == "code_expected"
    assert (await scene.find(job)).code_attempts == 0


async def test_each_wrong_code_says_how_many_tries_are_left_and_then_operators_help(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    ali = await opened(scene, START_CODE, StartCodeDraft(job, "Anna"))
    for left in ("4 more tries", "3 more tries", "2 more tries", "1 more try"):
        await ali.says(text="0000")
        assert f"You have {left}." in (await ali.sees()).text
    await ali.says(text="0000")
    assert await over_for(scene, ALI)
    (card,) = [row for row in await scene.outgoing() if (row.chat_id, row.view) == (ALI, "offer")]
    view = await scene.drawn(card)
    assert view is not None
    assert "Call an operator" in [button.text for row in view.keyboard.inline_keyboard for button in row]  # type: ignore[union-attr]


async def test_a_job_that_is_gone_meanwhile_ends_the_question(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    ali = await opened(scene, START_CODE, StartCodeDraft(job, "Anna"))
    await scene.transact(lambda tx: hand_back(tx, job, ALI, HandBackReason.LATE))
    await ali.says(text=CODE)
    assert await over_for(scene, ALI)
    assert (ALI, "refusals/job_moved_on", True) in await scene.news()


# ---------------------------------------------------------------- photos


async def test_every_photo_is_kept_as_it_comes(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    ali = await opened(scene, JOB_PHOTOS, JobPhotosDraft(job, 0))
    assert "before and after" in (await ali.sees()).text
    for file_id in ("a", "b"):
        await ali.says(attachments=(Attachment("photo", file_id),))
    assert "2 photos are kept." in (await ali.sees()).text
    assert await scene.transact(lambda tx: job_photos.of_job(tx.connection, job)) == ["a", "b"]
    await ali.says(text="like this?")
    assert await ali.problem() == "photo_expected"


async def test_after_the_job_photos_end(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    ali = await opened(scene, JOB_PHOTOS, JobPhotosDraft(job, 0))
    await scene.transact(lambda tx: finish(tx, job, ALI))
    await ali.says(attachments=(Attachment("photo", "a"),))
    assert await over_for(scene, ALI)
    assert await scene.transact(lambda tx: job_photos.of_job(tx.connection, job)) == []


# ---------------------------------------------------------------- extra work


async def test_an_amount_and_words_reach_the_customer(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    ali = await opened(scene, EXTRA_WORK, ExtraWorkDraft(job, 18000))
    assert "At most PLN\N{NO-BREAK SPACE}180." in (await ali.sees()).text
    for typed, problem in (("a lot", "amount_expected"), ("180,01", "extra_over_limit"), ("-5", "amount_expected")):
        await ali.says(text=typed)
        assert await ali.problem() == problem
    await ali.says(text="۴۹٫۵۰")
    await ali.says(text="")
    assert await ali.problem() == "words_expected"
    await ali.says(text="New valve")
    extra = await scene.transact(lambda tx: extras.open_of_job(tx.connection, job))
    assert (extra.amount.amount, extra.words) == (4950, "New valve")
    assert await over_for(scene, ALI)
    assert (ANNA, "extra", True) in await scene.news()


async def test_the_customer_was_faster_with_the_end(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    ali = await opened(scene, EXTRA_WORK, ExtraWorkDraft(job, None))
    await ali.says(text="10")
    await scene.transact(lambda tx: finish(tx, job, ALI))
    await ali.says(text="New valve")
    assert await over_for(scene, ALI)
    assert (ALI, "refusals/job_moved_on", True) in await scene.news()


# ---------------------------------------------------------------- the chat


async def test_the_chat_stays_open_and_passes_everything_on(scene: JobScene) -> None:
    job = await scene.job()
    anna = await opened(scene, RELAY, RelayDraft(job), ANNA)
    assert "Write to Ali about order" in (await anna.sees()).text
    for said in (
        {"text": "Blue door"},
        {"text": "here", "attachments": (Attachment("photo", "door"),)},
        {"attachments": (Attachment("voice", "hum"),)},
        {"point": Point(lat=50.0, lon=20.0)},
    ):
        await anna.says(**said)
        assert await anna.problem() == ""
    assert "Passed on to Ali." in (await anna.sees()).text
    relayed = [row for row in await scene.outgoing() if row.view == "relay/message"]
    kinds = [[m.kind for m in view.media] for row in relayed if (view := await scene.drawn(row))]
    assert kinds == [[], ["photo"], ["voice"], ["location"]]
    assert {row.chat_id for row in relayed} == {ALI}


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({}, "relay_kind"),
        ({"phone": "+48601234567", "phone_owner": 100}, "relay_kind"),
        ({"text": "x" * (LONGEST_TEXT + 1)}, "relay_too_long"),
        ({"text": "x" * 1000, "attachments": (Attachment("photo", "a"),)}, "relay_too_long"),
    ],
)
async def test_what_cannot_be_passed_on(scene: JobScene, said: dict[str, Any], problem: str) -> None:
    job = await scene.job()
    anna = await opened(scene, RELAY, RelayDraft(job), ANNA)
    await scene.news()
    await anna.says(**said)
    assert await anna.problem() == problem
    assert "relay/message" not in {view for _, view, _ in await scene.news()}


async def test_the_longest_message_fits_into_telegrams_limit(scene: JobScene) -> None:
    job = await scene.job()
    anna = await opened(scene, RELAY, RelayDraft(job), ANNA)
    await anna.says(text="<" * LONGEST_TEXT)
    view = await scene.notice(ALI, "relay/message")
    assert view is not None
    assert len(str(view.text).replace("&lt;", "<")) < 4096


async def test_when_the_order_is_closed_the_chat_says_so_once_and_ends(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    ali = await opened(scene, RELAY, RelayDraft(job))
    await scene.transact(lambda tx: finish(tx, job, ALI))
    scene.clock.advance(hours=25)
    await scene.news()
    await ali.says(text="Are you there?")
    assert await over_for(scene, ALI)
    told = [view for chat, view, _ in await scene.news() if chat == ALI and view != "prompt"]
    assert told == ["refusals/relay_over"]


# ---------------------------------------------------------------- ratings


async def done(scene: JobScene) -> JobId:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    return job


async def test_stars_tags_and_a_word(scene: JobScene) -> None:
    job = await done(scene)
    anna = await opened(scene, RATING, RatingDraft(job, of_technician=True), ANNA)
    assert "How was it with Ali?" in (await anna.sees()).text
    await anna.says(text="great")
    assert await anna.problem() == "stars_expected"
    await anna.says(choice="stars:4")
    for choice in ("tag:skilled", "tag:late", "tag:on_time", "tag:late"):
        await anna.says(choice=choice)
    await anna.says(choice="tag:absent")
    assert await anna.problem() == "tags_expected"
    await anna.says(choice="tags:done")
    await anna.says(text="well")
    assert await anna.problem() == "choose_button"
    await anna.says(choice="fixed:no")
    await anna.says(text="Quick <3")
    assert await over_for(scene, ANNA)
    rating = await scene.transact(lambda tx: ratings.by(tx.connection, job, ANNA))
    assert (rating.stars, rating.tags, rating.comment) == (4, ("on_time", "skilled"), "Quick <3")
    assert rating.fixed is False
    assert (ANNA, "ratings/thanks", True) in await scene.news()


@pytest.mark.parametrize("typed", ["5", "۵"])
async def test_everything_but_the_stars_may_be_skipped(scene: JobScene, typed: str) -> None:
    job = await done(scene)
    ali = await opened(scene, RATING, RatingDraft(job, of_technician=False))
    await ali.says(text=typed)
    await ali.says(choice="nav:skip")
    await ali.says(choice="nav:skip")
    rating = await scene.transact(lambda tx: ratings.by(tx.connection, job, ALI))
    assert (rating.stars, rating.tags, rating.comment, rating.subject) == (5, (), "", ANNA)


async def test_too_late_is_said_and_nothing_stays_open(scene: JobScene) -> None:
    job = await done(scene)
    anna = await opened(scene, RATING, RatingDraft(job, of_technician=True), ANNA)
    await anna.says(choice="stars:1")
    await anna.says(choice="nav:skip")
    await anna.says(choice="nav:skip")
    scene.clock.advance(days=8)
    await anna.says(choice="nav:skip")
    assert await over_for(scene, ANNA)
    assert (ANNA, "refusals/rating_over", True) in await scene.news()


# ---------------------------------------------------------------- beside something longer


async def test_a_longer_conversation_is_not_pushed_away(scene: JobScene) -> None:
    job = await scene.job()
    anna = person(ANNA, "Anna", Language.EN)

    def in_the_middle(tx: Any) -> None:
        REGISTRATION.start(Scene(tx, anna), REGISTRATION.draft())

    await scene.transact(in_the_middle)
    with pytest.raises(Refusal, match="in_the_middle"):
        await opened(scene, RELAY, RelayDraft(job), ANNA)
    kept = await scene.transact(lambda tx: conversations.find(tx.connection, ANNA))
    assert kept.flow == REGISTRATION.name


async def test_one_aside_takes_the_place_of_another(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    await opened(scene, RELAY, RelayDraft(job))
    await opened(scene, START_CODE, StartCodeDraft(job, "Anna"))
    kept = await scene.transact(lambda tx: conversations.find(tx.connection, ALI))
    assert kept.flow == "start_code"
