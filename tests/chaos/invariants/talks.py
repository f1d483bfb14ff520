"""What people wrote to each other: numbered notes show at once what is lost, doubled or out of its place."""

import re
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Column, select

from db.tables import continuations, extras, order_events, orders, ratings, relayed_messages, technicians
from tests.chaos.impulses import Talker
from tests.chaos.invariants.sight import Sight

NOTE = re.compile(r"note (\d+) by (\w+)\.")
WRITTEN_INTO: tuple[Column[str], ...] = (
    relayed_messages.c.words,
    ratings.c.comment,
    extras.c.words,
    technicians.c.experience,
    continuations.c.words,
)
"""Where a note can come to stand, besides what orders describe."""
PLACED, ENDED = "placed", frozenset({"cancelled", "done", "closed"})


def every_note_was_passed_on_once_and_in_order(sight: Sight) -> Iterator[str]:
    """Between two people who only write: everything, once, in its order, in the database and on the other's screen."""
    for talker in sight.talkers:
        name, every = talker.person.first_name, list(range(1, talker.notes + 1))
        kept = _kept(sight, talker)
        if kept != every:
            yield f"{name} wrote {talker.notes} notes; kept were {_differences(kept, every)}"
        seen = [number for text in sight.witness.texts_to(_other(sight, talker)) for number in _numbers(text, name)]
        if list(dict.fromkeys(seen)) != every:
            yield f"{name}'s notes arrived as {_differences(list(dict.fromkeys(seen)), every)}"
        most, times = Counter(seen).most_common(1)[0] if seen else (0, 1)
        if times > 1 + sight.repeats:
            yield f"{name}'s note {most} came {times} times, with only {sight.repeats} reasons to repeat it"


def no_words_count_twice(sight: Sight) -> Iterator[str]:
    """Whatever anybody typed stands in one place at the most, once."""
    places: Counter[str] = Counter()
    written = [words for column in WRITTEN_INTO for words in sight.connection.scalars(select(column))]
    for words in [*written, *_described(sight)]:
        places.update(match[0] for match in NOTE.finditer(words))
    for note, times in places.items():
        if times > 1:
            yield f"{note!r} took effect {times} times"


def _described(sight: Sight) -> Iterator[str]:
    """What orders say, but for one that was placed again, or gone on with by a senior, after the first was over."""
    over: set[tuple[int, str]] = set()
    its = select(orders.c.customer_id, orders.c.description, order_events.c.kind)
    for row in sight.rows(its.join(order_events, order_events.c.order_id == orders.c.id).order_by(order_events.c.id)):
        words = (row.customer_id, row.description)
        if row.kind in ENDED:
            over.add(words)
        elif row.kind == PLACED and words not in over:
            yield row.description


def _kept(sight: Sight, talker: Talker) -> list[int]:
    query = select(relayed_messages.c.words).where(relayed_messages.c.author_id == talker.person.id)
    words = sight.connection.scalars(query.order_by(relayed_messages.c.id))
    return [number for text in words for number in _numbers(text, talker.person.first_name)]


def _numbers(text: str, author: str) -> list[int]:
    return [int(number) for number, name in NOTE.findall(text) if name == author]


def _other(sight: Sight, talker: Talker) -> int:
    """They come in pairs."""
    place = sight.talkers.index(talker)
    return sight.talkers[place ^ 1].person.id


def _differences(found: list[int], wanted: list[int]) -> str:
    lost, doubled = sorted(set(wanted) - set(found)), [number for number, times in Counter(found).items() if times > 1]
    return f"{len(found)} of {len(wanted)}: lost {lost[:9]}, doubled {doubled[:9]}, in order: {found == sorted(found)}"
