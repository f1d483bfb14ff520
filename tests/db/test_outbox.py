"""What waits to be sent: three changes make one message, the urgent go first, and within a chat the oldest."""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.domain.market import Market
from bot.turn import Turns
from db import outbox
from db.database import Database
from db.outbox import Outgoing, Priority, SentCard, notify, show_card
from db.tables import outbox as rows
from db.transaction import Transaction
from tests.clock import TestClock

ANNA, BEN, CARA = 11, 12, 13
SHOWN = SentCard(501, "hash", has_inline_keyboard=True, editable=True)


class Box:
    """The outbox of one database."""

    def __init__(self, database: Database, clock: TestClock, market: Market) -> None:
        self.database = database
        self.clock = clock
        self.market = market

    async def do(self, *acts: Callable[[Transaction], Any]) -> None:
        """Each act in a transaction of its own."""
        run = Turns(self.database, self.clock, self.market).run
        for act in acts:
            await run(act)

    async def write(self, change: Callable[[Connection], Any]) -> Any:
        return await self.database.write(change)

    async def heads(self, busy: Collection[int] = (), most: int = 50) -> list[Outgoing]:
        return await self.database.read(lambda c: outbox.heads(c, self.clock.now(), busy, most))

    async def head(self) -> Outgoing:
        (item,) = await self.heads()
        return item

    async def postpone(self, item: Outgoing, minutes: int = 5) -> datetime:
        until = self.clock.now() + timedelta(minutes=minutes)
        await self.database.write(lambda c: outbox.postpone(c, item, until, "too many requests"))
        return until

    async def finish(self, item: Outgoing, status: str = "sent") -> None:
        await self.database.write(lambda c: outbox.finish(c, item, self.clock.now(), status))

    async def counts(self) -> dict[str, int]:
        return await self.database.read(outbox.count_by_status)


@pytest.fixture
def box(database: Database, clock: TestClock, market: Market) -> Box:
    return Box(database, clock, market)


def card(chat: int, subject: int = 7, **wish: Any) -> Callable[[Transaction], None]:
    return lambda tx: show_card(tx, chat, "order", subject, **wish)


def notice(chat: int, name: str, priority: Priority = Priority.NEWS) -> Callable[[Transaction], None]:
    return lambda tx: notify(tx, chat, name, priority=priority)


# ---------------------------------------------------------------- one card, one row


async def test_three_changes_before_it_is_sent_make_one_row(box: Box) -> None:
    await box.do(card(ANNA), card(ANNA), card(ANNA))
    assert (await box.head()).version == 2
    assert await box.counts() == {"pending": 1}


async def test_other_chats_subjects_and_views_have_rows_of_their_own(box: Box) -> None:
    await box.do(card(ANNA), card(BEN), card(ANNA, 8), lambda tx: show_card(tx, ANNA, "offer", 7))
    assert await box.counts() == {"pending": 4}


async def test_notices_never_melt_together(box: Box) -> None:
    await box.do(notice(ANNA, "a/news"), notice(ANNA, "a/news"))
    assert await box.counts() == {"pending": 2}


async def test_the_most_urgent_wish_counts_and_one_wish_for_a_new_message_is_enough(box: Box) -> None:
    await box.do(
        card(ANNA, priority=Priority.BROADCAST),
        card(ANNA, priority=Priority.ANSWER, fresh=True),
        card(ANNA, priority=Priority.OFFER),
    )
    item = await box.head()
    assert (item.priority, item.fresh) == (Priority.ANSWER, True)


async def test_a_card_that_changes_while_it_is_sent_is_sent_again(box: Box) -> None:
    await box.do(card(ANNA))
    on_its_way = await box.head()
    await box.do(card(ANNA))
    await box.finish(on_its_way)
    again = await box.head()
    assert (again.id, again.version) == (on_its_way.id, 1)
    await box.finish(again)
    assert await box.counts() == {"sent": 1}


async def test_a_new_message_asked_for_while_an_edit_is_on_its_way_still_comes(box: Box) -> None:
    await box.do(card(ANNA))
    edit = await box.head()
    await box.do(card(ANNA, fresh=True), card(ANNA))
    await box.finish(edit)
    assert (await box.head()).fresh


