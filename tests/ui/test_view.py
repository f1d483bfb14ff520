"""Views and media."""

from typing import Any

import pytest

from bot.domain.points import Point
from bot.ui.view import Media, MediaKind, View


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("photo", {}),
        ("voice", {"point": Point(52.2, 21.0)}),
        ("location", {"file_id": "file"}),
        ("contact", {"phone": "+48601234567"}),
    ],
)
def test_media_without_substance_are_errors(kind: MediaKind, given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=kind):
        Media(kind, **given)


def test_media_with_substance() -> None:
    pin = Media("location", point=Point(52.2, 21.0))
    contact = Media("contact", phone="+48601234567", name="Anna")
    assert View("here", media=(pin, contact)).media == (pin, contact)
