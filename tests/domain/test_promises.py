"""Which promises count as kept."""

from datetime import timedelta

import pytest

from bot.domain.promises import Kept, was_kept
from tests.clock import NOON

EARLIER, LATER = NOON - timedelta(minutes=1), NOON + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("arrived", "cancelled", "now", "kept"),
    [
        (EARLIER, None, LATER, True),
        (NOON, None, LATER, True),
        (LATER, None, LATER, False),
        (None, None, EARLIER, None),  # still open
        (None, None, LATER, False),
        (None, EARLIER, LATER, None),  # the customer did not wait for it
        (None, LATER, LATER, False),
        (LATER, LATER, LATER, False),
    ],
)
def test_kept_broken_or_open(arrived: object, cancelled: object, now: object, kept: bool | None) -> None:
    assert was_kept(NOON, arrived, cancelled, now) is kept  # type: ignore[arg-type] # moments, or none


def test_the_share_of_none_is_none() -> None:
    assert Kept(0, 0).percent is None
    assert Kept(9, 10).percent == 90
