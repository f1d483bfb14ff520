"""A technician's settings, and what changes for orders that wait."""

from datetime import UTC, datetime, time
from functools import partial
from typing import Any

import pytest

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.offers import JobStatus, OfferStatus
from bot.domain.technicians import Shift, TechnicianStatus
from bot.turn import Turns
from bot.usecases import technicians as work
from db import audit, technicians
from db.tables import jobs as job_rows
from db.tables import ratings as rating_rows
from db.tables import technicians as rows
from db.transaction import Transaction
from tests.application_scene import labels, told
from tests.dispatch_scene import ANNA, OLGA, DispatchScene

TOM = PersonId(10)


@pytest.fixture
async def scene(database: Any, market: Any, clock: Any) -> DispatchScene:
    return await DispatchScene(Turns(database, clock, market), clock).begin()


async def tom_now(scene: DispatchScene) -> Any:
    return await scene(lambda tx: technicians.find(tx.connection, TOM))


async def test_going_online_gives_waiting_orders_their_chance(scene: DispatchScene) -> None:
    await scene.technician(TOM, online=False)
    order = await scene.order()
    assert await scene.asked(order) == []
    await scene(lambda tx: work.go_online(tx, TOM))
    await scene.run_due()
    assert await scene.asked(order) == [TOM]
    assert (TOM, "workplace", False) in await scene.news()


async def test_going_online_twice_changes_nothing(scene: DispatchScene) -> None:
    await scene.technician(TOM)
    await scene(lambda tx: work.go_online(tx, TOM))
    assert (await tom_now(scene)).online


@pytest.mark.plain_waves
async def test_going_offline_keeps_what_runs_and_what_is_offered(scene: DispatchScene) -> None:
    await scene.technicians(TOM)
    first = await scene.order()
    await scene.accepts(first, TOM)
    second = await scene.order()
    await scene(lambda tx: work.go_offline(tx, TOM))
    third = await scene.order()
    assert await scene.jobs(first) == {TOM: JobStatus.ASSIGNED}
    assert await scene.statuses(second) == {TOM: OfferStatus.OPEN}
    assert await scene.asked(third) == []


async def test_a_wider_radius_reaches_further(scene: DispatchScene) -> None:
    await scene.technician(TOM, 3, radius_km=1)
    order = await scene.order()
    assert await scene.asked(order) == []
    await scene(lambda tx: work.set_radius(tx, TOM, 5))
    await scene.run_due()
    assert await scene.asked(order) == [TOM]


@pytest.mark.parametrize("kilometres", [0, 51, -1])
async def test_a_radius_out_of_range(scene: DispatchScene, kilometres: int) -> None:
    await scene.technician(TOM)
    assert (await scene.refused(lambda tx: work.set_radius(tx, TOM, kilometres))).code == "radius_out_of_range"


@pytest.mark.parametrize("most", [0, 4])
async def test_too_many_jobs_at_once(scene: DispatchScene, most: int) -> None:
    await scene.technician(TOM)
    assert (await scene.refused(lambda tx: work.set_max_jobs(tx, TOM, most))).code == "max_jobs_out_of_range"
    await scene(lambda tx: work.set_max_jobs(tx, TOM, 3))
    assert (await tom_now(scene)).max_jobs == 3


async def test_hours_are_kept(scene: DispatchScene) -> None:
    await scene.technician(TOM)
    hours = {0: Shift(time(8), time(20)), 6: Shift(time(22), time(6))}
    await scene(lambda tx: work.set_hours(tx, TOM, hours))
    assert (await tom_now(scene)).hours == hours


ACTS: list[Any] = [
    lambda tx: work.go_online(tx, TOM),
    lambda tx: work.go_offline(tx, TOM),
    lambda tx: work.set_radius(tx, TOM, 5),
    lambda tx: work.set_max_jobs(tx, TOM, 1),
    lambda tx: work.set_hours(tx, TOM, {}),
    lambda tx: work.open_workplace(tx, TOM),
    lambda tx: work.turn_workplace(tx, TOM, "workplace", "work_radius"),
]


