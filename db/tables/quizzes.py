"""Tries at quizzes, and the skills that technicians want and nobody has granted yet."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, String, Table

from db.columns import Key, Moment
from db.tables.metadata import metadata

quiz_attempts = Table(
    "quiz_attempts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("technician_id", ForeignKey("technicians.person_id"), nullable=False),
    Column("skill", String(64), nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("right", BigInteger, nullable=False),
    Column("passed", Boolean),
    Index("ix_quiz_attempts_technician_id_skill", "technician_id", "skill"),
)

wanted_skills = Table(
    "wanted_skills",
    metadata,
    Column("technician_id", ForeignKey("technicians.person_id"), primary_key=True, autoincrement=False),
    Column("skill", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
)
