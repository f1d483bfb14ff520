"""What the markets stand on: a SQLite file for each run, a PostgreSQL of our own, or a database that was named."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.postgresql_server import PostgresqlServer

POSTGRESQL = "postgresql"


@dataclass(frozen=True, slots=True)
class Ground:
    """`server` is one that may be stopped; `url` a database that is emptied for each run.

    `replicas`: how many processes share the market; more than one take webhooks.
    """

    server: PostgresqlServer | None = None
    url: str = ""
    replicas: int = 1

    def place(self) -> str:
        """The URL of the next run's database; '' for a file in the run's own folder."""
        return self.server.new_database(empty=True) if self.server else self.url


@contextmanager
def ground_for(named: str, replicas: int) -> Iterator[Ground]:
    """`postgresql` starts a server of our own, a URL stays where it is, nothing means files."""
    if named != POSTGRESQL:
        yield Ground(url=named, replicas=replicas)
        return
    server = PostgresqlServer()
    try:
        yield Ground(server, replicas=replicas)
    finally:
        server.remove()
