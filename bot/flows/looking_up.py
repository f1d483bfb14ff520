"""Typed words and pins become addresses: what the steps that ask for a place gather."""

from dataclasses import dataclass, replace
from typing import Any

from bot.domain.orders import Address
from bot.flows.answers import Answer
from bot.flows.wizard import Gathering, Problem
from bot.ui.typed import utf16_length

LONGEST_ADDRESS = 200
"""UTF-16 units: longer than any address, short enough to be repeated in a question."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the geocoder answered, and whom the licence of its answer wants named beside it ('' for nobody)."""

    places: tuple[Address, ...]
    credit: str


async def look_up(gathering: Gathering[Any]) -> Answer:
    """Ask the geocoder what is at the point, or what the words mean; any other answer stays as it is."""
    answer, geocoder, language = gathering.answer, gathering.services.geocoder, gathering.person.language
    if answer.point:
        places = (await geocoder.name(answer.point, language),)
    elif answer.text and utf16_length(answer.text) <= LONGEST_ADDRESS:
        places = tuple(await geocoder.find(answer.text, language))
    else:
        return answer
    return replace(answer, gathered=LookedUp(places, geocoder.attribution))


def what_was_found(answer: Answer) -> LookedUp:
    """For words or a point. A Problem for words that are a letter and no address: the map was not asked."""
    if not isinstance(answer.gathered, LookedUp):
        raise Problem("words_too_long", most=LONGEST_ADDRESS)
    return answer.gathered
