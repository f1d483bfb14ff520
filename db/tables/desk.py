"""What the operators' desk needs: pages they leaf through, attempts to claim the market."""

from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from db.columns import Key, Moment
from db.tables.metadata import metadata

desk_pages = Table(
    "desk_pages",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("words", Text, nullable=False),
    Column("page", BigInteger, nullable=False),
    Column("opened_at", Moment, nullable=False),
)

claim_attempts = Table(
    "claim_attempts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_claim_attempts_person_id_at", "person_id", "at"),
)

command_menus = Table(
    "command_menus",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("fingerprint", String(64), nullable=False),
)
