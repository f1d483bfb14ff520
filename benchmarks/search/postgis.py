"""PostGIS: a geography column with a GiST index, the nearest by `<->`, in a cluster of its own."""

import asyncio
import os
import pwd
import shutil
import subprocess
from pathlib import Path

import asyncpg

from benchmarks.search.world import FARTHEST_M, MOST, Move, Question, World

SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "1GB",
    "synchronous_commit": "off",
    "maintenance_work_mem": "512MB",
    "autovacuum": "off",
    "jit": "off",
    "full_page_writes": "off",
}
TABLE = """
CREATE EXTENSION postgis; CREATE EXTENSION btree_gist;
CREATE TABLE spots (id bigint, skill int, lat float8, lon float8, reach_m float8, spot geography(Point));
"""
INDEXES = """
UPDATE spots SET spot = ST_SetSRID(ST_MakePoint(lon, lat), 4326)::geography;
VACUUM FULL spots;
CREATE INDEX ON spots (id); CREATE INDEX ON spots USING gist (skill, spot);
VACUUM ANALYZE spots;
"""
QUERY = f"""
SELECT id FROM spots, (SELECT ST_SetSRID(ST_MakePoint($2, $1), 4326)::geography AS place) AS wanted
WHERE skill = $3 AND ST_DWithin(spot, place, {FARTHEST_M}) AND ST_Distance(spot, place) <= reach_m
ORDER BY spot <-> place LIMIT {MOST}
"""  # noqa: S608 - both are whole numbers of ours
MOVE = "UPDATE spots SET lat = $1, lon = $2, spot = ST_SetSRID(ST_MakePoint($2, $1), 4326)::geography WHERE id = $3"
VERSIONS = Path("/usr/lib/postgresql")
EXTENSIONS = Path("/usr/share/postgresql")


def find_postgis(folder: Path) -> "Postgis | None":
    """A fresh cluster; None where PostgreSQL or PostGIS is not installed."""
    for version in sorted(VERSIONS.glob("*"), reverse=True):
        if (EXTENSIONS / version.name / "extension" / "postgis.control").exists():
            return Postgis(version / "bin", folder / "cluster")
    return None


class Postgis:
    """The server sits on a socket in its folder and belongs to `postgres` where we are root: it refuses root."""

    name = "PostGIS KNN"

    def __init__(self, programs: Path, folder: Path) -> None:
        """Make the cluster and start it."""
        self._programs, self._folder = programs, folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        self._run("initdb", "--auth=trust", "--username=postgres", "--no-sync")
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        self._run("pg_ctl", "--wait", "--log", str(folder / "log"), "--options", f"{options} -k {folder}", "start")
        self._runner = asyncio.Runner()
        self._connection: asyncpg.Connection = self._runner.run(self._connect())

    def _run(self, program: str, *options: str) -> None:
        user = pwd.getpwnam("postgres").pw_name if os.getuid() == 0 else None
        command = [str(self._programs / program), "--pgdata", str(self._folder), *options]
        quiet = subprocess.DEVNULL
        subprocess.run(command, check=True, stdout=quiet, user=user, cwd=self._folder)  # noqa: S603 - our own words

    async def _connect(self) -> asyncpg.Connection:
        return await asyncpg.connect(host=str(self._folder), user="postgres", database="postgres")

    def fill(self, world: World) -> None:
        """COPY, then the indexes."""
        self._runner.run(self._fill(world))

    async def _fill(self, world: World) -> None:
        await self._connection.execute(TABLE)
        columns = ["id", "skill", "lat", "lon", "reach_m"]
        await self._connection.copy_records_to_table("spots", records=world.rows().tuples(), columns=columns)
        for statement in INDEXES.strip().rstrip(";").split(";"):
            await self._connection.execute(statement)
        self._query = await self._connection.prepare(QUERY)

    def nearest(self, question: Question) -> list[int]:
        """A prepared statement."""
        rows = self._runner.run(self._query.fetch(question.point.lat, question.point.lon, question.skill))
        return [row[0] for row in rows]

    def move(self, moves: list[Move]) -> None:
        """One transaction."""
        rows = [(move.point.lat, move.point.lon, move.id) for move in moves]
        self._runner.run(self._connection.executemany(MOVE, rows))

    def megabytes(self) -> float:
        """The table with its indexes."""
        size = self._runner.run(self._connection.fetchval("SELECT pg_total_relation_size('spots')"))
        return float(size) / 1e6

    def close(self) -> None:
        """Stop the server and remove the cluster."""
        self._runner.run(self._connection.close())
        self._runner.close()
        self._run("pg_ctl", "--wait", "--mode", "fast", "stop")
        shutil.rmtree(self._folder)
