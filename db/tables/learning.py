"""What the market has learned from answers."""

from sqlalchemy import JSON, Column, Float, ForeignKey, Table

from db.columns import Key, Moment
from db.tables.metadata import metadata

knowledge = Table(
    "knowledge",
    metadata,
    Column("id", Key, primary_key=True),
    Column("learned_until", Moment, nullable=False),
    Column("numbers", JSON, nullable=False),
)

habits = Table(
    "habits",
    metadata,
    Column("technician_id", ForeignKey("technicians.person_id"), primary_key=True),
    Column("willing_mean", Float, nullable=False),
    Column("willing_variance", Float, nullable=False),
    Column("pace_mean", Float, nullable=False),
    Column("pace_variance", Float, nullable=False),
)
