"""Outages, who has been told of them and how, and who is on duty."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text, UniqueConstraint, text

from db.columns import Key, Moment
from db.sealed_columns import Sealed
from db.tables.metadata import metadata

ON = text("status = 'on'")
PENDING = text("status = 'pending'")

outages = Table(
    "outages",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("reason", Sealed, nullable=False),
    Column("by_id", BigInteger),
    Column("asked_at", Moment, nullable=False),
    Column("began_at", Moment),
    Column("ended_at", Moment),
    Index("uq_outages_on", "kind", unique=True, sqlite_where=ON, postgresql_where=ON),
)

outage_notices = Table(
    "outage_notices",
    metadata,
    Column("id", Key, primary_key=True),
    Column("outage_id", ForeignKey("outages.id"), nullable=False),
    Column("job_id", ForeignKey("jobs.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("outage_id", "job_id", "person_id"),
    Index("ix_outage_notices_person_id", "person_id"),
)

on_duty = Table(
    "on_duty",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("phone", Sealed, nullable=False),
    Column("since", Moment, nullable=False),
)

sms = Table(
    "sms",
    metadata,
    Column("id", Key, primary_key=True),
    Column("outage_id", ForeignKey("outages.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("job_id", ForeignKey("jobs.id")),
    Column("phone", Sealed, nullable=False),
    Column("status", String(16), nullable=False),
    Column("attempts", BigInteger, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("decided_at", Moment),
    Column("error", Text),
    UniqueConstraint("outage_id", "person_id", "job_id"),
    Index("ix_sms_person_id", "person_id"),
    Index("ix_sms_pending", "not_before", sqlite_where=PENDING, postgresql_where=PENDING),
)
