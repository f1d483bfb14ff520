"""What an HTML tag becomes: the entity that Telegram sends for it."""

import re
from urllib.parse import parse_qs, urlsplit

from playground.world.html_attributes import MarkupError
from playground.world.links import checked_link
from playground.world.state import Json

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "pre": "pre",
}
_PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "date_time": 30,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}


def entity_of(tag: str, attributes: dict[str, str], text: str) -> Json | None:
    """Return the entity without its place, or None when the tag only leaves its text (a link to nowhere)."""
    if tag in _SIMPLE:
        return {"type": _SIMPLE[tag]}
    if tag == "a":
        return _link(attributes.get("href") or text)
    if tag == "code":
        language = attributes.get("class", "").removeprefix("language-")
        return {"type": "code", "language": language if language != attributes.get("class", "") else ""}
    if tag == "blockquote":
        return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
    if tag == "tg-emoji":
        return _custom_emoji(attributes.get("emoji-id", ""))
    return _moment(attributes)


def sorted_entities(entities: list[Json]) -> list[Json]:
    """Return the entities by place, the wider first, then by Telegram's priority of kinds."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"], _PRIORITY.get(entity["type"], 50)))


def _link(url: str) -> Json | None:
    mentioned = _mentioned_user(url)
    if mentioned:
        return {"type": "text_mention", "user_id": mentioned}
    link = checked_link(url)
    return None if link is None else {"type": "text_link", "url": link}


def _mentioned_user(url: str) -> int:
    """Return the id in a `tg://user?id=…` link, or 0."""
    parts = urlsplit(url.lower())
    if parts.scheme != "tg" or (parts.netloc or parts.path.strip("/")) != "user":
        return 0
    ids = parse_qs(parts.query).get("id", [""])
    return int(ids[0]) if re.fullmatch(r"[0-9]{1,18}", ids[0]) else 0


def _custom_emoji(emoji_id: str) -> Json:
    if not re.fullmatch(r"-?[0-9]{1,19}", emoji_id) or int(emoji_id) == 0:
        raise MarkupError("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": emoji_id}


def _moment(attributes: dict[str, str]) -> Json | None:
    seconds = re.match(r"[0-9]*", attributes.get("unix", ""))
    when = int(seconds.group() or 0) if seconds else 0
    if when <= 0:
        return None
    return {"type": "date_time", "unix_time": when, "date_time_format": attributes.get("format", "")}
