"""Views as Bot API calls."""

from collections.abc import Iterator

from aiogram import Bot
from aiogram.types import (
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.ui.view import Media, View

ALBUM = 10
"""Photos and videos in one album at the most."""


async def send(bot: Bot, chat: int, view: View) -> int:
    """Send the view and return the id of the message that carries its keyboard."""
    if not view.media:
        return (await bot.send_message(chat, view.text, reply_markup=view.keyboard)).message_id
    if len(view.media) == 1:
        return (await _send_single(bot, chat, view.media[0], view)).message_id
    return await _send_several(bot, chat, view)


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


async def _send_several(bot: Bot, chat: int, view: View) -> int:
    for album in _albums(view.media):
        if len(album) > 1:
            await bot.send_media_group(chat, [_in_album(media) for media in album])
        else:
            await _send_single(bot, chat, album[0], View(""))
    return (await bot.send_message(chat, view.text, reply_markup=view.keyboard)).message_id


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


async def _send_single(bot: Bot, chat: int, media: Media, view: View) -> Message:
    caption, keyboard = view.text or None, view.keyboard
    if media.kind == "location":
        return await _send_location(bot, chat, media, view)
    if media.kind == "contact":
        return await bot.send_contact(chat, media.phone, media.name, reply_markup=keyboard)
    match media.kind:
        case "photo":
            return await bot.send_photo(chat, media.file_id, caption=caption, reply_markup=keyboard)
        case "voice":
            return await bot.send_voice(chat, media.file_id, caption=caption, reply_markup=keyboard)
        case "video":
            return await bot.send_video(chat, media.file_id, caption=caption, reply_markup=keyboard)
        case _:
            return await bot.send_document(chat, media.file_id, caption=caption, reply_markup=keyboard)


async def _send_location(bot: Bot, chat: int, media: Media, view: View) -> Message:
    """The pin first, then the words with the buttons: a location has no caption."""
    assert media.point is not None
    pin = await bot.send_location(
        chat, media.point.lat, media.point.lon, reply_markup=None if view.text else view.keyboard
    )
    return await bot.send_message(chat, view.text, reply_markup=view.keyboard) if view.text else pin
