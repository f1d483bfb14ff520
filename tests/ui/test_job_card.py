"""The job card in every status and language: what it says, what it keeps to itself, which buttons it has."""

from dataclasses import replace

import pytest
from aiogram.types import InlineKeyboardMarkup

from bot.domain.ids import ChatId, JobId, PersonId, private_chat
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.money import Money
from bot.domain.offers import HandBackReason, JobStatus
from bot.handlers.jobs import ACTS
from bot.ui.cards.job import job_view
from bot.ui.crew_buttons import crew_rows
from bot.ui.presses import JobPress
from bot.ui.registry import CardRequest
from bot.ui.view import View
from bot.usecases.absence import customer_absent
from bot.usecases.extras import answer_extra, propose_extra
from bot.usecases.finishing import finish
from bot.usecases.handing_back import hand_back
from bot.usecases.job_photos import add_photo
from bot.usecases.ratings import rate
from db import jobs, offers, orders, technicians
from db.transaction import Transaction
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, CODE, DOOR, JobScene, Transact

RUNNING = [JobStatus.ASSIGNED, JobStatus.EN_ROUTE, JobStatus.ARRIVED, JobStatus.IN_PROGRESS]


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def in_status(scene: JobScene, status: JobStatus) -> JobId:
    """A job that has come to this status by the ordinary way."""
    if status in RUNNING:
        return await scene.job(status)
    if status is JobStatus.CUSTOMER_ABSENT:
        job = await scene.job(JobStatus.ARRIVED)
        scene.clock.advance(minutes=10)
        await scene.transact(lambda tx: customer_absent(tx, job, ALI))
        return job
    job = await scene.job(JobStatus.IN_PROGRESS)
    ends = {
        JobStatus.DONE: lambda tx: finish(tx, job, ALI),
        JobStatus.HANDED_BACK: lambda tx: hand_back(tx, job, ALI, HandBackReason.SICK),
        JobStatus.CANCELLED: lambda tx: jobs.move(tx, job, ALI, JobStatus.CANCELLED, ended_at=tx.now),
    }
    await scene.transact(ends[status])
    return job


async def seen(
    scene: JobScene, job: JobId, language: Language = Language.EN, reader: PersonId = ALI, **market: object
) -> View | None:
    def look(tx: Transaction) -> View | None:
        row = jobs.find(tx.connection, job)
        assert row is not None
        offer = offers.find(tx.connection, row.offer)
        assert offer is not None
        rules = replace(tx.market, jobs=replace(tx.market.jobs, **market))  # type: ignore[arg-type]
        return job_view(request(tx, private_chat(reader), offer.id, language, rules), offer, row)

    view: View | None = await scene.transact(look)
    return view


def request(tx: Transaction, chat: ChatId, subject: int, language: Language, market: Market) -> CardRequest:
    return CardRequest(
        connection=tx.connection, chat_id=chat, subject_id=subject, language=language, market=market, now=tx.now
    )


async def card(scene: JobScene, job: JobId) -> View:
    view = await seen(scene, job)
    assert view is not None
    return view


def labels(view: View) -> list[str]:
    if view.keyboard is None:
        return []
    assert isinstance(view.keyboard, InlineKeyboardMarkup)
    return [button.text for row in view.keyboard.inline_keyboard for button in row]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("status", JobStatus)
async def test_it_is_drawn_in_every_status_and_language(scene: JobScene, status: JobStatus, language: Language) -> None:
    job = await in_status(scene, status)
    view = await seen(scene, job, language)
    assert view is not None
    assert view.text.startswith("<b>")
    assert not view.media
    assert ("Rynek Główny 1/2" in view.text) is (status in RUNNING)


@pytest.mark.parametrize(
    ("status", "step"),
    [
        (JobStatus.ASSIGNED, "On my way"),
        (JobStatus.EN_ROUTE, "I have arrived"),
        (JobStatus.ARRIVED, "Start"),
        (JobStatus.IN_PROGRESS, "Done"),
        (JobStatus.DONE, "Rate Anna"),
        (JobStatus.CUSTOMER_ABSENT, "Rate Anna"),
    ],
)
async def test_the_next_step_comes_first(scene: JobScene, status: JobStatus, step: str) -> None:
    assert labels(await card(scene, await in_status(scene, status)))[0] == step


@pytest.mark.parametrize("status", [JobStatus.HANDED_BACK, JobStatus.CANCELLED])
async def test_what_is_over_has_no_buttons(scene: JobScene, status: JobStatus) -> None:
    assert labels(await card(scene, await in_status(scene, status))) == []


@pytest.mark.parametrize("status", RUNNING)
async def test_every_button_is_known_to_somebody(scene: JobScene, status: JobStatus) -> None:
    view = await card(scene, await in_status(scene, status))
    assert isinstance(view.keyboard, InlineKeyboardMarkup)
    packed = [b.callback_data or "" for row in view.keyboard.inline_keyboard for b in row]
    acts = {JobPress.unpack(data).act for data in packed if data.startswith("jb:")}
    assert acts
    assert acts <= set(ACTS)


