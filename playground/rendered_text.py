"""Messages as plain text: what a person would read aloud."""

from playground.world.state import Json, Message

_MEDIA = {
    "photo": "photo",
    "video": "video",
    "voice": "voice message",
    "document": "document",
    "audio": "music",
}
_SERVICE = {
    "new_chat_members": "joined the group",
    "left_chat_member": "left the group",
    "pinned_message": "pinned a message",
    "forum_topic_created": "created a topic",
    "forum_topic_edited": "changed the topic",
    "forum_topic_closed": "closed the topic",
    "forum_topic_reopened": "reopened the topic",
    "migrate_to_chat_id": "the group became a supergroup",
    "migrate_from_chat_id": "the group became a supergroup",
    "successful_payment": "paid",
    "refunded_payment": "refunded",
}


def shown_text(message: Message) -> str:
    """Return what the message says, with a word in brackets for what is not text."""
    content = message.content
    pieces = [f"[{name}]" for field, name in _MEDIA.items() if field in content]
    pieces += _structured(content)
    pieces += [f"[{name}]" for field, name in _SERVICE.items() if field in content]
    if "forward_origin" in content:
        pieces.insert(0, "[forwarded]")
    if message.text:
        pieces.append(message.text)
    return " ".join(pieces)


def _structured(content: Json) -> list[str]:
    """Return places, contacts and invoices in words."""
    if "venue" in content:
        return [f"[venue] {content['venue']['title']}, {content['venue']['address']}"]
    if "location" in content:
        place = content["location"]
        kind = "live location" if "live_period" in place else "location"
        return [f"[{kind} {place['latitude']:.6f}, {place['longitude']:.6f}]"]
    if "contact" in content:
        contact = content["contact"]
        return [f"[contact {contact['first_name']} {contact['phone_number']}]"]
    if "invoice" in content:
        invoice = content["invoice"]
        return [
            f"[invoice] {invoice['title']}: {invoice['description']} ({invoice['total_amount']} {invoice['currency']})"
        ]
    return []


def buttons_line(row: list[Json]) -> str:
    """Return a row of buttons, each in brackets."""
    return " ".join(f"[{button['text']}]" for button in row)
