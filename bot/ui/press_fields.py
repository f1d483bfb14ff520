"""What the fields of a press may hold, so that the longest of each still fits into 64 bytes."""

from typing import Annotated

from pydantic import Field, StringConstraints

Word = Annotated[str, StringConstraints(min_length=1, max_length=16, pattern=r"^[a-z0-9_]+$")]
"""An act or a key of the configuration: ASCII, so a letter is a byte."""


SkillKey = Annotated[str, StringConstraints(min_length=1, max_length=24, pattern=r"^[a-z0-9_]+$")]
"""A skill of the configuration, which sees to the length."""
Number = Annotated[int, Field(ge=-(2**63), lt=2**63)]
"""An id, a page, an amount: whatever a forged button carries, it fits into the database."""
