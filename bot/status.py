"""A small door for whoever watches the machine: is it alive, is it ready, how is it doing.

It answers on an address of the operator's choice, best one that only the own network reaches: it says nothing about
people, but how busy a market is may be nobody else's business either.
"""

from aiohttp import web
from prometheus_client import generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy import Connection

from bot.domain.clock import Clock
from bot.listening import Listener
from bot.meters import REGISTRY
from db import condition
from db.condition import Condition
from db.database import Database

LATE = 60.0
"""Seconds after which a message still unsent, or a timer still unfired, means that something is stuck."""


class Status:
    """The three pages: /healthz, /readyz and /metrics."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Everything is read from the database when somebody asks."""
        self._database = database
        self._clock = clock
        pages = web.Application()
        pages.add_routes(
            [web.get("/healthz", self._alive), web.get("/readyz", self._ready), web.get("/metrics", self._metrics)]
        )
        self._listener = Listener(pages)

    async def start(self, host: str, port: int) -> None:
        """Listen. OSError when the address is taken."""
        await self._listener.start(host, port)

    async def stop(self) -> None:
        """Listen no longer."""
        await self._listener.stop()

    @property
    def port(self) -> int:
        """The port it listens on, also when it was asked for any (0)."""
        return self._listener.port

    async def _alive(self, _request: web.Request) -> web.Response:
        """The event loop turns: that is all that a restart could mend."""
        return web.Response(text="alive\n")

    async def _ready(self, _request: web.Request) -> web.Response:
        """The database answers, and no message or deadline that could have had its turn has waited for a minute."""
        try:
            wrong = _stuck(await self._condition())
        except Exception as error:  # noqa: BLE001 - whatever the database says, the answer is 'not ready'
            wrong = [f"the database does not answer: {type(error).__name__}"]
        if wrong:
            return web.Response(status=503, text="".join(f"{line}\n" for line in wrong))
        return web.Response(text="ready\n")

    async def _metrics(self, _request: web.Request) -> web.Response:
        counted = await self._condition()
        page = generate_latest(REGISTRY) + generate_latest(_Snapshot(counted))
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _condition(self) -> Condition:
        now = self._clock.now()

        def look(connection: Connection) -> Condition:
            return condition.condition(connection, now)

        return await self._database.read(look)


class _Snapshot:
    """What was just counted in the database, in the form that Prometheus reads."""

    def __init__(self, counted: Condition) -> None:
        self._counted = counted

    def collect(self) -> list[Metric]:
        """Every gauge."""
        counted = self._counted
        gauges: list[Metric] = [
            _gauge("onsite_inbox_depth", "Updates that wait for their turn", counted.inbox_depth),
            _gauge("onsite_inbox_failed", "Updates that were given up", counted.inbox_failed),
            _gauge("onsite_outbox_depth", "Messages that wait to be sent", counted.outbox_depth),
            _gauge("onsite_outbox_age_seconds", "How long the oldest of them has waited", counted.outbox_age),
            _gauge("onsite_outbox_dead", "Messages that Telegram will never take", counted.outbox_dead),
            _gauge("onsite_timers_failed", "Timers that were given up", counted.timers_failed),
            _gauge("onsite_timers_overdue", "Timers that should have been taken by now", counted.timers_overdue),
            _gauge("onsite_technicians_online", "Technicians who can be asked", counted.technicians_online),
        ]
        by_status = GaugeMetricFamily("onsite_open_orders", "Open orders by status", labels=["status"])
        for status, count in counted.open_orders.items():
            by_status.add_metric([status], count)
        waits = GaugeMetricFamily("onsite_accept_seconds", "Time to accept, last 24 hours", labels=["quantile"])
        for share, seconds in counted.seconds_to_accept.items():
            waits.add_metric([str(share)], seconds)
        return [*gauges, by_status, waits]


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=value)


def _stuck(counted: Condition) -> list[str]:
    """What keeps the market from doing its work, in words for a log."""
    waits = {
        "a message has waited {:.0f} s to be sent": counted.outbox_stuck,
        "a deadline is {:.0f} s late": counted.timers_late,
    }
    return [words.format(seconds) for words, seconds in waits.items() if seconds > LATE]
