"""An aiogram bot that has met somebody: what the tests by aiogram begin with."""

from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LabeledPrice, Message

from playground import Group, Person, Playground

STARS = [LabeledPrice(label="Tip", amount=50)]


@dataclass
class Met:
    """A bot with a person and a group that it knows, and a message in each."""

    playground: Playground
    bot: Bot
    anna: Person
    group: Group
    sent: Message
    posted: Message

    async def says(self, text: str = "x", **more: Any) -> Message:
        """Send Anna a text."""
        return await self.bot.send_message(self.anna.id, text, **more)

    async def html(self, text: str) -> Message:
        """Send Anna a marked up text."""
        return await self.says(text, parse_mode="HTML")

    async def edits(self, text: str, message_id: int | None = None) -> Message | bool:
        """Change the message that Anna has, or another one."""
        return await self.bot.edit_message_text(
            text, chat_id=self.anna.id, message_id=message_id or self.sent.message_id
        )

    async def under(self, *buttons: InlineKeyboardButton) -> Message:
        """Send Anna a text with buttons."""
        return await self.says(reply_markup=InlineKeyboardMarkup(inline_keyboard=[list(buttons)]))

    async def invoice(self, **more: Any) -> Message:
        """Send Anna an invoice."""
        fields = {"title": "Tip", "description": "Thanks", "payload": "p", "currency": "XTR", "prices": STARS} | more
        return await self.bot.send_invoice(self.anna.id, **fields)
