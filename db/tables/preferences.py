"""What customers have set about technicians."""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from db.columns import Moment
from db.tables.metadata import metadata

preferences = Table(
    "preferences",
    metadata,
    Column("customer_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("technician_id", ForeignKey("technicians.person_id"), primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_preferences_technician_id", "technician_id"),
)
