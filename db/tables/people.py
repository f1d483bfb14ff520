"""People, their places, the staff and what the staff did."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from db.columns import Key, Moment
from db.sealed_columns import BlindIndex, Sealed, SealedJson, SealedPoint
from db.tables.metadata import metadata

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("language_chosen", Boolean, nullable=False),
    Column("consent_at", Moment),
    Column("phone", Sealed),
    Column("phone_index", BlindIndex, index=True, info={"of": "phone"}),
    Column("may_be_called", Boolean),
    Column("call_asked_at", Moment),
    Column("quiet_hours", String(11)),
    Column("reachable", Boolean, nullable=False),
    Column("banned_at", Moment),
    Column("ban_reason", Text),
    Column("met_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

places = Table(
    "places",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("point", SealedPoint, nullable=False),
    Column("words", Sealed, nullable=False),
    Column("words_index", BlindIndex, nullable=False, info={"of": "words"}),
    Column("district", Text, nullable=False),
    Column("note", Sealed),
    Column("used_at", Moment, nullable=False),
    UniqueConstraint("person_id", "words_index"),
)

staff = Table(
    "staff",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("role", String(16), nullable=False),
    Column("since", Moment, nullable=False),
)

claim_codes = Table(
    "claim_codes",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("created_at", Moment, nullable=False),
    Column("used_by", BigInteger),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor_id", BigInteger, nullable=False),
    Column("act", String(64), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("details", JSON, nullable=False),
    Index("ix_audit_subject", "subject"),
)

geocodes = Table(
    "geocodes",
    metadata,
    Column("query", BlindIndex, primary_key=True),
    Column("answers", SealedJson, nullable=False),
    Column("at", Moment, nullable=False),
)

market_settings = Table(
    "market_settings",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", JSON, nullable=False),
)
