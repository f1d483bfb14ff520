"""Partner companies, and who sends their technicians."""

from sqlalchemy import Column, ForeignKey, String, Table

from db.columns import Key, Moment
from db.tables.metadata import metadata

partners = Table(
    "partners",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", String(60), nullable=False, unique=True),
    Column("since", Moment, nullable=False),
)

dispatchers = Table(
    "dispatchers",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("partner_id", ForeignKey("partners.id"), nullable=False, index=True),
    Column("since", Moment, nullable=False),
)
