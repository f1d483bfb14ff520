"""What is over is emptied of what it need not know any more; what is running keeps everything."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.offers import JobStatus
from bot.domain.orders import Address, Attachment, OrderStatus
from bot.domain.relay import Utterance
from bot.domain.retention import Retention
from bot.usecases.finishing import finish
from bot.usecases.housekeeping import forget_contents, prune
from bot.usecases.relay import relay_message
from db import credentials, documents, inbox, job_photos, orders, places
from db.inbox import Received
from db.outbox import notify
from db.tables import inbox as updates
from db.tables import orders as order_rows
from db.tables import outbox, relayed_messages, technicians
from db.transaction import Transaction
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, DOOR, JobScene, Transact

A_DAY = timedelta(days=1)
RETENTION = Retention(
    addresses=30 * A_DAY,
    messages=90 * A_DAY,
    photos=180 * A_DAY,
    contents=7 * A_DAY,
    address_notes=365 * A_DAY,
    traces=30 * A_DAY,
    copies=14 * A_DAY,
)


@pytest.fixture
async def scene(transact: Transact, market: Any, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def closed(scene: JobScene) -> int:
    """An order with a number, a photo and a message, done and closed now; its number."""
    job = await scene.job(JobStatus.IN_PROGRESS, attachments=(Attachment("photo", "file"),), phone="+48600111222")
    await scene.transact(lambda tx: relay_message(tx, job, ANNA, Utterance("text", "The blue gate")))
    await scene.transact(lambda tx: job_photos.add(tx, job, "work"))
    await scene.transact(lambda tx: finish(tx, job, ALI))
    order = (await scene.order_of(job)).id
    await scene.transact(lambda tx: orders.move(tx, order, OrderStatus.CLOSED))
    return order


async def after(scene: JobScene, days: float) -> None:
    """So much later, the night comes."""
    scene.clock.advance(days=days)
    while await scene.transact(lambda tx: forget_contents(tx, RETENTION)):
        pass


async def test_the_address_goes_after_its_days_and_the_district_stays(scene: JobScene) -> None:
    order = await closed(scene)
    await after(scene, 29)
    before = await scene.transact(lambda tx: orders.find(tx.connection, order))
    assert (before.phone, bool(before.address.words)) == ("+48600111222", True)
    await after(scene, 2)
    row = await scene.transact(lambda tx: orders.find(tx.connection, order))
    assert (row.phone, row.address.words, row.address.district) == (None, "", before.address.district)
    assert row.address.point == before.address.point.rough != before.address.point
    kept = await scene.transact(lambda tx: tx.execute(select(order_rows.c.point)).scalars().all())
    assert kept == [None]


async def test_an_open_order_keeps_everything(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED, attachments=(Attachment("photo", "file"),))
    before = await scene.order_of(job)
    await after(scene, 400)
    assert await scene.order_of(job) == before


async def test_messages_go_after_their_days(scene: JobScene) -> None:
    await closed(scene)
    counted = select(relayed_messages.c.id)
    await after(scene, 89)
    assert len(await scene.transact(lambda tx: tx.execute(counted).all())) == 1
    await after(scene, 2)
    assert await scene.transact(lambda tx: tx.execute(counted).all()) == []


async def test_what_is_disputed_about_stays(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: relay_message(tx, job, ANNA, Utterance("text", "The blue gate")))
    await scene.transact(lambda tx: job_photos.add(tx, job, "work"))
    await scene.transact(lambda tx: finish(tx, job, ALI))
    order = (await scene.order_of(job)).id
    await scene.transact(lambda tx: orders.move(tx, order, OrderStatus.DISPUTED))
    await after(scene, 400)

    def proof(tx: Transaction) -> tuple[list[str], list[str]]:
        words = tx.execute(select(relayed_messages.c.words)).scalars().all()
        return list(words), job_photos.of_job(tx.connection, job)

    assert await scene.transact(proof) == (["The blue gate"], ["work"])
    await scene.transact(lambda tx: orders.move(tx, order, OrderStatus.CLOSED))
    await after(scene, 1)
    assert await scene.transact(proof) == ([], [])


async def test_photos_go_after_their_days(scene: JobScene) -> None:
    order = await closed(scene)
    await after(scene, 179)
    assert (await scene.transact(lambda tx: orders.find(tx.connection, order))).attachments
    await after(scene, 2)
    assert (await scene.transact(lambda tx: orders.find(tx.connection, order))).attachments == ()
    assert await scene.transact(lambda tx: job_photos.of_job(tx.connection, 1)) == []


async def test_a_places_note_goes_when_nothing_was_ordered_there_for_long(scene: JobScene) -> None:
    address = Address(DOOR, "Rynek 1", "Stare Miasto")

    def noted(tx: Transaction) -> None:
        for words, note in (("Rynek 1", "gate 4417"), ("Rynek 2", "")):
            places.keep(tx, ANNA, replace(address, words=words))
            place = places.saved(tx.connection, ANNA, words)
            assert place is not None
            places.keep_note(tx, place.id, note)

    def notes(tx: Transaction) -> list[str | None]:
        found = [places.saved(tx.connection, ANNA, words) for words in ("Rynek 1", "Rynek 2")]
        return [place.note for place in found if place]

    await scene.transact(noted)
    await after(scene, 364)
    assert await scene.transact(notes) == ["gate 4417", ""]
    await after(scene, 2)
    assert await scene.transact(notes) == [None, ""], "whoever had nothing to say is not asked again"


@pytest.mark.parametrize(
    ("status", "left"), [("rejected", []), ("withdrawn", []), ("approved", ["passport"]), ("pending", ["passport"])]
)
async def test_documents_of_the_rejected_go(scene: JobScene, status: str, left: list[str]) -> None:
    change = technicians.update().where(technicians.c.person_id == ALI)
    await scene.transact(lambda tx: tx.execute(change.values(status=status, decided_at=tx.now)))
    await scene.transact(lambda tx: documents.replace(tx, ALI, ["passport"]))
    await scene.transact(lambda tx: credentials.add(tx, ALI, "gas", ["passport"]))

    def shown(tx: Transaction) -> list[str]:
        return [file for row in credentials.of_technician(tx.connection, ALI) for file in row.file_ids]

    await after(scene, 179)
    assert await scene.transact(shown) == ["passport"]
    await after(scene, 2)
    assert await scene.transact(lambda tx: documents.of_technician(tx.connection, ALI)) == left
    assert await scene.transact(shown) == left


async def test_contents_of_updates_and_messages_go_within_days(scene: JobScene) -> None:
    def keep(tx: Transaction) -> None:
        inbox.store(tx.connection, [Received(number, ANNA, '{"text": "hello"}') for number in (1, 2, 3)], tx.now)
        inbox.mark_done(tx.connection, 1, tx.now)
        inbox.record_failure(tx.connection, 2, "broken", True, tx.now)
        for status in ("sent", "dead", "pending"):
            notify(tx, ANNA, "desk/banned", {"reason": "secret"})
            waiting = (outbox.c.status == "pending", outbox.c.view == "desk/banned")
            tx.execute(outbox.update().where(*waiting).values(status=status))

    def full(tx: Transaction) -> tuple[list[int], list[str]]:
        stored = tx.execute(select(updates.c.update_id).where(updates.c.payload != "").order_by(updates.c.update_id))
        query = select(outbox.c.status).where(outbox.c.fields != {}, outbox.c.view == "desk/banned")
        return list(stored.scalars()), list(tx.execute(query.order_by(outbox.c.id)).scalars())

    await scene.transact(keep)
    await after(scene, 6)
    assert await scene.transact(full) == ([1, 2, 3], ["sent", "dead", "pending"])
    await after(scene, 2)
    assert await scene.transact(full) == ([2, 3], ["dead", "pending"])
    scene.clock.advance(days=23)
    await scene.transact(lambda tx: prune(tx, 30 * A_DAY))
    assert await scene.transact(full) == ([3], ["pending"]), "what nobody has looked into in all that time"
