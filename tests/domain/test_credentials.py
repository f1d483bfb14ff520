"""Which documents are needed for what, where a technician stands with each, and when one ends."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.credentials import Credential, CredentialStatus, DocumentRules, DocumentType, end_of, held
from bot.domain.ids import CredentialId, PersonId

C = CredentialStatus
IDENTITY = DocumentType("identity", {}, required=True, skills=frozenset(), expires=True)
LICENCE = DocumentType("licence", {}, required=True, skills=frozenset({"electrics", "gas"}), expires=True)
COURSE = DocumentType("course", {}, required=False, skills=frozenset(), expires=False)
RULES = DocumentRules((IDENTITY, LICENCE, COURSE))


def shown(number: int, kind: str, status: CredentialStatus) -> Credential:
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    return Credential(CredentialId(number), PersonId(1), kind, status, (), moment, None, "", None, None)


@pytest.mark.parametrize(
    ("skills", "needed"),
    [(set(), {"identity"}), ({"plumbing"}, {"identity"}), ({"plumbing", "gas"}, {"identity", "licence"})],
)
def test_what_is_needed_for_which_work(skills: set[str], needed: set[str]) -> None:
    assert RULES.needed_for(skills) == needed


def test_a_valid_one_counts_while_a_newer_one_is_looked_at() -> None:
    known = [shown(4, "licence", C.EXPIRED), shown(3, "identity", C.SHOWN), shown(2, "identity", C.APPROVED)]
    identity, licence, course = held(RULES, {"gas"}, known)
    assert identity.valid is known[2]
    assert identity.latest is known[1]
    assert (licence.valid, licence.latest, licence.needed) == (None, known[0], True)
    assert (course.valid, course.latest, course.needed) == (None, None, False)


@pytest.mark.parametrize(
    ("day", "end"),
    [(date(2026, 3, 28), "2026-03-28T23:00"), (date(2026, 3, 29), "2026-03-29T22:00")],
)
def test_a_document_holds_through_its_last_day_in_the_city(day: date, end: str) -> None:
    """Also on the day on which the clocks are put forward."""
    assert end_of(day, ZoneInfo("Europe/Warsaw")) == datetime.fromisoformat(end).replace(tzinfo=UTC)
