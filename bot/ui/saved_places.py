"""Saved places as ready answers: a pin before the words tells the button from an address that was typed."""

_MARK = "📍 "


def label_of_place(words: str) -> str:
    """What the button of a saved place says."""
    return _MARK + words


def place_of_label(text: str) -> str:
    """The words of the saved place whose button was tapped; '' for any other text."""
    return text.removeprefix(_MARK) if text.startswith(_MARK) else ""
