"""Updates in, messages out."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, select

from bot.ui.registry import notice_makers
from bot.usecases.quiet_hours import OVER
from db.quiet_hours import HELD
from db.tables import inbox, outbox, timers
from playground.reading import plain
from tests.chaos.invariants.drawn import notice_views, words_of
from tests.chaos.invariants.sight import Sight

SAME_EVER_AFTER = frozenset({"relay/message", "extras/answered", "ratings/revealed"})
"""Notices drawn by a function that say the same whenever it is asked. What the others say is of their moment."""


def every_update_took_effect_once(sight: Sight) -> Iterator[str]:
    """Each is in the inbox, done, and nothing else is. (Its effects and the mark 'done' are one transaction.)"""
    rows = sight.rows(select(inbox.c.update_id, inbox.c.status, inbox.c.error))
    known = {row.update_id for row in rows}
    for row in rows:
        if row.status != "done":
            yield f"update {row.update_id} is {row.status}: {row.error}"
    if lost := sight.witness.updates - known:
        yield f"{len(lost)} updates never came in: {sorted(lost)[:5]}"
    if invented := known - sight.witness.updates:
        yield f"{len(invented)} updates were never sent: {sorted(invented)[:5]}"


def every_message_came_to_its_end(sight: Sight) -> Iterator[str]:
    """Sent, or dropped for a reason; none waits but for the morning that a timer brings, none is dead."""
    awaited = select(timers.c.subject_id).where(timers.c.kind == OVER, timers.c.status == "pending")
    gentle = (outbox.c.status == HELD) & outbox.c.chat_id.in_(awaited)
    for row in sight.rows(select(outbox).where(outbox.c.status.not_in(["sent", "dropped"]), ~gentle)):
        yield f"message {row.id} ({row.view} to {row.chat_id}) is {row.status} after {row.attempts} tries: {row.error}"


def every_notice_arrived(sight: Sight) -> Iterator[str]:
    """What was marked as sent was seen: as often as it was wanted, and in a chat only so much oftener as things broke.

    Those that can be drawn again are told by their words.
    """
    wanted = Counter((row.chat_id, words) for row in _sent_notices(sight) if (words := _words(sight, row)))
    arrived = Counter((chat, plain(text)) for chat, _, text in sight.witness.arrived)
    too_many: Counter[int] = Counter()
    for (chat, words), times in wanted.items():
        seen = sum(arrived[chat, text] for text in set(words))
        too_many[chat] += max(0, seen - times)
        if seen < times:
            yield f"{chat} was to be told {times} times and was {seen} times: {words[0]!r}"
    for chat, times in too_many.items():
        if times > sight.repeats:
            yield f"{chat} was told {times} times too often, with {sight.repeats} reasons to repeat something"


def as_many_came_as_were_sent(sight: Sight) -> Iterator[str]:
    """Those whose words are of their moment are told by their number."""
    came = Counter(chat for chat, *_ in sight.witness.arrived)
    for chat, count in Counter(row.chat_id for row in _sent_notices(sight)).items():
        if came[chat] < count:
            yield f"{chat} was sent {count} notices, and {came[chat]} messages came"


def no_notice_overtook_another(sight: Sight) -> Iterator[str]:
    """In each chat they came in the order in which they were kept.

    Of PostgreSQL's rows nobody knows it: two turns at the same time take their numbers before they are kept.
    """
    if sight.connection.dialect.name != "sqlite":
        return
    coming = {chat: iter(came) for chat, came in _arrivals(sight).items()}
    for row in sorted(_sent_notices(sight), key=lambda row: row.id):
        words = set(_words(sight, row))
        if words and not any(text in words for text in coming[row.chat_id]):
            yield f"to {row.chat_id} what was kept after message {row.id} came before it: {min(words)!r}"
            return


def _arrivals(sight: Sight) -> dict[int, list[str]]:
    """What came into each chat, in its order."""
    arrivals: dict[int, list[str]] = defaultdict(list)
    for chat, _, text in sight.witness.arrived:
        arrivals[chat].append(plain(text))
    return arrivals


def _sent_notices(sight: Sight) -> Sequence[Row[Any]]:
    return sight.rows(select(outbox).where(outbox.c.kind == "notice", outbox.c.status == "sent"))


def _words(sight: Sight, row: Row[Any]) -> tuple[str, ...]:
    """What the notice says, in each language; nothing where that is of its moment, or there is more than words."""
    if row.view in notice_makers() and row.view not in SAME_EVER_AFTER:
        return ()
    return tuple(words_of(view) for view in notice_views(sight, row) if not view.media)
