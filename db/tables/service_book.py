"""What was done at people's places, and the links that open such a book."""

from sqlalchemy import Column, ForeignKey, Table

from db.columns import Key, Moment
from db.sealed_columns import BlindIndex, Sealed
from db.tables.metadata import metadata

book_entries = Table(
    "book_entries",
    metadata,
    Column("id", Key, primary_key=True),
    Column("place_id", ForeignKey("places.id"), nullable=False, index=True),
    Column("job_id", ForeignKey("jobs.id"), nullable=False, unique=True),
    Column("done_at", Moment, nullable=False),
    Column("warranty_until", Moment),
    Column("returned_as", ForeignKey("orders.id"), index=True),
)

book_links = Table(
    "book_links",
    metadata,
    Column("place_id", ForeignKey("places.id"), primary_key=True, autoincrement=False),
    Column("token", Sealed, nullable=False),
    Column("token_index", BlindIndex, nullable=False, unique=True, info={"of": "token"}),
    Column("made_at", Moment, nullable=False),
)
