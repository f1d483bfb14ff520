"""What is forgotten at night besides updates, messages and timers (those: tests/scheduler)."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from bot.usecases.housekeeping import prune
from db.geocodes import find
from db.outbox import show_card
from db.tables import cards, desk_pages, geocodes
from db.transaction import Transaction

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
