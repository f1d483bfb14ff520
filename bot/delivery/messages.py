"""Views as Bot API calls."""

from collections.abc import Awaitable, Callable, Iterator

from aiogram import Bot
from aiogram.types import (
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.delivery.pace import Passage
from bot.ui.view import Media, MediaKind, View

ALBUM = 10
"""Photos and videos in one album at the most."""


async def send(bot: Bot, chat: int, view: View, passage: Passage) -> int:
    """Send the view and return the id of the message that carries its keyboard."""
    if not view.media:
        return await _send_words(bot, chat, view, passage)
    if len(view.media) == 1:
        return await _send_single(bot, chat, view.media[0], view, passage)
    return await _send_several(bot, chat, view, passage)


async def edit(bot: Bot, chat: int, message_id: int, view: View) -> None:
    """Let an earlier text message show this view."""
    keyboard = view.keyboard if isinstance(view.keyboard, InlineKeyboardMarkup) else None
    await bot.edit_message_text(view.text, chat_id=chat, message_id=message_id, reply_markup=keyboard)


async def take_buttons_away(bot: Bot, chat: int, message_id: int) -> None:
    """Leave the message as it is, without its buttons."""
    await bot.edit_message_reply_markup(chat_id=chat, message_id=message_id, reply_markup=None)


def is_editable(view: View) -> bool:
    """Whether Telegram lets us edit the message later: not one that came with a reply keyboard."""
    return not isinstance(view.keyboard, ReplyKeyboardMarkup | ReplyKeyboardRemove)


async def _send_words(bot: Bot, chat: int, view: View, passage: Passage) -> int:
    await passage.message()
    return (await bot.send_message(chat, view.text, reply_markup=view.keyboard)).message_id


async def _send_several(bot: Bot, chat: int, view: View, passage: Passage) -> int:
    """Albums first, then what fits in no album, then the words: under the pictures, where the buttons are at hand."""
    for album in _albums(view.media):
        if len(album) > 1:
            await passage.message(len(album))
            await bot.send_media_group(chat, [_in_album(media) for media in album])
        else:
            await _send_single(bot, chat, album[0], View(""), passage)
    return await _send_words(bot, chat, view, passage)


def _albums(media: tuple[Media, ...]) -> Iterator[tuple[Media, ...]]:
    shown = [item for item in media if item.kind in {"photo", "video"}]
    for start in range(0, len(shown), ALBUM):
        yield tuple(shown[start : start + ALBUM])
    for item in media:
        if item.kind not in {"photo", "video"}:
            yield (item,)


def _in_album(media: Media) -> InputMediaPhoto | InputMediaVideo:
    kind = InputMediaPhoto if media.kind == "photo" else InputMediaVideo
    return kind(media=media.file_id)


async def _send_single(bot: Bot, chat: int, media: Media, view: View, passage: Passage) -> int:
    """The thing with the words under it; those that have no caption go first, alone."""
    alone = media.kind in {"location", "contact"} and bool(view.text)
    await passage.message()
    sent = await _SENDING[media.kind](bot, chat, media, View("") if alone else view)
    return await _send_words(bot, chat, view, passage) if alone else sent.message_id


async def _photo(bot: Bot, chat: int, media: Media, view: View) -> Message:
    return await bot.send_photo(chat, media.file_id, caption=view.text or None, reply_markup=view.keyboard)


async def _voice(bot: Bot, chat: int, media: Media, view: View) -> Message:
    return await bot.send_voice(chat, media.file_id, caption=view.text or None, reply_markup=view.keyboard)


async def _video(bot: Bot, chat: int, media: Media, view: View) -> Message:
    return await bot.send_video(chat, media.file_id, caption=view.text or None, reply_markup=view.keyboard)


async def _document(bot: Bot, chat: int, media: Media, view: View) -> Message:
    return await bot.send_document(chat, media.file_id, caption=view.text or None, reply_markup=view.keyboard)


async def _contact(bot: Bot, chat: int, media: Media, view: View) -> Message:
    return await bot.send_contact(chat, media.phone, media.name, reply_markup=view.keyboard)


async def _location(bot: Bot, chat: int, media: Media, view: View) -> Message:
    assert media.point is not None
    return await bot.send_location(chat, media.point.lat, media.point.lon, reply_markup=view.keyboard)


_SENDING: dict[MediaKind, Callable[[Bot, int, Media, View], Awaitable[Message]]] = {
    "photo": _photo,
    "voice": _voice,
    "video": _video,
    "document": _document,
    "contact": _contact,
    "location": _location,
}
