"""Orders and all that hangs on one: events, offers, jobs, extra work, ratings, relayed messages."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from db.columns import Key, Moment
from db.sealed_columns import Sealed, SealedPoint
from db.tables.metadata import metadata

WITH_ADDRESS = text("point IS NOT NULL")

orders = Table(
    "orders",
    metadata,
    Column("id", Key, primary_key=True),
    Column("customer_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("service", String(64), nullable=False),
    Column("skills", JSON),
    Column("level", String(16)),
    Column("minutes", BigInteger),
    Column("note", Sealed, nullable=False, default="", server_default=""),
    Column("description", Sealed, nullable=False),
    Column("attachments", JSON, nullable=False),
    Column("point", SealedPoint),
    Column("rough_lat", Float, nullable=False),
    Column("rough_lon", Float, nullable=False),
    Column("words", Sealed, nullable=False),
    Column("district", Text, nullable=False),
    Column("window_start", Moment),
    Column("window_end", Moment),
    Column("crew", BigInteger, nullable=False),
    Column("taken", BigInteger, nullable=False),
    Column("phone", Sealed),
    Column("price", BigInteger),
    Column("currency", String(3), nullable=False),
    Column("status", String(16), nullable=False, index=True),
    Column("version", BigInteger, nullable=False),
    Column("round", BigInteger, nullable=False),
    Column("round_began_at", Moment),
    Column("wave", BigInteger, nullable=False),
    Column("widened", BigInteger, nullable=False, default=0, server_default="0"),
    Column("favourite_id", BigInteger),
    Column("start_code", String(8), nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
    Column("closed_at", Moment),
    Column("closed_reason", String(32)),
    Index("ix_orders_with_address", "closed_at", sqlite_where=WITH_ADDRESS, postgresql_where=WITH_ADDRESS),
)

order_events = Table(
    "order_events",
    metadata,
    Column("id", Key, primary_key=True),
    Column("order_id", ForeignKey("orders.id"), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("actor_id", BigInteger),
    Column("at", Moment, nullable=False),
    Column("details", JSON, nullable=False),
)

offers = Table(
    "offers",
    metadata,
    Column("id", Key, primary_key=True),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("technician_id", ForeignKey("technicians.person_id"), nullable=False),
    Column("round", BigInteger, nullable=False),
    Column("wave", BigInteger, nullable=False),
    Column("status", String(16), nullable=False),
    Column("distance_m", BigInteger, nullable=False),
    Column("travel_s", BigInteger, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("closed_at", Moment),
    Column("reason", String(32)),
    Column("circumstances", JSON(none_as_null=True)),
    UniqueConstraint("order_id", "round", "technician_id"),
    Index("ix_offers_technician_id_status", "technician_id", "status"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Key, primary_key=True),
    Column("offer_id", ForeignKey("offers.id"), nullable=False, unique=True),
    Column("order_id", ForeignKey("orders.id"), nullable=False, index=True),
    Column("technician_id", ForeignKey("technicians.person_id"), nullable=False),
    Column("status", String(16), nullable=False),
    Column("pay", BigInteger),
    Column("currency", String(3), nullable=False),
    Column("extra", BigInteger),
    Column("code_attempts", BigInteger, nullable=False),
    Column("accepted_at", Moment, nullable=False),
    Column("arriving_at", Moment),
    Column("en_route_at", Moment),
    Column("arrived_at", Moment),
    Column("set_out_by", Moment),
    Column("promised_at", Moment),
    Column("nudged_at", Moment),
    Column("late_at", Moment),
    Column("extensions", BigInteger, nullable=False, default=0, server_default="0"),
    Column("started_at", Moment),
    Column("ended_at", Moment),
    Column("reason", String(32)),
    Index("ix_jobs_technician_id_status", "technician_id", "status"),
)

job_photos = Table(
    "job_photos",
    metadata,
    Column("id", Key, primary_key=True),
    Column("job_id", ForeignKey("jobs.id"), nullable=False, index=True),
    Column("file_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("job_id", "file_id"),
)

OPEN_EXTRA = text("status = 'open'")

extras = Table(
    "extras",
    metadata,
    Column("id", Key, primary_key=True),
    Column("job_id", ForeignKey("jobs.id"), nullable=False, index=True),
    Column("amount", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Index("uq_extras_open", "job_id", unique=True, sqlite_where=OPEN_EXTRA, postgresql_where=OPEN_EXTRA),
)

ratings = Table(
    "ratings",
    metadata,
    Column("id", Key, primary_key=True),
    Column("job_id", ForeignKey("jobs.id"), nullable=False),
    Column("author_id", ForeignKey("people.id"), nullable=False),
    Column("subject_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("stars", BigInteger, nullable=False),
    Column("tags", JSON, nullable=False),
    Column("comment", Text, nullable=False),
    Column("fixed", Boolean),
    Column("at", Moment, nullable=False),
    Column("revealed_at", Moment),
    UniqueConstraint("job_id", "author_id"),
)

relayed_messages = Table(
    "relayed_messages",
    metadata,
    Column("id", Key, primary_key=True),
    Column("job_id", ForeignKey("jobs.id"), nullable=False, index=True),
    Column("author_id", ForeignKey("people.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("words", Sealed, nullable=False),
    Column("file_id", Text),
    Column("point", SealedPoint),
    Column("at", Moment, nullable=False),
)
