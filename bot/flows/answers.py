"""What a person did at a step, whatever kind of message it came in."""

from dataclasses import dataclass
from typing import Any

from aiogram.types import Contact, Message

from bot.domain.orders import Attachment
from bot.domain.points import Point
from bot.domain.relay import Utterance
from bot.ui.typed import clean


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: at least one of the fields is set. `gathered` is what the step's `gather` found out about it."""

    choice: str = ""
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    point: Point | None = None
    phone: str = ""
    phone_owner: int | None = None
    gathered: Any = None


def answer_from(message: Message) -> Answer:
    """Read the message; one of an unknown kind (a sticker, a poll) is an empty answer."""
    contact = message.contact or Contact(phone_number="", first_name="")
    place = message.location or (message.venue and message.venue.location)
    return Answer(
        text=clean(message.text or message.caption or ""),
        attachments=_attachments(message),
        point=Point(lat=place.latitude, lon=place.longitude) if place else None,
        phone=contact.phone_number,
        phone_owner=contact.user_id,
    )


def utterance_from(given: Answer) -> Utterance | None:
    """The answer as something that can be passed on to somebody; None for a sticker, a poll, a contact."""
    if given.point is not None:
        return Utterance("location", given.text, point=given.point)
    if given.attachments:
        file = given.attachments[0]
        return Utterance(file.kind, given.text, file.file_id)
    return Utterance("text", given.text) if given.text else None


def _attachments(message: Message) -> tuple[Attachment, ...]:
    if message.photo:
        return (Attachment("photo", message.photo[-1].file_id),)
    for kind in ("voice", "video", "document"):
        media = getattr(message, kind)
        if media is not None:
            return (Attachment(kind, media.file_id),)
    return ()
