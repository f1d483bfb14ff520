"""What operators gave to make things right, and the orders that credit was used for."""

from sqlalchemy import BigInteger, Column, ForeignKey, String, Table

from db.columns import Key, Moment
from db.tables.metadata import metadata

amends = Table(
    "amends",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("giver_id", BigInteger, nullable=False),
    Column("order_id", ForeignKey("orders.id"), index=True),
    Column("case_id", ForeignKey("cases.id"), index=True),
    Column("job_id", ForeignKey("jobs.id")),
    Column("amount", BigInteger, nullable=False),
    Column("unused", BigInteger, nullable=False),
    Column("warranty_before", Moment),
    Column("at", Moment, nullable=False, index=True),
    Column("undone_at", Moment),
)

credit_uses = Table(
    "credit_uses",
    metadata,
    Column("id", Key, primary_key=True),
    Column("amends_id", ForeignKey("amends.id"), nullable=False, index=True),
    Column("order_id", ForeignKey("orders.id"), nullable=False, index=True),
    Column("amount", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
)
