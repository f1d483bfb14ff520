"""What the geocoder answered before: the public servers' rules want nobody asked twice for the same."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.domain.orders import Address
from bot.domain.points import Point
from db.tables import geocodes
from db.transaction import Transaction
from db.upsert import insert

LASTS = timedelta(days=90)
"""Streets are renamed and houses built, but not every week."""


def find(connection: Connection, query: str, now: datetime) -> list[Address] | None:
    """The addresses kept for this query; None when it was never asked, or too long ago."""
    row = connection.execute(select(geocodes).where(geocodes.c.query == query)).first()
    if row is None or row.at < now - LASTS:
        return None
    return [Address(Point(**kept["point"]), kept["words"], kept["district"]) for kept in row.answers]


def keep(tx: Transaction, query: str, addresses: list[Address]) -> None:
    """Keep the answer to this query."""
    values = {"answers": [asdict(address) for address in addresses], "at": tx.now}
    statement = insert(tx.connection, geocodes).values(query=query, **values)
    tx.execute(statement.on_conflict_do_update(index_elements=["query"], set_=values))
