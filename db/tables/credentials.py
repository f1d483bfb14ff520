"""Documents that technicians show, each approved or refused by itself."""

from sqlalchemy import JSON, BigInteger, Column, Date, ForeignKey, Index, String, Table, Text

from db.columns import Key, Moment
from db.tables.metadata import metadata

credentials = Table(
    "credentials",
    metadata,
    Column("id", Key, primary_key=True),
    Column("technician_id", ForeignKey("technicians.person_id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("file_ids", JSON, nullable=False),
    Column("shown_at", Moment, nullable=False),
    Column("valid_until", Date),
    Column("reason", Text, nullable=False),
    Column("decided_by", BigInteger),
    Column("decided_at", Moment),
    Index("ix_credentials_technician_id_status", "technician_id", "status"),
)
