"""Views as Bot API calls."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from typing import Any

from aiogram import Bot
from aiogram.methods import Response
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputMediaVideo,
    MediaUnion,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.delivery.calls import EditWords, SendWords
from bot.delivery.pace import Passage
from bot.ui.view import Media, MediaKind, View

HELD = (Response[Message], Response[list[Message]], Response[Message | bool], Response[bool])
"""What Telegram answers in. pydantic forgets a generic model that nobody holds, and building it anew costs milliseconds
a call: so we hold on to these."""
ALBUM = 10
"""Photos and videos in one album at the most."""
CAPTION = 1024
"""Letters under a picture at the most (we count the markup too)."""


async def send(bot: Bot, chat: int, view: View, passage: Passage) -> int:
    """Send the view and return the id of the message that carries its keyboard, if it has one."""
    if not view.media:
        return await _send_words(bot, chat, view, passage)
    if len(view.media) == 1:
        return await _send_single(bot, chat, view.media[0], view, passage)
    return await _send_several(bot, chat, view, passage)


async def edit(bot: Bot, chat: int, message_id: int, view: View) -> None:
    """Let an earlier text message show this view."""
    keyboard = view.keyboard if isinstance(view.keyboard, InlineKeyboardMarkup) else None
    await bot(EditWords(text=view.text, chat_id=chat, message_id=message_id, reply_markup=keyboard))


async def take_buttons_away(bot: Bot, chat: int, message_id: int) -> None:
    """Leave the message as it is, without its buttons."""
    await bot.edit_message_reply_markup(chat_id=chat, message_id=message_id, reply_markup=None)


def is_editable(view: View) -> bool:
    """Whether Telegram lets us edit the message later: no pin, and none that came with a reply keyboard."""
    return not (view.media or isinstance(view.keyboard, ReplyKeyboardMarkup | ReplyKeyboardRemove))


async def _send_words(bot: Bot, chat: int, view: View, passage: Passage) -> int:
    await passage.message()
    words = SendWords(chat_id=chat, text=view.text, message_thread_id=view.thread, reply_markup=view.keyboard)
    return (await bot(words)).message_id


async def _send_several(bot: Bot, chat: int, view: View, passage: Passage) -> int:
    """Albums first, then what fits in no album; the words under the first pictures, or below it all with buttons."""
    albums = list(_albums(view.media))
    below = view.keyboard is not None or len(view.text) > CAPTION or len(albums[0]) == 1
    last = 0
    for number, album in enumerate(albums):
        words = replace(view, text="" if below or number else view.text, keyboard=None)
        if len(album) > 1:
            last = await _send_album(bot, chat, album, words, passage)
        else:
            last = await _send_single(bot, chat, album[0], words, passage)
    return await _send_words(bot, chat, view, passage) if below and view.text else last


async def _send_album(bot: Bot, chat: int, album: tuple[Media, ...], view: View, passage: Passage) -> int:
    first, *others = album
    await passage.message(len(album))
    pictures: list[MediaUnion] = [await _in_album(first, view.text)]
    pictures += [await _in_album(item) for item in others]
    sent = await bot.send_media_group(chat, pictures, message_thread_id=view.thread)
    return sent[0].message_id


def _albums(media: tuple[Media, ...]) -> Iterator[tuple[Media, ...]]:
    shown = [item for item in media if item.kind in {"photo", "video"}]
    for start in range(0, len(shown), ALBUM):
        yield tuple(shown[start : start + ALBUM])
    for item in media:
        if item.kind not in {"photo", "video"}:
            yield (item,)


async def _in_album(media: Media, caption: str = "") -> InputMediaPhoto | InputMediaVideo:
    kind = InputMediaPhoto if media.kind == "photo" else InputMediaVideo
    return kind(media=await _file(media), caption=caption or None)


async def _file(media: Media) -> str | BufferedInputFile:
    """What Telegram knows already goes by its id; what we make ourselves is made now, beside the event loop."""
    if media.make is None:
        return media.file_id
    return BufferedInputFile(await asyncio.to_thread(media.make), media.name)


async def _send_single(bot: Bot, chat: int, media: Media, view: View, passage: Passage) -> int:
    """The thing with the words under it; what has no caption, or too short a one, goes first, alone."""
    alone = bool(view.text) and (media.kind in {"location", "contact"} or len(view.text) > CAPTION)
    await passage.message()
    sent = await _SENDING[media.kind](bot, chat, media, replace(view, text="", keyboard=None) if alone else view)
    return await _send_words(bot, chat, view, passage) if alone else sent.message_id


def _around(view: View) -> dict[str, Any]:
    """What comes with any file: the words under it, its buttons, the thread it belongs to."""
    return {"caption": view.text or None, "message_thread_id": view.thread, "reply_markup": view.keyboard}


async def _photo(bot: Bot, chat: int, media: Media, view: View) -> Message:
    return await bot.send_photo(chat, await _file(media), **_around(view))


async def _voice(bot: Bot, chat: int, media: Media, view: View) -> Message:
    return await bot.send_voice(chat, await _file(media), **_around(view))


async def _video(bot: Bot, chat: int, media: Media, view: View) -> Message:
    return await bot.send_video(chat, await _file(media), **_around(view))


async def _document(bot: Bot, chat: int, media: Media, view: View) -> Message:
    return await bot.send_document(chat, await _file(media), **_around(view))


async def _contact(bot: Bot, chat: int, media: Media, view: View) -> Message:
    return await bot.send_contact(
        chat, media.phone, media.name, message_thread_id=view.thread, reply_markup=view.keyboard
    )


async def _location(bot: Bot, chat: int, media: Media, view: View) -> Message:
    assert media.point is not None
    where = media.point
    return await bot.send_location(
        chat, where.lat, where.lon, message_thread_id=view.thread, reply_markup=view.keyboard
    )


async def _venue(bot: Bot, chat: int, media: Media, view: View) -> Message:
    assert media.point is not None
    lat, lon = media.point.lat, media.point.lon
    return await bot.send_venue(chat, lat, lon, media.name, media.address, reply_markup=view.keyboard)


_SENDING: dict[MediaKind, Callable[[Bot, int, Media, View], Awaitable[Message]]] = {
    "photo": _photo,
    "voice": _voice,
    "video": _video,
    "document": _document,
    "contact": _contact,
    "location": _location,
    "venue": _venue,
}
