"""Redis GEOSEARCH: a sorted set a skill, on a server of its own that keeps nothing on disk."""

import shutil
import subprocess
from pathlib import Path

from redis import Redis
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as NotYetThere
from redis.retry import Retry

from benchmarks.search.world import FARTHEST_M, MOST, SKILLS, Move, Question, World

A_PIPE = 10_000
PATIENCE = Retry(ConstantBackoff(0.05), 200)


def find_redis(folder: Path) -> "RedisGeosearch | None":
    """A fresh server; None where Redis is not installed."""
    program = shutil.which("redis-server")
    return RedisGeosearch(program, folder / "redis.sock") if program else None


class RedisGeosearch:
    """The reach is the client's business: GEOSEARCH knows one radius for everybody."""

    name = "Redis GEOSEARCH"

    def __init__(self, program: str, socket: Path) -> None:
        """Start the server on that socket and wait for it."""
        options = ("--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(socket.parent))
        self._server = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
        self._redis = Redis(unix_socket_path=str(socket), retry=PATIENCE, retry_on_error=[NotYetThere])
        self._empty = self._used()

    def fill(self, world: World) -> None:
        """Thousands in a pipe."""
        self._reach = world.reach_m.tolist()
        for skill in range(SKILLS):
            having = world.having[skill]
            for start in range(0, having.size, A_PIPE):
                self._add(world, skill, having[start : start + A_PIPE].tolist())

    def _add(self, world: World, skill: int, those: list[int]) -> None:
        values = [value for who in those for value in (float(world.lon[who]), float(world.lat[who]), who + 1)]
        self._redis.geoadd(f"skill:{skill}", values)

    def nearest(self, question: Question) -> list[int]:
        """The nearest of everybody, twice as many each time, until twenty of them reach the point."""
        most = MOST * 2
        while True:
            found = self._ask(question, most)
            reaching = [int(id_) for id_, metres in found if metres <= self._reach[int(id_) - 1]]
            if len(reaching) >= MOST or len(found) < most:
                return reaching[:MOST]
            most *= 2

    def _ask(self, question: Question, most: int) -> list[tuple[bytes, float]]:
        point, key = question.point, f"skill:{question.skill}"
        found: list[tuple[bytes, float]] = self._redis.geosearch(  # type: ignore[assignment]  # its type knows no withdist
            key, longitude=point.lon, latitude=point.lat, radius=FARTHEST_M, sort="ASC", count=most, withdist=True
        )
        return found

    def move(self, moves: list[Move]) -> None:
        """GEOADD moves whoever is there: one pipe."""
        with self._redis.pipeline(transaction=False) as pipe:
            for move in moves:
                for skill in move.skills:
                    pipe.geoadd(f"skill:{skill}", (move.point.lon, move.point.lat, move.id))
            pipe.execute()

    def megabytes(self) -> float:
        """The server's own figure, less what it used when empty."""
        return self._used() - self._empty

    def _used(self) -> float:
        used = self._redis.info("memory")
        assert isinstance(used, dict)
        return float(used["used_memory"]) / 1e6

    def close(self) -> None:
        """End the server."""
        self._redis.close()
        self._server.terminate()
        self._server.wait()
