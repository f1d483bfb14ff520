"""Typed words and pins become addresses: what the steps that ask for a place gather."""

from dataclasses import dataclass, replace
from typing import Any

from bot.domain.orders import Address
from bot.flows.answers import Answer
from bot.flows.wizard import Gathering


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
    elif answer.text:
        places = tuple(await geocoder.find(answer.text, language))
    else:
        return answer
    return replace(answer, gathered=LookedUp(places, geocoder.attribution))