@pytest.mark.parametrize("act", ACTS)
async def test_only_the_approved(scene: DispatchScene, act: Any) -> None:
    assert (await scene.refused(act)).code == "not_technician"
    await scene.technician(TOM, status=TechnicianStatus.PENDING.value, online=False)
    assert (await scene.refused(act)).code == "not_technician"
    await scene(lambda tx: tx.execute(rows.update().values(status="suspended")))
    assert (await scene.refused(act)).code == "technician_suspended"
    assert not (await tom_now(scene)).online
    assert await scene.news() == []


@pytest.mark.plain_waves
async def test_a_suspension(scene: DispatchScene) -> None:
    await scene.technicians(TOM, 11)
    first = await scene.order()
    await scene.accepts(first, TOM)
    second = await scene.order()
    await scene.news()
    await scene(lambda tx: work.suspend(tx, TOM, OLGA, "Three <late> visits"))
    suspended = await tom_now(scene)
    assert (suspended.status, suspended.online) == (TechnicianStatus.SUSPENDED, False)
    assert (await scene.jobs(first))[TOM] is JobStatus.CANCELLED
    assert (await scene.statuses(second))[TOM] is OfferStatus.CLOSED
    await scene.run_due()
    assert (await scene.statuses(first))[11] is OfferStatus.OPEN
    assert (TOM, "technicians/suspended", True) in await scene.news()
    notice = await scene.notice(TOM, "technicians/suspended", reason="Three <late> visits")
    assert notice is not None
    assert "Three &lt;late&gt; visits" in notice.text
    acts = await scene(lambda tx: audit.about(tx.connection, f"person:{TOM}"))
    assert [(act.act, act.details) for act in acts] == [("suspend", {"reason": "Three <late> visits"})]


async def test_suspending_twice_and_reinstating(scene: DispatchScene) -> None:
    await scene.technician(TOM)
    assert (await scene.refused(lambda tx: work.reinstate(tx, TOM, OLGA))).code == "technician_not_suspended"
    await scene(lambda tx: work.suspend(tx, TOM, OLGA, "late"))
    assert (await scene.refused(lambda tx: work.suspend(tx, TOM, OLGA, "late"))).code == "technician_not_approved"
    assert (await scene.refused(lambda tx: work.suspend(tx, ANNA, OLGA, "late"))).code == "technician_not_approved"
    await scene(lambda tx: work.reinstate(tx, TOM, OLGA))
    back = await tom_now(scene)
    assert (back.status, back.online) == (TechnicianStatus.APPROVED, False)


@pytest.mark.parametrize("language", list(Language))
async def test_the_workplace(scene: DispatchScene, language: Language) -> None:
    await scene.technician(TOM, position_lat=50.06, position_lon=19.94, position_at=scene.clock.now())
    hours = {day: Shift(time(9), time(18)) for day in range(5)}
    await scene(lambda tx: work.set_hours(tx, TOM, hours))
    scene.clock.advance(minutes=5)
    for view in ("workplace", "work_radius", "jobs_at_once"):
        card = await scene.card(TOM, view, TOM, language)
        assert card is not None
        assert card.text
        assert labels(card)
        assert await scene.card(ANNA, view, TOM, language) is None


async def test_the_workplace_in_words(scene: DispatchScene) -> None:
    await scene.technician(TOM, stars_sum=50, stars_count=10)
    await scene(lambda tx: work.set_hours(tx, TOM, {day: Shift(time(9), time(18)) for day in range(5)}))
    card = await scene.card(TOM, "workplace", TOM)
    assert card is not None
    for words in ("You are online", "Mon–Fri 09:00–18:00", "not shared", "0 of at most 2", "★\xa04.8 (10 ratings)"):
        assert words in card.text


async def test_turning_the_workplace_twice_sends_no_second_message(scene: DispatchScene) -> None:
    await scene.technician(TOM)
    await scene(lambda tx: work.turn_workplace(tx, TOM, "work_radius", "workplace"))
    await scene(lambda tx: work.turn_workplace(tx, TOM, "work_radius", "workplace"))
    assert [view for _, view, _ in await scene.news()] == ["workplace"]


# ---------------------------------------------------------------- jobs, earnings, rating


def done(tx: Transaction, order: int, ended: datetime, extra: int | None = None) -> None:
    values = {"status": "done", "ended_at": ended, "extra": extra}
    tx.execute(job_rows.update().where(job_rows.c.order_id == order).values(**values))


