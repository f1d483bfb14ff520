"""First visits that a senior goes on from."""

from sqlalchemy import Column, ForeignKey, String, Table

from db.columns import Key, Moment
from db.sealed_columns import Sealed
from db.tables.metadata import metadata

continuations = Table(
    "continuations",
    metadata,
    Column("id", Key, primary_key=True),
    Column("job_id", ForeignKey("jobs.id"), nullable=False, unique=True),
    Column("order_id", ForeignKey("orders.id"), nullable=False, unique=True),
    Column("reason", String(16), nullable=False),
    Column("words", Sealed, nullable=False),
    Column("at", Moment, nullable=False),
)
