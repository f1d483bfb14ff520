"""How many to ask now and when to look again: from the answers that may come."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from bot.domain.candidates import Candidate
from bot.matching.answers import Prediction, at_least
from bot.matching.eligibility import may_still_take
from bot.matching.felt import Ranked
from bot.matching.prospects import Approach
from bot.matching.ranking import Ranking
from bot.matching.searches import MINUTE, NO_TIME, Search
from bot.matching.waves import is_widest, size

SHORTEST_S, STEP_S = 15, 5
"""Nobody reads faster than that; and how finely the time of the next wave is chosen."""

Hope = tuple[Prediction, float]
"""Somebody who was asked so many minutes ago and has not answered."""


def hopes_of(silent: Iterable[Candidate], search: Search) -> list[Hope]:
    """Everybody who has been asked for this order and is silent, but for those who have taken something else since."""
    return [
        (approach.answer, (search.now - since) / MINUTE)
        for approach in (Approach(candidate, search) for candidate in silent)
        if (since := approach.candidate.silent_since) is not None and may_still_take(approach)
    ]


def whom_to_ask(ranking: Ranking, hopes: Sequence[Hope], search: Search) -> list[Ranked]:
    """The fewest of the best whose yes, with those still awaited, is as likely as wanted within the wanted time."""
    soon, asked = search.aims.soon, list[Ranked]()
    chances = [answer.within(soon, silent) for answer, silent in hopes]
    while len(asked) < size(search):
        if at_least(search.missing, chances) >= search.aims.chance < 1:
            break
        if (one := ranking.place(len(asked))) is None:
            break
        asked.append(one)
        chances.append(one.prospect.answer.by(soon))
    return asked


def pause(search: Search, hopes: Sequence[Hope], *, is_anybody_left: Callable[[], bool]) -> timedelta:
    """Until the silence has made a yes in the next minutes unlikely, at most the market's interval.

    Not at all when nobody is awaited and the next wave looks further. `is_anybody_left`: who could be asked next;
    without anybody there is no need to hurry.
    """
    longest = search.rules.wave_interval
    if (search.aims.chance >= 1 and hopes) or (is_widest(search) and not is_anybody_left()):
        return longest
    if not hopes:
        return NO_TIME
    soon, again, missing = search.aims.soon, search.aims.again, search.missing
    for seconds in range(SHORTEST_S, int(longest.total_seconds()), STEP_S):
        minutes = seconds / 60
        if at_least(missing, [answer.within(soon, silent + minutes) for answer, silent in hopes]) < again:
            return timedelta(seconds=seconds)
    return longest
