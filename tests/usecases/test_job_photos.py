"""Photos of the work: taken on site, seen by the two people of the job."""

import pytest

from bot.domain.ids import JobId
from bot.domain.market import Market
from bot.domain.offers import JobStatus
from bot.usecases.finishing import finish
from bot.usecases.job_details import show_attachments, show_place
from bot.usecases.job_photos import MOST_PHOTOS, add_photo, show_photos
from db import job_photos
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, DOOR, STRANGER, JobScene, Transact


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def add(scene: JobScene, job: JobId, file_id: str) -> None:
    await scene.transact(lambda tx: add_photo(tx, job, ALI, file_id))


async def test_photos_are_kept_in_order_and_once(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    for file_id in ("a", "b", "a"):
        await add(scene, job, file_id)
    assert await scene.transact(lambda tx: job_photos.of_job(tx.connection, job)) == ["a", "b"]


async def test_an_album_holds_no_more(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    for number in range(MOST_PHOTOS):
        await add(scene, job, f"photo-{number}")
    assert (await scene.refused(lambda tx: add_photo(tx, job, ALI, "one more"))).code == "photos_full"


@pytest.mark.parametrize("status", [JobStatus.ASSIGNED, JobStatus.EN_ROUTE])
async def test_photos_are_taken_on_site(scene: JobScene, status: JobStatus) -> None:
    job = await scene.job(status)
    assert (await scene.refused(lambda tx: add_photo(tx, job, ALI, "a"))).fields == {"status": status.value}


async def test_nobody_else_adds_or_sees_them(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: add_photo(tx, job, ALI, "a"))
    await scene.nobody_else(lambda tx, actor: add_photo(tx, job, actor, "b"), BO, ANNA, STRANGER)
    await scene.nobody_else(lambda tx, actor: show_photos(tx, job, actor), BO, STRANGER)


async def test_the_customer_sees_them_after_the_work(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    for file_id in ("a", "b"):
        await add(scene, job, file_id)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    await scene.transact(lambda tx: show_photos(tx, job, ANNA))
    view = await scene.notice(ANNA, "jobs/photos")
    assert view is not None
    assert [(m.kind, m.file_id) for m in view.media] == [("photo", "a"), ("photo", "b")]


async def test_the_place_and_what_was_sent_are_for_the_technician_while_the_job_runs(scene: JobScene) -> None:
    job = await scene.job()
    await scene.nobody_else(lambda tx, actor: show_place(tx, job, actor), BO, ANNA, STRANGER)
    await scene.nobody_else(lambda tx, actor: show_attachments(tx, job, actor), BO, ANNA, STRANGER)
    await scene.transact(lambda tx: show_attachments(tx, job, ALI))
    sent = await scene.notice(ALI, "jobs/attachments")
    assert sent is not None
    assert [(m.kind, m.file_id) for m in sent.media] == [("photo", "file-1"), ("voice", "file-2")]
    await scene.transact(lambda tx: show_place(tx, job, ALI))
    rows = await scene.outgoing()
    place = await scene.drawn(rows[-1])
    assert place is not None
    (pin,) = place.media
    assert (place.text, pin.address, pin.point) == ("", "Rynek Główny 1/2", DOOR)
    await scene.bring(job, ALI, JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    assert (await scene.refused(lambda tx: show_place(tx, job, ALI))).fields == {"status": "done"}
    assert await scene.drawn(rows[-1]) is None