async def test_where_to_go_is_a_tap_away(scene: JobScene) -> None:
    view = await card(scene, await scene.job())
    assert "<code>Rynek Główny 1/2</code>" in view.text
    assert isinstance(view.keyboard, InlineKeyboardMarkup)
    urls = [b.url for row in view.keyboard.inline_keyboard for b in row if b.url]
    assert urls == [f"https://www.google.com/maps/dir/?api=1&destination={DOOR.lat:.6f}%2C{DOOR.lon:.6f}"]


async def test_the_phone_and_the_words_are_shown_while_the_job_runs_only(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    text = (await card(scene, job)).text
    assert "+48 600 000 001" in text
    assert "Water &lt;everywhere&gt;, call +48 601 234 567" in text
    await scene.transact(lambda tx: finish(tx, job, ALI))
    text = (await card(scene, job)).text
    assert "600" not in text
    assert "Water" not in text
    assert "Stare Miasto" in text


async def test_without_a_phone_there_is_none(scene: JobScene) -> None:
    assert "👤 Anna\n" in (await card(scene, await scene.job(phone=None))).text


async def test_it_never_shows_the_account_or_the_code(scene: JobScene) -> None:
    job = await scene.job()
    for status in RUNNING:
        await scene.bring(job, ALI, status)
        text = (await card(scene, job)).text
        assert not {word for word in ("Nowak", CODE, str(ANNA)) if word in text}


async def test_nobody_else_sees_it(scene: JobScene) -> None:
    job = await scene.job()
    assert await seen(scene, job, reader=ANNA) is None
    assert await seen(scene, job, reader=BO) is None


async def test_before_the_crew_is_complete_it_says_so(scene: JobScene) -> None:
    (job,) = await scene.accepted(ALI, of=2)
    view = await card(scene, job)
    assert "1 of 2" in view.text
    assert "On my way" not in labels(view)


async def test_a_market_without_codes_does_not_ask_for_one(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    view = await seen(scene, job, start_code=False)
    assert view is not None
    assert "digit" not in view.text


async def test_extra_work_stands_below_the_price(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS, price=Money(18000, "PLN"))
    extra = await scene.transact(lambda tx: propose_extra(tx, job, ALI, Money(5000, "PLN"), "Valve"))
    view = await card(scene, job)
    assert "PLN\N{NO-BREAK SPACE}50 for extra work: the customer is being asked." in view.text
    assert "Take extra work back" in labels(view)
    await scene.transact(lambda tx: answer_extra(tx, extra, ANNA, True))
    await scene.transact(lambda tx: finish(tx, job, ALI))
    text = (await card(scene, job)).text
    sums = "Price: PLN 180\nExtra work: PLN 50 (Valve)\n<b>Together: PLN 230</b>"
    assert sums in text.replace("\N{NO-BREAK SPACE}", " ")


async def test_it_fits_into_a_message_whatever_was_written(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS, description="ж" * 4000, price=None)
    for _ in range(5):
        extra = await scene.transact(lambda tx: propose_extra(tx, job, ALI, Money(1, "PLN"), "ж" * 300))
        await answer(scene, extra)
    assert len((await card(scene, job)).text) < 4096


async def answer(scene: JobScene, extra: int) -> None:
    await scene.transact(lambda tx: answer_extra(tx, extra, ANNA, True))  # type: ignore[arg-type]


# ---------------------------------------------------------------- the customer's buttons


async def customers_buttons(scene: JobScene, job: JobId) -> list[str]:
    def rows(tx: Transaction) -> list[str]:
        row = jobs.find(tx.connection, job)
        assert row is not None
        order = orders.find(tx.connection, row.order)
        assert order is not None
        ask = request(tx, private_chat(ANNA), order.id, Language.EN, tx.market)
        return [button.text for row in crew_rows(ask, order) for button in row]

    found: list[str] = await scene.transact(rows)
    return found


async def test_the_customer_asks_where_somebody_is_only_while_that_is_known(scene: JobScene) -> None:
    job = await scene.job(JobStatus.EN_ROUTE)
    assert await customers_buttons(scene, job) == ["Write to Ali"]
    here = {"position_lat": DOOR.lat, "position_lon": DOOR.lon, "position_at": scene.clock.now()}
    await scene.transact(lambda tx: technicians.change(tx, ALI, **here))
    assert await customers_buttons(scene, job) == ["Where is Ali?", "Write to Ali"]


async def test_after_the_work_the_customer_rates_and_sees_photos(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: add_photo(tx, job, ALI, "a"))
    await scene.transact(lambda tx: finish(tx, job, ALI))
    assert await customers_buttons(scene, job) == ["Rate Ali", "Photos of the work (1)", "Write to Ali"]
    await scene.transact(lambda tx: rate(tx, job, ANNA, 5, [], ""))
    scene.clock.advance(days=2)
    assert await customers_buttons(scene, job) == ["Photos of the work (1)"]


async def test_after_the_days_for_ratings_nobody_is_asked_for_one(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    scene.clock.advance(days=7)
    assert await customers_buttons(scene, job) == []
    assert labels(await card(scene, job)) == ["Something is wrong"]
