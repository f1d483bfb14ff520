"""What the playground's director may change in the demo city: its time, its people, its bot."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.demo.bot_process import BotDiedError
from bot.demo.crowd import Crowd
from bot.demo.town import Town
from playground.controls import Controls
from playground.stage.acts import ActRefused

MOST_TECHNICIANS = 60
MOST_ORDERS_AN_HOUR = 240
FASTEST = 60


@dataclass(slots=True)
class DirectorControls:
    """Registers the controls and does what they ask for."""

    town: Town
    crowd: Crowd
    begins_anew: Callable[[], Awaitable[None]]

    def add_to(self, controls: Controls) -> None:
        """Put them on the panel."""
        self._about_time(controls)
        self._about_people(controls)
        self._about_bot(controls)

    def _about_time(self, controls: Controls) -> None:
        controls.add(
            "speed", "Speed of the world", "slider", self.town.runs_at,
            group="Time", value=self.town.speed, least=1, most=FASTEST, unit="×",
        )  # fmt: skip
        controls.add("jump_10", "10 minutes ahead", "button", self._jumper(timedelta(minutes=10)), group="Time")
        controls.add("jump_60", "An hour ahead", "button", self._jumper(timedelta(hours=1)), group="Time")
        controls.add("jump_day", "A day ahead", "button", self._jumper(timedelta(days=1)), group="Time")

    def _jumper(self, ahead: timedelta) -> Any:
        return lambda _: self.town.jumps(ahead)

    def _about_people(self, controls: Controls) -> None:
        controls.add(
            "technicians", "Technicians at work", "slider", self._staff,
            group="Simulated people", value=len(self.crowd.technicians), most=MOST_TECHNICIANS,
        )  # fmt: skip
        controls.add(
            "eagerness", "How eager they are", "slider", lambda percent: self.crowd.feels(percent / 100),
            group="Simulated people", value=100 * self.crowd.mood.eagerness, most=100, step=2.5, unit="%",
            hint="offers that they accept, on average: each is as eager as they are",
        )  # fmt: skip
        controls.add(
            "haste", "How fast they are", "slider", lambda percent: self.crowd.hurries(percent / 100),
            group="Simulated people", value=100 * self.crowd.mood.speed, least=25, most=400, step=25, unit="%",
            hint="at answering, setting out, driving and working",
        )  # fmt: skip
        controls.add(
            "customers", "Orders an hour", "slider", self.crowd.customers.wants,
            group="Simulated people", value=0, most=MOST_ORDERS_AN_HOUR, step=4,
            hint="in the busiest hour; at night there are fewer, as in the demand file. At ×60 an hour is a minute",
        )  # fmt: skip

    async def _staff(self, wanted: float) -> None:
        await self.crowd.numbers(int(wanted))

    def _about_bot(self, controls: Controls) -> None:
        async def switch(running: bool) -> None:
            await (self._starts_bot() if running else self.town.kills_bot())

        async def restart(_: object) -> None:
            await self.town.kills_bot()
            controls.set("bot", False)
            await self._starts_bot()
            controls.set("bot", True)

        controls.add(
            "bot", "The bot is running", "switch", switch, group="The bot", value=True,
            hint="What people do while it is away waits for it.",
        )  # fmt: skip

        async def begin_anew(_: object) -> None:
            await self.begins_anew()

        controls.add("restart", "Kill and restart", "button", restart, group="The bot")
        controls.add("reset", "Begin anew", "button", begin_anew, group="The bot", hint="a fresh city, nobody in it")

    async def _starts_bot(self) -> None:
        try:
            await self.town.starts_bot()
        except BotDiedError as error:
            raise ActRefused("The bot did not start: the terminal says why.") from error
