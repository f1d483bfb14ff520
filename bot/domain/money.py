"""Amounts of money, exact."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (grosze, kopecks, cents) of one ISO 4217 currency."""

    amount: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        """The sum; adding two currencies is a bug."""
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")
        return Money(self.amount + other.amount, self.currency)

    def times(self, count: int) -> "Money":
        """As much, `count` times: a crew is paid a technician at a time."""
        return Money(self.amount * count, self.currency)
