"""Saved places as ready answers: a pin before the words tells the button from an address that was typed."""

_MARK, _SITE = "📍 ", "🏢 "


def label_of_place(words: str) -> str:
    """What the button of a saved place says."""
    return _MARK + words


def place_of_label(text: str) -> str:
    """The words of the saved place whose button was tapped; '' for any other text."""
    return text.removeprefix(_MARK) if text.startswith(_MARK) else ""


def label_of_site(name: str) -> str:
    """What the button of a company's site says."""
    return _SITE + name


def site_of_label(text: str) -> str:
    """The name of the site whose button was tapped; '' for any other text."""
    return text.removeprefix(_SITE) if text.startswith(_SITE) else ""