async def test_a_new_message_comes_once_when_the_card_changes_while_it_is_sent(box: Box) -> None:
    await box.do(card(ANNA, fresh=True))
    new_message = await box.head()
    await box.do(card(ANNA))
    await box.finish(new_message)
    assert not (await box.head()).fresh


async def test_two_new_messages_asked_for_the_second_while_the_first_is_sent(box: Box) -> None:
    await box.do(card(ANNA, fresh=True))
    first = await box.head()
    await box.do(card(ANNA, fresh=True))
    await box.finish(first)
    second = await box.head()
    assert second.fresh
    await box.finish(second)
    assert await box.counts() == {"sent": 1}


@pytest.mark.parametrize("status", ["dead", "dropped"])
async def test_what_could_not_be_sent_is_tried_again_when_it_has_changed(box: Box, status: str) -> None:
    await box.do(card(ANNA, fresh=True))
    first = await box.head()
    await box.do(card(ANNA))
    await box.finish(first, status)
    assert (await box.head()).fresh


async def test_after_it_was_sent_a_change_makes_a_new_row(box: Box) -> None:
    await box.do(card(ANNA))
    await box.finish(await box.head())
    await box.do(card(ANNA))
    assert await box.counts() == {"sent": 1, "pending": 1}


# ---------------------------------------------------------------- whose turn it is


async def test_priority_between_chats(box: Box) -> None:
    await box.do(
        notice(ANNA, "broadcast", Priority.BROADCAST),
        notice(BEN, "offer", Priority.OFFER),
        notice(CARA, "answer", Priority.ANSWER),
    )
    assert [item.view for item in await box.heads()] == ["answer", "offer", "broadcast"]


async def test_the_oldest_first_within_a_chat_and_the_urgent_pulls_the_chat_forward(box: Box) -> None:
    await box.do(
        notice(BEN, "ben's news"),
        notice(ANNA, "anna's broadcast", Priority.BROADCAST),
        notice(ANNA, "anna's answer", Priority.ANSWER),
    )
    assert [item.view for item in await box.heads()] == ["anna's broadcast", "ben's news"]


async def test_equally_urgent_chats_go_by_age(box: Box) -> None:
    await box.do(notice(CARA, "first"), notice(ANNA, "second"), notice(BEN, "third"), notice(CARA, "fourth"))
    assert [item.view for item in await box.heads()] == ["first", "second", "third"]


async def test_a_busy_chat_is_left_out(box: Box) -> None:
    await box.do(notice(ANNA, "a"), notice(BEN, "b"))
    assert [item.chat for item in await box.heads(busy=[ANNA])] == [BEN]


async def test_a_postponed_chat_waits_with_all_that_it_has(box: Box) -> None:
    await box.do(notice(ANNA, "first"), notice(ANNA, "second"))
    item = await box.head()
    later = await box.postpone(item)
    assert await box.heads() == []
    assert await box.database.read(lambda c: outbox.next_retry(c, box.clock.now())) == later
    box.clock.advance(minutes=5)
    assert [(i.view, i.attempts) for i in await box.heads()] == [("first", 1)]


async def test_many_postponed_chats_do_not_hold_up_the_others(box: Box) -> None:
    await box.do(*(notice(1000 + number, "stuck", Priority.ANSWER) for number in range(5)), notice(ANNA, "free"))
    for item in (await box.heads())[:5]:
        await box.postpone(item)
    assert [item.view for item in await box.heads(most=3)] == ["free"]


async def test_the_next_retry_is_only_of_what_was_postponed(box: Box) -> None:
    await box.do(notice(ANNA, "due now"))
    assert await box.database.read(lambda c: outbox.next_retry(c, box.clock.now())) is None


async def test_what_was_postponed_is_not_due(box: Box) -> None:
    async def due() -> bool:
        return await box.database.read(lambda c: outbox.is_due(c, box.clock.now()))

    assert not await due()
    await box.do(notice(ANNA, "a"))
    assert await due()
    await box.postpone(await box.head(), minutes=5)
    assert not await due()
    box.clock.advance(minutes=5)
    assert await due()


