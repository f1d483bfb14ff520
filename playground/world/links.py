"""Which links Telegram takes in texts and buttons, and how it writes them."""

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit


def checked_link(url: str) -> str | None:
    """Return the link as Telegram stores it, or None when it would not take it."""
    url = url.strip()
    if re.match(r"(tg|ton|tonsite):", url, re.IGNORECASE):
        return _app_link(url)
    if not re.match(r"[a-z][a-z0-9+.-]*://", url, re.IGNORECASE):
        url = f"http://{url}"
    parts = _split(url)
    if parts is None or parts.scheme not in {"http", "https"}:
        return None
    host = parts.hostname or ""
    if ("." not in host and ":" not in host) or re.search(r"[\s<>\"]", host) or host.startswith("."):
        return None
    path = parts.path or "/"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, parts.fragment))


def _split(url: str) -> SplitResult | None:
    """Return the parts of a URL, or None when it is none (a wrong port, an open bracket)."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _app_link(url: str) -> str | None:
    scheme, _, rest = url.partition(":")
    rest = rest.removeprefix("//")
    host = re.match(r"[A-Za-z0-9_.-]+", rest)
    return f"{scheme.lower()}://{rest}" if host else None
