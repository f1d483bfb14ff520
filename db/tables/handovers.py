"""What technicians handed over, and that it was signed for."""

from sqlalchemy import Column, ForeignKey, String, Table

from db.columns import Key, Moment
from db.sealed_columns import SealedJson
from db.tables.metadata import metadata

handovers = Table(
    "handovers",
    metadata,
    Column("id", Key, primary_key=True),
    Column("job_id", ForeignKey("jobs.id"), nullable=False, unique=True),
    Column("handed", SealedJson, nullable=False),
    Column("at", Moment, nullable=False),
    Column("signed_at", Moment),
    Column("signature", String(8)),
)
