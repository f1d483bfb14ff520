"""Telegram counts text in UTF-16 units: a smile outside the basic plane counts twice."""


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units the text takes."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for character in text if character > "\uffff")


def utf16_slice(text: str, offset: int, length: int) -> str:
    """Return the part of the text that starts at `offset` and takes `length` UTF-16 units."""
    if text.isascii():
        return text[offset : offset + length]
    units = text.encode("utf-16-le")
    return units[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")
