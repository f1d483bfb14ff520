"""The operators' group's topics: one a case, opened when the first message for it goes out."""

from dataclasses import replace

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from bot.delivery import messages
from bot.delivery.pace import Passage
from bot.domain.ids import ChatId
from bot.ui.view import Topic, View
from db import topics
from db.database import Database

LONGEST_NAME = 128
"""Letters in a topic's name at the most."""
THREAD_GONE = "message thread not found"
log = structlog.get_logger(__name__)


class Topics:
    """Sends views to where they belong: into the topic of their case, or to the chat itself."""

    def __init__(self, bot: Bot, database: Database) -> None:
        """The topics that were opened are kept in the database."""
        self._bot = bot
        self._database = database

    async def send(self, chat: ChatId, view: View, passage: Passage) -> int:
        """Send the view and return its message's id. A topic that somebody has deleted is opened anew."""
        if view.topic is None or chat > 0:
            return await messages.send(self._bot, chat, view, passage)
        try:
            return await self._send_to(chat, view, view.topic, passage)
        except TelegramBadRequest as error:
            if THREAD_GONE not in error.message:
                raise
        case = view.topic.case
        await self._database.write(lambda connection: topics.forget(connection, chat, case))
        return await self._send_to(chat, view, view.topic, passage)

    async def _send_to(self, chat: ChatId, view: View, topic: Topic, passage: Passage) -> int:
        thread = await self._database.read(lambda connection: topics.thread_of(connection, chat, topic.case))
        if thread is None:
            thread = await self._open(chat, topic, passage)
        return await messages.send(self._bot, chat, replace(view, thread=thread or None), passage)

    async def _open(self, chat: ChatId, topic: Topic, passage: Passage) -> int:
        """The new topic's number; `NO_TOPICS` where the group has none, or does not let us open any."""
        thread = topics.NO_TOPICS
        if (await self._bot.get_chat(chat)).is_forum:
            await passage.message()
            try:
                thread = (await self._bot.create_forum_topic(chat, topic.name[:LONGEST_NAME])).message_thread_id
            except TelegramBadRequest as error:
                log.info("no_topic", chat=chat, case=topic.case, error=error.message)
        await self._database.write(lambda connection: topics.keep(connection, chat, topic.case, thread))
        return thread
