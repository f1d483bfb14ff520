"""Cases, what is said in them, and where the operators' group shows them."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from db.columns import Key, Moment
from db.sealed_columns import Sealed, SealedPoint
from db.tables.metadata import metadata

cases = Table(
    "cases",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("other_id", ForeignKey("people.id")),
    Column("order_id", ForeignKey("orders.id"), index=True),
    Column("job_id", ForeignKey("jobs.id")),
    Column("status", String(8), nullable=False, index=True),
    Column("owner_id", BigInteger),
    Column("answer_by", Moment),
    Column("overdue", BigInteger, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("reopened", BigInteger, nullable=False),
    Column("version", BigInteger, nullable=False),
    Index("ix_cases_person_id_status", "person_id", "status"),
)

case_messages = Table(
    "case_messages",
    metadata,
    Column("id", Key, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("author_id", ForeignKey("people.id"), nullable=False),
    Column("way", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("words", Sealed, nullable=False),
    Column("file_id", Text),
    Column("point", SealedPoint),
    Column("at", Moment, nullable=False),
    Index("ix_case_messages_author_id_at", "author_id", "at"),
)

topics = Table(
    "topics",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("thread_id", BigInteger, nullable=False),
    Index("ix_topics_chat_id_thread_id", "chat_id", "thread_id"),
)

unheard = Table(
    "unheard",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("words", Sealed, nullable=False),
    Column("file_id", Text),
    Column("point", SealedPoint),
    Column("at", Moment, nullable=False),
)
