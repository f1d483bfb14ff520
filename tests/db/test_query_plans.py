"""What is looked up with every turn and every message is found by an index, however long the market has been open."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event

from db import doubt, outbox
from db.tables.metadata import metadata

FROM_END_TO_END = re.compile("SCAN (cards|outbox)(?! USING INDEX ix_outbox_pending)")
"""The index of what waits to be sent is short; nothing else may be gone through."""
NOW = datetime(2026, 1, 1, tzinfo=UTC)
LOOK_UPS: dict[str, Callable[[Connection], Any]] = {
    "who is shown a card": lambda connection: outbox.chats_with_card(connection, "desk_order", 1),
    "which message is the card": lambda connection: outbox.sent_card(connection, 1, "order", 1),
    "what is sent next": lambda connection: outbox.heads(connection, NOW, [], 10),
    "whether anything is due": lambda connection: outbox.is_due(connection, NOW),
    "which cards are in doubt at a start": doubt.doubt_what_waits,
    "when to try again": lambda connection: outbox.next_retry(connection, NOW),
}


@pytest.mark.parametrize("look_up", LOOK_UPS.values(), ids=LOOK_UPS)
def test_no_table_is_read_from_end_to_end(look_up: Callable[[Connection], Any]) -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    asked: list[tuple[str, Any]] = []
    with engine.connect() as connection:
        event.listen(
            connection, "before_cursor_execute", lambda _, __, words, values, *rest: asked.append((words, values))
        )
        look_up(connection)
        plans = [row[3] for words, values in list(asked) for row in _explained(connection, words, values)]
    engine.dispose()
    assert plans
    assert not [plan for plan in plans if FROM_END_TO_END.match(plan)]


def _explained(connection: Connection, words: str, values: Any) -> list[Any]:
    return list(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values))
