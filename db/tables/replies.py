"""What technicians answer to customers' comments, for everybody to read."""

from sqlalchemy import Column, ForeignKey, Table

from db.columns import Moment
from db.sealed_columns import Sealed
from db.tables.metadata import metadata

replies = Table(
    "replies",
    metadata,
    Column("rating_id", ForeignKey("ratings.id"), primary_key=True, autoincrement=False),
    Column("technician_id", ForeignKey("technicians.person_id"), nullable=False, index=True),
    Column("words", Sealed, nullable=False),
    Column("at", Moment, nullable=False),
    Column("hidden_at", Moment),
)