async def test_earnings_by_the_citys_calendar(scene: DispatchScene) -> None:
    """Wednesday 4 March, noon in Kraków: 23:30 UTC of Tuesday is Wednesday there, Sunday is last week."""
    await scene.technician(TOM, max_jobs=9)
    ends = [
        (datetime(2026, 3, 3, 23, 30, tzinfo=UTC), 5000),
        (datetime(2026, 3, 3, 22, 30, tzinfo=UTC), None),
        (datetime(2026, 3, 1, 12, 0, tzinfo=UTC), None),
        (datetime(2026, 2, 28, 12, 0, tzinfo=UTC), None),
    ]
    for ended, extra in ends:
        order = await scene.order()
        await scene.accepts(order, TOM)
        await scene(partial(done, order=order, ended=ended, extra=extra))
    notice = await scene.notice(TOM, "technicians/earnings")
    assert notice is not None
    lines = notice.text.replace("\xa0", " ").splitlines()
    assert "Today: PLN 230 · 1 job" in lines
    assert "This week: PLN 410 · 2 jobs" in lines
    assert "This month: PLN 590 · 3 jobs" in lines


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.plain_waves
async def test_my_jobs_page_by_page(scene: DispatchScene, language: Language) -> None:
    await scene.technician(TOM, max_jobs=99)
    first = await scene.order()
    await scene.accepts(first, TOM)
    for _ in range(7):
        order = await scene.order()
        await scene.accepts(order, TOM)
        await scene(partial(done, order=order, ended=scene.clock.now()))
    page = await scene.card(TOM, "technician_jobs", 0, language)
    assert page is not None
    assert len(labels(page)) == 2  # the running job, older
    assert page.text.split("\n\n")[1].startswith("▶️")
    last = await scene.card(TOM, "technician_jobs", 1, language)
    assert last is not None
    assert len(labels(last)) == 1  # newer
    nobody = await scene.card(ANNA, "technician_jobs", 0, language)
    assert nobody is not None
    assert labels(nobody) == []


@pytest.mark.parametrize("page", [-5, 2**63 - 1])
async def test_a_page_that_is_not_there(scene: DispatchScene, page: int) -> None:
    await scene.technician(TOM)
    await scene(lambda tx: work.turn_page(tx, TOM, page, page + 1))
    assert (TOM, "technician_jobs", False) in await scene.news()
    assert await scene.card(TOM, "technician_jobs", 0) is not None


async def test_only_the_own_job_is_opened(scene: DispatchScene) -> None:
    await scene.technicians(TOM, 11)
    order = await scene.order()
    await scene.accepts(order, TOM)
    offer = await scene.offer(order, TOM)
    await scene.news()
    assert (await scene.refused(lambda tx: work.reopen_offer(tx, PersonId(11), offer))).code == "not_your_offer"
    await scene(lambda tx: work.reopen_offer(tx, TOM, offer))
    assert (TOM, "offer", True) in await scene.news()


async def test_the_suspended_still_see_what_they_earned(scene: DispatchScene) -> None:
    await scene.technician(TOM, status="suspended", online=False)
    await scene(lambda tx: work.show_record(tx, TOM, "technicians/earnings"))
    await scene(lambda tx: work.open_jobs(tx, TOM))
    assert (await scene.refused(lambda tx: work.show_record(tx, ANNA, "technicians/rating"))).code == "not_technician"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.plain_waves
async def test_the_rating_shows_only_what_is_no_longer_blind(scene: DispatchScene, language: Language) -> None:
    await scene.technician(TOM, max_jobs=9, stars_sum=4, stars_count=1)
    for revealed, words in ((True, "Good, call +48 601 234 567"), (False, "Still blind")):
        order = await scene.order()
        job = await scene.accepts(order, TOM)
        await scene(partial(rated, job=job, revealed=revealed, words=words))
    view = await scene(lambda tx: told(tx, TOM, "technicians/rating", {}, language))
    assert "Good, call" in view.text
    assert "601" not in view.text
    assert "blind" not in view.text
    if language is Language.EN:
        assert "new" in view.text


def rated(tx: Transaction, job: int, revealed: bool, words: str) -> None:
    row = {"job_id": job, "author_id": ANNA, "subject_id": TOM, "stars": 4, "tags": [], "comment": words, "at": tx.now}
    tx.execute(rating_rows.insert().values(revealed_at=tx.now if revealed else None, **row))
