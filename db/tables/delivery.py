"""What makes the bot keep its word: updates in, messages out, deadlines, conversations."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, String, Table, Text, text

from db.columns import Key, Moment
from db.sealed_columns import Sealed, SealedJson
from db.tables.metadata import metadata

CLAIMED = text("status = 'pending' AND claimed_by IS NOT NULL")

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("lane", BigInteger, nullable=False),
    Column("payload", Sealed, nullable=False),
    Column("status", String(8), nullable=False),
    Column("attempts", BigInteger, nullable=False),
    Column("error", Text),
    Column("received_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("claimed_by", BigInteger),
    Index("uq_inbox_claimed", "lane", unique=True, sqlite_where=CLAIMED, postgresql_where=CLAIMED),
    Index(
        "ix_inbox_pending",
        "update_id",
        sqlite_where=text("status = 'pending'"),
        postgresql_where=text("status = 'pending'"),
    ),
)

PENDING_CARD = text("kind = 'card' AND status = 'pending'")
DROPPED_CARD = text("kind = 'card' AND status = 'dropped'")
PENDING = text("status = 'pending'")

outbox = Table(
    "outbox",
    metadata,
    Column("id", Key, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("view", String(64), nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    Column("fields", SealedJson, nullable=False),
    Column("fresh_version", BigInteger),
    Column("priority", BigInteger, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("status", String(8), nullable=False),
    Column("attempts", BigInteger, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("error", Text),
    Index(
        "uq_outbox_pending_card",
        "subject_id",
        "view",
        "chat_id",
        unique=True,
        sqlite_where=PENDING_CARD,
        postgresql_where=PENDING_CARD,
    ),
    Index("ix_outbox_dropped", "chat_id", sqlite_where=DROPPED_CARD, postgresql_where=DROPPED_CARD),
    Index(
        "ix_outbox_pending",
        "chat_id",
        "id",
        "priority",
        "not_before",
        sqlite_where=PENDING,
        postgresql_where=PENDING,
    ),
)

cards = Table(
    "cards",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("view", String(64), primary_key=True),
    Column("subject_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("has_inline_keyboard", Boolean, nullable=False),
    Column("editable", Boolean, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Index("ix_cards_subject", "subject_id", "view"),
)

timers = Table(
    "timers",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("due", Moment, nullable=False),
    Column("status", String(8), nullable=False),
    Column("attempts", BigInteger, nullable=False),
    Column("error", Text),
    Index("ix_timers_due", "due", sqlite_where=PENDING, postgresql_where=PENDING),
)

conversations = Table(
    "conversations",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("flow", String(32), nullable=False),
    Column("step", String(32), nullable=False),
    Column("draft", SealedJson, nullable=False),
    Column("visited", JSON, nullable=False),
    Column("prompt", SealedJson, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
)
