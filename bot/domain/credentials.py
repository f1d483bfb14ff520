"""Documents that technicians show, each judged by itself: what there is, who needs which, until when one holds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.catalogue import Names
from bot.domain.ids import CredentialId, PersonId


class CredentialStatus(StrEnum):
    """What became of a document."""

    SHOWN = "shown"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"
    REPLACED = "replaced"


C = CredentialStatus
CREDENTIAL_MAY_BECOME: dict[CredentialStatus, frozenset[CredentialStatus]] = {
    C.SHOWN: frozenset(),
    C.APPROVED: frozenset({C.SHOWN}),
    C.REFUSED: frozenset({C.SHOWN}),
    C.EXPIRED: frozenset({C.APPROVED}),
    C.REPLACED: frozenset({C.SHOWN, C.APPROVED, C.REFUSED, C.EXPIRED}),
}
"""New status → the statuses it may be reached from."""


class RefusedFor(StrEnum):
    """Why a document usually does not do, one tap each; any other reason is written by the operator."""

    UNREADABLE = "unreadable"
    OUTDATED = "outdated"
    ANOTHER = "another"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document. `skills`: whose work needs it, none being everybody's; `expires`: it holds until a day."""

    key: str
    names: Names
    required: bool
    skills: frozenset[str]
    expires: bool

    def is_needed_for(self, skills: Collection[str]) -> bool:
        """Whether nobody may do work of these skills without it."""
        return self.required and (not self.skills or not self.skills.isdisjoint(skills))


@dataclass(frozen=True, slots=True)
class DocumentRules:
    """The market's kinds of documents, and how long before its end a technician is reminded of one."""

    types: tuple[DocumentType, ...] = ()
    remind_before: timedelta = timedelta(days=14)

    def find(self, key: str) -> DocumentType | None:
        """The kind of that key, or None (gone from the settings)."""
        return next((one for one in self.types if one.key == key), None)

    def needed_for(self, skills: Collection[str]) -> frozenset[str]:
        """The keys of what must be valid for work of these skills."""
        return frozenset(one.key for one in self.types if one.is_needed_for(skills))


@dataclass(frozen=True, slots=True)
class Credential:
    """A document's row. `reason`: why it was refused, a key of RefusedFor or an operator's own words."""

    id: CredentialId
    technician: PersonId
    kind: str
    status: CredentialStatus
    file_ids: tuple[str, ...]
    shown_at: datetime
    valid_until: date | None
    reason: str
    decided_by: PersonId | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Held:
    """How a technician stands with one kind: the document that counts, and a later one that does not (yet)."""

    type: DocumentType
    valid: Credential | None
    latest: Credential | None
    needed: bool


def held(rules: DocumentRules, skills: Collection[str], shown: Iterable[Credential]) -> list[Held]:
    """Each kind with what the technician has of it; `shown` is newest first."""
    known = list(shown)
    return [
        _held(one, skills, [credential for credential in known if credential.kind == one.key]) for one in rules.types
    ]


def _held(kind: DocumentType, skills: Collection[str], theirs: list[Credential]) -> Held:
    valid = next((one for one in theirs if one.status is C.APPROVED), None)
    latest = next((one for one in theirs if one.status is not C.APPROVED), None)
    return Held(kind, valid, latest, kind.is_needed_for(skills))


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The moment from which a document that holds until this day holds no more: midnight in the city."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
