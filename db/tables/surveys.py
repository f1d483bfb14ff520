"""What the market asks people with one tap, and what they answer."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, UniqueConstraint

from db.columns import Key, Moment
from db.tables.metadata import metadata

surveys = Table(
    "surveys",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("answer", BigInteger),
    Column("answered_at", Moment),
    UniqueConstraint("kind", "order_id"),
    Index("ix_surveys_person_id_kind", "person_id", "kind"),
)
