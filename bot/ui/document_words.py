"""Documents in words: what a kind is called, where it stands, why one was refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.credentials import Credential, CredentialStatus, Held, RefusedFor, held
from bot.domain.market import Market
from bot.domain.technicians import Technician
from bot.ui.registry import CardRequest
from bot.ui.texts import N_, Texts
from db import credentials

REFUSAL_LABELS = {
    RefusedFor.UNREADABLE: N_("Can’t be read"),
    RefusedFor.OUTDATED: N_("Out of date"),
    RefusedFor.ANOTHER: N_("Another document"),
    RefusedFor.NAME: N_("Another name"),
}
"""What the operator's button says."""
REFUSAL_SENTENCES = {
    RefusedFor.UNREADABLE: N_("It can’t be read: please take the photo in daylight, with all four corners."),
    RefusedFor.OUTDATED: N_("It is out of date: please show one that still holds."),
    RefusedFor.ANOTHER: N_("This is another document than the one that is needed."),
    RefusedFor.NAME: N_("The name in it is not the one in your profile."),
}
"""What the technician reads."""
STATUSES = {
    CredentialStatus.SHOWN: N_("waits for an operator"),
    CredentialStatus.APPROVED: N_("approved"),
    CredentialStatus.REFUSED: N_("refused"),
    CredentialStatus.EXPIRED: N_("expired"),
    CredentialStatus.REPLACED: N_("replaced by a newer one"),
}


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One kind as a line of a list. `status` is that of the newest, `until` the last day of the one that counts."""

    key: str
    name: str
    needed: bool
    valid: bool
    until: date | None
    status: str
    reason: str


def document_name(texts: Texts, market: Market, kind: str) -> str:
    """What the kind is called; one that the settings no longer have goes by its key."""
    known = market.documents.find(kind)
    return texts.named(known.names) if known else kind


def refusal_words(texts: Texts, reason: str) -> str:
    """A usual reason as a sentence of the reader's language; an operator's own words as they are."""
    return texts.label(REFUSAL_SENTENCES[RefusedFor(reason)]) if reason in set(RefusedFor) else reason


def status_words(texts: Texts, credential: Credential) -> str:
    """Where the document stands."""
    return texts.label(STATUSES[credential.status])


def document_lines(ask: CardRequest, technician: Technician) -> Sequence[DocumentLine]:
    """Every kind that the market knows, as this technician stands with it."""
    shown = credentials.of_technician(ask.connection, technician.id)
    return [_line(ask.texts, one) for one in held(ask.market.documents, technician.skills, shown)]


def missing_names(lines: Sequence[DocumentLine]) -> list[str]:
    """What is required and not valid, by name."""
    return [line.name for line in lines if line.needed and not line.valid]


def _line(texts: Texts, one: Held) -> DocumentLine:
    latest = one.latest
    return DocumentLine(
        key=one.type.key,
        name=texts.named(one.type.names),
        needed=one.needed,
        valid=one.valid is not None,
        until=one.valid.valid_until if one.valid else None,
        status=latest.status.value if latest else "",
        reason=refusal_words(texts, latest.reason) if latest else "",
    )
