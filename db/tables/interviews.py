"""Times that operators offer for a talk with an applicant, and what became of each."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table

from db.columns import Key, Moment
from db.sealed_columns import Sealed
from db.tables.metadata import metadata

interviews = Table(
    "interviews",
    metadata,
    Column("id", Key, primary_key=True),
    Column("operator_id", BigInteger, nullable=False),
    Column("begins_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("status", String(16), nullable=False),
    Column("applicant_id", ForeignKey("technicians.person_id")),
    Column("note", Sealed, nullable=False),
    Column("decided_by", BigInteger),
    Column("decided_at", Moment),
    Column("version", BigInteger, nullable=False),
    Index("ix_interviews_status_begins_at", "status", "begins_at"),
    Index("ix_interviews_applicant_id", "applicant_id"),
)
