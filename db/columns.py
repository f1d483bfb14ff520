"""Column types that SQLite and PostgreSQL do not share."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, TypeDecorator

Key = BigInteger().with_variant(Integer, "sqlite")
"""The number of a row, given by the database; SQLite does that only for a column of just this type.

PostgreSQL's own INTEGER ends at 2,147,483,647, and refuses even to look for a greater number: that is what a forged
button may bring, and less than an order may cost in a currency of small units.
"""


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime. SQLite hands back naive ones even where the column has a time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse naive datetimes: they are a bug of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive datetime has no place in the database: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the row's moment its UTC back."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)
