"""Warranty and the links of service books."""

from datetime import UTC, datetime, timedelta

from bot.domain.ids import JobId
from bot.domain.service_book import Entry, EntryId, PlaceId, link_payload, token_from, warranty_until

DONE = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_a_warranty_lasts_its_days_and_does_not_begin_anew() -> None:
    ends = warranty_until(DONE, 90)
    assert ends == DONE + timedelta(days=90)
    assert warranty_until(DONE, 0) is None
    assert warranty_until(DONE + timedelta(days=80), 90, ends) == ends


def test_covered_until_the_last_moment() -> None:
    ends = DONE + timedelta(days=90)
    entry = Entry(EntryId(1), PlaceId(2), JobId(3), DONE, ends)
    assert entry.is_covered(ends)
    assert not entry.is_covered(ends + timedelta(seconds=1))
    assert not Entry(EntryId(1), PlaceId(2), JobId(3), DONE, None).is_covered(DONE)


def test_a_link_has_one_purpose() -> None:
    assert token_from(link_payload("abc_-9")) == "abc_-9"
    assert token_from("invite-abc") is None
    assert token_from("") is None
