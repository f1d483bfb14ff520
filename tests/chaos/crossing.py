"""Where updates are posted to when several replicas share a town: each goes to one of them, some to two."""

import random
import socket

from aiohttp import web

from tests.replicas.cluster import SECRET, Balancer

REPEATED = 0.4


class Crossing(Balancer):
    """A balancer that, while it is shaken, posts some updates once more, to another replica."""

    def __init__(self, replicas: int, dice: random.Random) -> None:
        """Each replica has one port for all its lives."""
        super().__init__()
        self._dice = dice
        self.ports = [_free_port() for _ in range(replicas)]
        self.doors = {place: f"http://127.0.0.1:{port}/updates" for place, port in enumerate(self.ports)}
        self.shaken = False
        self.repeated = 0

    async def _pass_on(self, request: web.Request) -> web.Response:
        answer = await super()._pass_on(request)
        if self.shaken and self._dice.random() < REPEATED:
            self.repeated += 1
            await super()._pass_on(request)
        return answer

    def webhook(self, place: int) -> dict[str, str]:
        """The settings of the replica in this place."""
        return {
            "ONSITE_DELIVERY__WEBHOOK__URL": self.url,
            "ONSITE_DELIVERY__WEBHOOK__SECRET": SECRET,
            "ONSITE_DELIVERY__WEBHOOK__PORT": str(self.ports[place]),
        }


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
