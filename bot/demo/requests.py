"""Past service requests from a table, laid over one another into one dense day."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.points import Point

SERVICES = {"glazier": "window_pane", "laborer": "wall", "flooding": "drain", "odor": "drain"}
"""The city's request types → keys of our catalogue; anything else is a leak."""
COLUMNS = {"request_id", "requested_at", "latitude", "longitude", "category", "request_type", "detail", "neighborhood"}


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody once asked for: when on the dense day, where, which service, in which words."""

    number: str
    after: timedelta
    point: Point
    service: str
    words: str
    neighborhood: str


class UnreadableTableError(ValueError):
    """The file is no table of requests; the message says which line and why."""


def read_requests(file: Path, limit: int) -> list[Request]:
    """The first `limit` rows as requests in the order of the dense day: each keeps its place and its time of day."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if missing := COLUMNS - set(rows.fieldnames or ()):
            raise UnreadableTableError(f"{file} lacks the columns {', '.join(sorted(missing))}")
        requests = [_request(file, number, row) for number, row in zip(range(2, limit + 2), rows, strict=False)]
    if not requests:
        raise UnreadableTableError(f"{file} has no requests in it")
    return sorted(requests, key=lambda request: (request.after, request.number))


def _request(file: Path, line: int, row: Mapping[str, str]) -> Request:
    try:
        at = datetime.fromisoformat(row["requested_at"])
        return Request(
            number=row["request_id"],
            after=timedelta(hours=at.hour, minutes=at.minute, seconds=at.second),
            point=Point(lat=float(row["latitude"]), lon=float(row["longitude"])),
            service=SERVICES.get(row["request_type"].lower(), "leak"),
            words=f"{row['category']}: {row['request_type']}, {row['detail']}".replace("_", " "),
            neighborhood=row["neighborhood"],
        )
    except ValueError as error:
        raise UnreadableTableError(f"{file}, line {line}: {error}") from error


def middle(requests: Iterable[Request]) -> Point:
    """The mean of all places: the centre of the city that the requests come from."""
    points = [request.point for request in requests]
    return Point(lat=sum(p.lat for p in points) / len(points), lon=sum(p.lon for p in points) / len(points))
