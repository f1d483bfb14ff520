"""Technicians, what they can do and the documents they showed."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, ForeignKey, Index, String, Table, Text, text

from db.columns import Key, Moment
from db.sealed_columns import BlindIndex, Sealed
from db.tables.metadata import metadata

technicians = Table(
    "technicians",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("phone", Sealed, nullable=False),
    Column("phone_index", BlindIndex, index=True, info={"of": "phone"}),
    Column("photo", Text),
    Column("status", String(16), nullable=False),
    Column("status_reason", Text),
    Column("decided_by", BigInteger),
    Column("decided_at", Moment),
    Column("level", String(16), nullable=False),
    Column("languages", JSON, nullable=False),
    Column("experience", Text, nullable=False),
    Column("base_lat", Float, nullable=False),
    Column("base_lon", Float, nullable=False),
    Column("base_words", Sealed, nullable=False),
    Column("radius_km", BigInteger, nullable=False),
    Column("online", Boolean, nullable=False),
    Column("position_lat", Float),
    Column("position_lon", Float),
    Column("position_at", Moment),
    Column("hours", JSON, nullable=False),
    Column("max_jobs", BigInteger, nullable=False),
    Column("calls_muted", Boolean, nullable=False, default=False, server_default=text("false")),
    Column("no_calls_before", Moment),
    Column("stars_sum", BigInteger, nullable=False),
    Column("stars_count", BigInteger, nullable=False),
    Column("jobs_done", BigInteger, nullable=False),
    Column("probation_left", BigInteger, nullable=False, default=0, server_default="0"),
    Column("employment", String(16), nullable=False, default="freelance", server_default="freelance"),
    Column("partner_id", ForeignKey("partners.id"), index=True),
    Column("version", BigInteger, nullable=False),
    Column("applied_at", Moment, nullable=False),
    Column("approved_at", Moment),
    Index("ix_technicians_status_online", "status", "online"),
)

technician_skills = Table(
    "technician_skills",
    metadata,
    Column("technician_id", ForeignKey("technicians.person_id"), primary_key=True, autoincrement=False),
    Column("skill", String(64), primary_key=True),
    Column("granted_at", Moment),
    Column("told_at", Moment),  # that its questions are new
    Index("ix_technician_skills_skill", "skill"),
)

online_spells = Table(
    "online_spells",
    metadata,
    Column("id", Key, primary_key=True),
    Column("technician_id", ForeignKey("technicians.person_id"), nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("ix_online_spells_technician_id_began_at", "technician_id", "began_at"),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Key, primary_key=True),
    Column("technician_id", ForeignKey("technicians.person_id"), nullable=False, index=True),
    Column("file_id", Text, nullable=False),
    Column("sent_at", Moment, nullable=False),
)
