"""Calls to Telegram, made cheap: the session they go through, and the two that nearly all of them are."""

import json
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import EditMessageText, Response, SendMessage, TelegramMethod
from aiogram.types import InputFile
from aiohttp import BytesPayload, FormData
from pydantic import BaseModel


class Sent(BaseModel):
    """All that is kept of a message which Telegram has taken: reading the whole message costs as much as sending it."""

    message_id: int


class SendWords(SendMessage):
    """sendMessage, with no more of its answer than is kept."""

    __returning__ = Sent  # type: ignore[assignment]  # aiogram says Message, and this is the part of one


class EditWords(EditMessageText):
    """editMessageText, with nothing of its answer."""

    __returning__ = Any  # type: ignore[assignment]  # as above


HELD = (Response[Sent], Response[Any])
"""pydantic forgets a generic model that nobody holds, and building it anew costs milliseconds a call."""


class Session(AiohttpSession):
    """aiogram's session, which says as JSON what comes without files: forms are quoted letter by letter."""

    def build_form_data(self, bot: Bot, method: TelegramMethod[Any]) -> FormData:
        """What the call says, in whichever form is the cheaper."""
        files: dict[str, InputFile] = {}
        said = method.model_dump(warnings=False, exclude_none=True)
        fields = {name: self.prepare_value(value, bot, files) for name, value in said.items()}
        return super().build_form_data(bot, method) if files else _Said(fields)


class _Said(FormData):
    """What a call says, as JSON: each value as it would stand in a form."""

    def __init__(self, fields: dict[str, Any]) -> None:
        super().__init__()
        self._words = json.dumps({name: value for name, value in fields.items() if value}).encode()

    def __call__(self) -> BytesPayload:
        return BytesPayload(self._words, content_type="application/json")
