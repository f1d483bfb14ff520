"""All of it in one hand: with no gateway in the settings there is nothing to do."""

from collections.abc import Coroutine, Mapping
from datetime import datetime
from typing import Any

from aiogram import Bot

from bot.settings.sms import SmsSettings
from bot.texting.gateway import Gateway
from bot.texting.reach import Reach, Watch
from bot.texting.sender import SmsSender
from bot.turn import Turns
from bot.usecases.silence import begin_silence, end_silence


class Texting:
    """Text messages for one market, while its process leads."""

    def __init__(self, settings: SmsSettings, bot: Bot, turns: Turns) -> None:
        """Watch this bot's calls; nothing is sent before the duties run."""
        self._sender: SmsSender | None = None
        self._watch: Watch | None = None
        if settings.url is None:
            return
        reach = Reach(turns.clock)
        bot.session.middleware(reach)
        self._turns = turns
        self._watch = Watch(reach, turns.clock, settings.after, self._silent, self._back)
        self._sender = SmsSender(turns.database, turns.clock, turns.market, Gateway(settings))

    def duties(self) -> Mapping[str, Coroutine[Any, Any, None]]:
        """What the leader does, by name."""
        if self._sender is None or self._watch is None:
            return {}
        return {"sms": self._sender.run(), "silence": self._watch.run()}

    def wake(self) -> None:
        """Something was committed: there may be something to send."""
        if self._sender is not None:
            self._sender.wake()

    async def stop(self) -> None:
        """Let what is under way end; to be called when the duties are cancelled."""
        if self._sender is not None:
            await self._sender.stop()

    async def _silent(self, since: datetime) -> None:
        await self._turns.run(lambda tx: begin_silence(tx, since))

    async def _back(self) -> None:
        await self._turns.run(end_silence)
