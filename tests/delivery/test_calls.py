"""Calls leave as JSON, with the very words that aiogram's own form would have; what carries a file leaves as a form."""

import json
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import SendPhoto, TelegramMethod
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from bot.delivery.calls import EditWords, SendWords, Session

BUTTONS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Przyjmuję ✅", callback_data="offer:7")]])
BOT = Bot("7:token", default=DefaultBotProperties(parse_mode="HTML", link_preview_is_disabled=True))


def in_a_form(method: TelegramMethod[Any]) -> dict[str, object]:
    form = AiohttpSession().build_form_data(BOT, method)
    return {field[0]["name"]: field[2] for field in form._fields}


def test_what_is_said_as_json_is_what_a_form_would_say() -> None:
    for method in (
        SendWords(chat_id=5, text="<b>Idę & biegnę</b> سلام", message_thread_id=3, reply_markup=BUTTONS),
        SendWords(chat_id=-100, text="Без кнопок", disable_notification=False),
        EditWords(chat_id=5, message_id=8, text="Gotowe", reply_markup=None),
    ):
        body = Session().build_form_data(BOT, method)()
        assert body.content_type == "application/json"
        assert json.loads(body._value) == in_a_form(method)


def test_a_file_goes_with_a_form() -> None:
    photo = BufferedInputFile(b"pixels", "wave.png")
    body = Session().build_form_data(BOT, SendPhoto(chat_id=5, photo=photo, caption="Fala 2"))()
    assert body.content_type.startswith("multipart/form-data")
