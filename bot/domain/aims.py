"""What a wave aims at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aims:
    """So likely (`chance`) somebody whom a wave has asked should say yes within `soon` minutes.

    With a chance of 1 every wave asks all it may. The next wave comes when the silence has made a yes within `soon`
    less likely than `again`. `free_soon`: whoever has a job but is done with it in so many minutes may be asked.
    `in_time`: nobody is asked who will be at the door in time with less than this chance. `most_an_hour`: so often a
    person is asked. The others are minutes of the ranking (`bot.matching.ranking`): for a star less, for an open
    offer, for a yes that is e times less likely, for a job more today than the others.
    """

    chance: float = 0.6
    soon: float = 2.0
    again: float = 0.35
    free_soon: float = 20.0
    in_time: float = 0.35
    most_an_hour: int = 12
    minutes_a_star: float = 4.0
    minutes_an_offer: float = 3.0
    minutes_unwilling: float = 6.0
    minutes_a_job: float = 0.5