# ---------------------------------------------------------------- cards that were shown


async def test_which_message_shows_the_card(box: Box) -> None:
    await box.do(card(ANNA))
    item = await box.head()

    def shown(connection: Connection) -> SentCard | None:
        return outbox.sent_card(connection, ANNA, "order", 7)

    assert await box.database.read(shown) is None
    await box.write(lambda c: outbox.remember_card(c, item, SHOWN, box.clock.now()))
    assert await box.database.read(shown) == SHOWN
    newer = SentCard(502, "other", has_inline_keyboard=False, editable=False)
    await box.write(lambda c: outbox.remember_card(c, item, newer, box.clock.now()))
    assert await box.database.read(shown) == newer
    assert await box.database.read(lambda c: outbox.chats_with_card(c, "order", 7)) == [ANNA]
    await box.write(lambda c: outbox.forget(c, ANNA, "order", 7))
    assert await box.database.read(shown) is None


async def test_a_card_handed_over_keeps_its_message_and_is_no_longer_drawn_as_what_it_was(box: Box) -> None:
    await box.do(card(ANNA))
    item = await box.head()
    await box.write(lambda c: outbox.remember_card(c, item, SHOWN, box.clock.now()))
    await box.do(lambda tx: outbox.hand_over_card(tx, ANNA, ("order", 7), ("job", 9)))
    assert await box.database.read(lambda c: outbox.sent_card(c, ANNA, "job", 9)) == SHOWN
    assert await box.database.read(lambda c: outbox.sent_card(c, ANNA, "order", 7)) is None
    assert await box.counts() == {"dropped": 1}
    assert not await box.database.write(lambda c: outbox.is_wanted(c, item))


async def test_nothing_more_goes_to_a_chat_that_is_dropped(box: Box) -> None:
    await box.do(card(ANNA), notice(ANNA, "a"), notice(BEN, "b"), lambda tx: outbox.drop_for(tx, ANNA, "unreachable"))
    assert [item.chat for item in await box.heads()] == [BEN]
    assert await box.counts() == {"dropped": 2, "pending": 1}


async def test_a_group_with_a_new_id_takes_along_what_waits_for_it(box: Box) -> None:
    await box.do(
        card(-5, priority=Priority.ANSWER), card(-5, 8), notice(-5, "n"), card(-1005), card(BEN), notice(BEN, "b")
    )
    item = (await box.heads())[0]
    await box.write(lambda c: outbox.remember_card(c, item, SHOWN, box.clock.now()))
    await box.do(lambda tx: outbox.move_chat(tx, -5, -1005))

    def waiting(connection: Connection) -> list[tuple[int, str, int]]:
        query = select(rows.c.chat_id, rows.c.view, rows.c.subject_id).where(rows.c.status == "pending")
        return [tuple(row) for row in connection.execute(query.order_by(rows.c.id))]

    assert await box.database.read(waiting) == [
        (-1005, "order", 8),
        (-1005, "n", 0),
        (-1005, "order", 7),
        (BEN, "order", 7),
        (BEN, "b", 0),
    ]
    assert await box.database.read(lambda c: outbox.sent_card(c, -5, "order", 7)) is None


async def test_a_decision_that_fails_tells_nobody_anything(box: Box) -> None:
    def fails(tx: Transaction) -> None:
        notify(tx, ANNA, "too early")
        raise LookupError

    with pytest.raises(LookupError):
        await box.do(fails)
    assert await box.database.read(lambda c: c.execute(select(func.count()).select_from(rows)).scalar()) == 0


async def test_fields_come_back_as_they_were(
    box: Box, transact: Callable[[Callable[[Transaction], Any]], Awaitable[Any]]
) -> None:
    fields = {"name": "Łukasz <b>", "stars": 4, "tags": ["fast", None], "price": {"minor": 18000}}
    await transact(lambda tx: notify(tx, ANNA, "with/fields", fields))
    assert (await box.head()).fields == fields
