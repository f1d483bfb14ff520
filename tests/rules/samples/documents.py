"""Documents that are shown, judged, about to end and over."""

from datetime import date

from bot.domain.credentials import Credential, CredentialStatus
from bot.domain.ids import CredentialId
from bot.ui.document_words import DocumentLine
from tests.rules.samples.people import NAME, NOW, PERSON, WORDS, Fields

DAY = date(2027, 5, 31)
KIND = "Identity <document>"
ABOUT: Fields = {"kind": KIND, "name": NAME}


def line(status: str = "", *, valid: bool = False, until: date | None = None, needed: bool = False) -> DocumentLine:
    """A kind as its technician stands with it."""
    return DocumentLine("identity", KIND, needed, valid, until, status, WORDS if status == "refused" else "")


def credential(status: CredentialStatus, until: date | None = None) -> Credential:
    """A document that Olga has looked at."""
    return Credential(CredentialId(7), PERSON.id, "identity", status, ("file",), NOW, until, "", PERSON.id, NOW)


SAMPLES: dict[str, list[Fields]] = {
    "documents/own": [
        {"lines": []},
        {
            "lines": [
                line(valid=True, until=DAY, status="shown"),
                line(valid=True, status="refused"),
                *map(line, ("shown", "refused", "expired", "")),
                line(needed=True),
            ]
        },
    ],
    "documents/desk": [
        {**ABOUT, "credential": credential(status, until), "status": "approved", "by": by, "reason": reason}
        for status, until, by, reason in (
            (CredentialStatus.SHOWN, None, "", ""),
            (CredentialStatus.APPROVED, DAY, NAME, ""),
            (CredentialStatus.REFUSED, None, NAME, WORDS),
        )
    ],
    "documents/ask_photos": [{"kind": KIND, "count": count} for count in (0, 1, 2, 5)],
    "documents/ask_until": [ABOUT],
    "documents/ask_refusal": [ABOUT],
    "documents/photos": [ABOUT],
    "documents/approved": [{"kind": KIND, "until": until} for until in (DAY, None)],
    "documents/refused": [{"kind": KIND, "reason": WORDS}],
    "documents/ends_soon": [{"kind": KIND, "until": DAY}],
    "documents/expired": [
        {"kind": KIND, "needed": needed, "only_some": some}
        for needed, some in ((True, True), (True, False), (False, False))
    ],
    "refusals/document_judged": [
        {"status": status.value, "by": by}
        for status, by in (
            (CredentialStatus.APPROVED, NAME),
            (CredentialStatus.REFUSED, NAME),
            (CredentialStatus.REPLACED, ""),
        )
    ],
}
