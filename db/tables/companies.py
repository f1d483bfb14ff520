"""Companies, their members and sites, and what their orders are to them."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text, UniqueConstraint

from db.columns import Key, Moment
from db.sealed_columns import Sealed, SealedPoint
from db.tables.metadata import metadata

companies = Table(
    "companies",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("made_at", Moment, nullable=False),
)

company_members = Table(
    "company_members",
    metadata,
    Column("id", Key, primary_key=True),
    Column("company_id", ForeignKey("companies.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("role", String(16), nullable=False),
    Column("monthly_limit", BigInteger),
    Column("joined_at", Moment, nullable=False),
    Column("left_at", Moment),
    UniqueConstraint("company_id", "person_id"),
)

sites = Table(
    "sites",
    metadata,
    Column("id", Key, primary_key=True),
    Column("company_id", ForeignKey("companies.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("point", SealedPoint, nullable=False),
    Column("words", Sealed, nullable=False),
    Column("district", Text, nullable=False),
    Column("removed_at", Moment),
)

company_orders = Table(
    "company_orders",
    metadata,
    Column("order_id", ForeignKey("orders.id"), primary_key=True, autoincrement=False),
    Column("company_id", ForeignKey("companies.id"), nullable=False),
    Column("member_id", ForeignKey("company_members.id"), nullable=False),
    Column("site_id", ForeignKey("sites.id")),
    Column("verdict", String(16), nullable=False),
    Column("month", BigInteger),
    Column("decided_by", ForeignKey("people.id")),
    Column("decided_at", Moment),
    Index("ix_company_orders_company_id_month", "company_id", "month"),
    Index("ix_company_orders_member_id_month", "member_id", "month"),
)
