"""Column types whose values lie sealed on the disk. Queries and rows have the plain values, as with any column.

The keys belong to the engine: `give_keys` once it is made. So no statement can be run without them by mistake, and two
databases in one process have keys of their own.
"""

import json
from typing import Any

from sqlalchemy import Dialect, Engine, String, Text, TypeDecorator

from bot.domain.points import Point
from db.keyring import Keyring


def give_keys(engine: Engine, keyring: Keyring) -> None:
    """Let this engine seal and open."""
    engine.dialect.onsite_keyring = keyring  # type: ignore[attr-defined]  # a type sees nothing but the dialect


def keyring_of(dialect: Dialect) -> Keyring:
    """The keys of the dialect's engine; LookupError when it was given none."""
    keyring: Keyring | None = getattr(dialect, "onsite_keyring", None)
    if keyring is None:
        raise LookupError("this engine has no keys: give_keys() was forgotten")
    return keyring


class Sealed(TypeDecorator[str]):
    """A text: a phone number, an address, what somebody wrote. An empty one has nothing to hide and stays empty."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Seal it."""
        return keyring_of(dialect).seal(value) if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Open it."""
        return keyring_of(dialect).open(value) if value else value


class SealedJson(TypeDecorator[Any]):
    """What JSON can carry. `{}` stays as it is."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Seal it."""
        if value is None:
            return None
        return keyring_of(dialect).seal(json.dumps(value, ensure_ascii=False)) if value else json.dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Open it: a new object every time, that whoever gets it may change."""
        if value is None:
            return None
        return json.loads(value if len(value) <= 2 else keyring_of(dialect).open(value))


class SealedPoint(TypeDecorator[Point]):
    """A place on the earth, to the metre."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Point | None, dialect: Dialect) -> str | None:
        """Seal it."""
        return None if value is None else keyring_of(dialect).seal(f"{value.lat!r} {value.lon!r}")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Point | None:
        """Open it."""
        if value is None:
            return None
        lat, lon = keyring_of(dialect).open(value).split()
        return Point(lat=float(lat), lon=float(lon))


class BlindIndex(TypeDecorator[str]):
    """What a sealed text can be found by: compare the column with the text itself.

    `Column.info["of"]` names the sealed column of the same table, so that a new key can make the index anew; without
    it the text is kept nowhere, and the rows are of no use under another key.
    """

    impl = String(64)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Make the index."""
        return None if value is None else keyring_of(dialect).index(value)
