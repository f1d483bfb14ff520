"""The kinds of documents, as they are set."""

from datetime import timedelta

from pydantic import Field, field_validator

from bot.domain.catalogue import Names
from bot.domain.credentials import DocumentRules, DocumentType
from bot.settings.section import Section

KEY = "^[a-z0-9_]{1,16}$"


class DocumentTypeSettings(Section):
    """A kind of document. Without `skills`, a required one is required of everybody."""

    key: str = Field(pattern=KEY)
    names: Names
    required: bool
    skills: tuple[str, ...] = ()
    expires: bool


class DocumentSettings(Section):
    """What technicians show, and how many days before its end they are reminded."""

    remind_days: int = Field(gt=0)
    types: tuple[DocumentTypeSettings, ...]

    @field_validator("types")
    @classmethod
    def _each_once(cls, types: tuple[DocumentTypeSettings, ...]) -> tuple[DocumentTypeSettings, ...]:
        keys = [one.key for one in types]
        if len(set(keys)) < len(keys):
            raise ValueError(f"a kind of document is there twice: {keys}")
        return types

    def rules(self) -> DocumentRules:
        """As the market's rules need them."""
        kinds = tuple(
            DocumentType(one.key, one.names, one.required, frozenset(one.skills), one.expires) for one in self.types
        )
        return DocumentRules(kinds, timedelta(days=self.remind_days))
