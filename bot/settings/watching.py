"""Settings for whoever keeps the machine: copies, pages about its condition, reports of errors."""

from datetime import time
from pathlib import Path

from pydantic import Field, SecretStr

from bot.settings.section import Section


class BackupSettings(Section):
    """Nightly copies of the database's file."""

    folder: Path
    at: time
    keep: int = Field(ge=1)


class StatusSettings(Section):
    """Where the pages for whoever watches the machine are; no port, no pages."""

    host: str
    port: int | None = Field(ge=0, le=65535)


class ErrorSettings(Section):
    """Where unforeseen errors are reported; nowhere unless somebody wants it."""

    sentry: SecretStr | None
