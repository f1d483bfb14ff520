"""What is forgotten at night besides updates, messages and timers (those: tests/scheduler)."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, func, select

from bot.usecases.housekeeping import prune
from db import people
from db.geocodes import find
from db.outbox import show_card
from db.tables import cards, desk_pages, geocodes, interviews, outage_notices, outages
from db.transaction import Transaction
from tests.job_scene import ALI, ANNA, OLGA, accepted_order, make_technician, person

Transact = Callable[[Callable[[Transaction], Any]], Awaitable[Any]]
KEEP = timedelta(days=30)


async def test_lists_that_operators_opened_long_ago(transact: Transact) -> None:
    def keep(tx: Transaction) -> None:
        for number, days in enumerate([31, 29, 31], start=1):
            at = tx.now - timedelta(days=days)
            tx.execute(desk_pages.insert().values(kind="orders", words="open", page=0, opened_at=at))
            card = {"chat_id": 1, "view": "desk_page", "subject_id": number, "message_id": number, "sent_at": at}
            tx.execute(cards.insert().values(content_hash="", has_inline_keyboard=True, editable=True, **card))
        show_card(tx, 1, "desk_page", 3)

    def left(tx: Transaction) -> list[list[int]]:
        queries = (select(desk_pages.c.id), select(cards.c.subject_id).order_by(cards.c.subject_id))
        return [list(tx.execute(query).scalars()) for query in queries]

    await transact(keep)
    assert await transact(lambda tx: prune(tx, KEEP)) is False
    assert await transact(left) == [[2, 3], [2, 3]], "the third is about to be drawn"


async def test_addresses_that_were_looked_up_too_long_ago(transact: Transact) -> None:
    def keep(tx: Transaction) -> None:
        for days in (89, 91):
            at = tx.now - timedelta(days=days)
            tx.execute(geocodes.insert().values(query=str(days), answers=[], at=at))

    await transact(keep)
    await transact(lambda tx: prune(tx, KEEP))
    assert await transact(lambda tx: find(tx.connection, "89", tx.now)) == []
    assert await transact(lambda tx: tx.execute(select(func.count()).select_from(geocodes)).scalar()) == 1


async def test_times_that_nobody_has_chosen(transact: Transact) -> None:
    def keep(tx: Transaction) -> None:
        begin(tx)
        for days, status in ((31, "free"), (29, "free"), (31, "missed"), (-1, "free")):
            at = tx.now - timedelta(days=days)
            row = {"operator_id": OLGA, "begins_at": at - timedelta(minutes=20), "ends_at": at, "note": ""}
            tx.execute(interviews.insert().values(**row, status=status, version=0))
        show_sent(tx, "desk_interview")

    await transact(keep)
    assert await transact(lambda tx: prune(tx, KEEP)) is False
    assert await transact(lambda tx: left(tx, interviews, "desk_interview")) == ([2, 3, 4], [2, 3, 4])


async def test_whom_past_outages_were_told_to(transact: Transact) -> None:
    """While one is on, or was lately, it is still looked up who has been told."""

    def keep(tx: Transaction) -> None:
        (job,) = accepted_order(tx, [ALI], 1)
        for days in (31, 29, None):
            over = None if days is None else tx.now - timedelta(days=days)
            row = {"kind": "said", "status": "on" if over is None else "over", "reason": "", "ended_at": over}
            outage = tx.insert(outages, row | {"asked_at": tx.now - timedelta(days=40)})
            notice = {"outage_id": outage, "job_id": job, "person_id": ALI, "at": tx.now - timedelta(days=40)}
            tx.execute(outage_notices.insert().values(notice))
        show_sent(tx, "outage")

    await transact(begin)
    await transact(keep)
    assert await transact(lambda tx: prune(tx, KEEP)) is False
    assert await transact(lambda tx: left(tx, outage_notices, "outage")) == ([2, 3], [2, 3, 4])


def begin(tx: Transaction) -> None:
    """A customer, a technician and an operator."""
    for who in (ANNA, ALI, OLGA):
        people.meet(tx, person(who, "Somebody"), "Somebody")
    make_technician(tx, ALI, "Ali")


def show_sent(tx: Transaction, view: str) -> None:
    """Let a message have been sent about each of the first four."""
    for number in range(1, 5):
        card = {"chat_id": 1, "view": view, "subject_id": number, "message_id": number, "sent_at": tx.now}
        tx.execute(cards.insert().values(content_hash="", has_inline_keyboard=True, editable=True, **card))


def left(tx: Transaction, table: Table, view: str) -> tuple[list[int], list[int]]:
    """The numbers of the rows, and those of the messages about them."""
    shown = select(cards.c.subject_id).where(cards.c.view == view).order_by(cards.c.subject_id)
    return list(tx.execute(select(table.c.id)).scalars()), list(tx.execute(shown).scalars())
