"""Links that open something once. Of the token there is a hash: who reads the table can open nothing."""

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, String, Table

from db.columns import Key, Moment
from db.tables.metadata import metadata

links = Table(
    "links",
    metadata,
    Column("id", Key, primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("purpose", String(16), nullable=False),
    Column("subject_id", BigInteger),
    Column("details", JSON, nullable=False),
    Column("made_by", ForeignKey("people.id"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("taken_by", ForeignKey("people.id"), index=True),
    Column("taken_at", Moment),
    Column("done_at", Moment),
    Column("withdrawn_at", Moment),
    Index("ix_links_purpose_subject_id", "purpose", "subject_id"),
)
