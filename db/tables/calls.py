"""Calls to people off duty."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table

from db.columns import Key, Moment
from db.tables.metadata import metadata

calls = Table(
    "calls",
    metadata,
    Column("id", Key, primary_key=True),
    Column("technician_id", ForeignKey("technicians.person_id"), nullable=False),
    Column("jobs", BigInteger, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("answer", String(16)),
    Column("answered_at", Moment),
    Column("came_at", Moment),
    Index("ix_calls_technician_id_made_at", "technician_id", "made_at"),
)
