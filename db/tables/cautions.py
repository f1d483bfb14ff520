"""What a fallen record has led to, step by step."""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, String, Table

from db.columns import Key, Moment
from db.tables.metadata import metadata

cautions = Table(
    "cautions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("technician_id", ForeignKey("technicians.person_id"), nullable=False),
    Column("step", String(16), nullable=False),
    Column("measure", String(16), nullable=False),
    Column("value", Float, nullable=False),
    Column("wanted", Float, nullable=False),
    Column("at", Moment, nullable=False),
    Column("appealed_at", Moment),
    Column("answered_by", BigInteger),
    Column("answered_at", Moment),
    Column("lifted_at", Moment),
    Index("ix_cautions_technician_id_lifted_at", "technician_id", "lifted_at"),
)
