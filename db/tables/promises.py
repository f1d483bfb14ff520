"""What customers were told about when somebody comes."""

from sqlalchemy import BigInteger, Column, ForeignKey, Table

from db.columns import Moment
from db.tables.metadata import metadata

promises = Table(
    "promises",
    metadata,
    Column("order_id", ForeignKey("orders.id"), primary_key=True, autoincrement=False),
    Column("made_at", Moment, nullable=False, index=True),
    Column("around", BigInteger, nullable=False),
    Column("likely", Moment),
    Column("sure", Moment),
    Column("withdrawn_at", Moment),
)
