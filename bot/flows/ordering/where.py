"""Where: a shared location, an address that was typed and is confirmed on the map, or a saved place."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.ids import private_chat
from bot.domain.orders import Address
from bot.flows.answers import Answer
from bot.flows.looking_up import look_up, what_was_found
from bot.flows.ordering.draft import OrderingDraft
from bot.flows.wizard import Gathering, Problem, Question, Scene, Stay
from bot.flows.words import words_of
from bot.ui.saved_places import place_of_label, site_of_label
from bot.usecases.payers import site_called
from bot.usecases.places import is_in_city, saved_place
from bot.usecases.telling import Priority, notify

LONGEST_DOOR = 120
"""UTF-16 units for the flat, the floor and the code of the door."""


Result = OrderingDraft | Stay[OrderingDraft]


def ask_place(_scene: Scene, draft: OrderingDraft) -> Question:
    """The map has been shown: is it right? Several addresses fit: which one? Else: where?"""
    if draft.pin:
        fields = {"words": draft.pin.words, "district": draft.pin.district, "credit": draft.credit}
        return Question("ordering/pin", fields)
    if draft.candidates:
        candidates = [[place.words, place.district] for place in draft.candidates]
        return Question("ordering/candidates", {"typed": draft.typed, "candidates": candidates, "credit": draft.credit})
    return Question("ordering/place", {"typed": draft.typed, "company": draft.company})


async def gather_place(gathering: Gathering[OrderingDraft]) -> Answer:
    """Look it up, unless it is a saved place or a site: these are known."""
    known = place_of_label(gathering.answer.text) or site_of_label(gathering.answer.text)
    return gathering.answer if known else await look_up(gathering)


def got_place(scene: Scene, draft: OrderingDraft, answer: Answer) -> Result:
    """A pin is a place; a saved place is one; words lead to places that fit; a button chooses among them."""
    if answer.point:
        return _chosen(scene, draft, _in_own_words(draft.typed, answer.gathered.places[0]))
    if words := place_of_label(answer.text):
        return _saved(scene, draft, words)
    if name := site_of_label(answer.text):
        return _at_site(scene, draft, name)
    if answer.text:
        return _found(scene, draft, answer)
    act, _, number = answer.choice.partition(":")
    if act not in _CHOICES:
        raise Problem("place_wanted")
    return _CHOICES[act](scene, draft, number)


def _found(scene: Scene, draft: OrderingDraft, answer: Answer) -> Result:
    found = what_was_found(answer)
    fitting = tuple(place for place in found.places if is_in_city(scene.tx.market.city, place.point))
    if found.places and not fitting:
        raise _outside(scene)
    looked_up = replace(draft, typed=answer.text, candidates=fitting, pin=None, credit=found.credit)
    return _show_pin(scene, looked_up, "0") if len(fitting) == 1 else Stay(looked_up)


def _show_pin(scene: Scene, draft: OrderingDraft, number: str) -> Result:
    """Send the place as a map, so that a wrong one is seen before somebody drives there."""
    if not (number.isdecimal() and int(number) < len(draft.candidates)):
        raise Problem("choose_button")
    place = draft.candidates[int(number)]
    point = {"lat": place.point.lat, "lon": place.point.lon}
    notify(scene.tx, private_chat(scene.person.id), "ordering/map", point, priority=Priority.ANSWER)
    return Stay(replace(draft, pin=place))


def _accept_pin(scene: Scene, draft: OrderingDraft, _number: str) -> Result:
    if draft.pin is None:
        raise Problem("place_wanted")
    return _chosen(scene, draft, draft.pin)


def _refuse_pin(_scene: Scene, draft: OrderingDraft, _number: str) -> Result:
    """One candidate refused leaves none; of several the others may be right."""
    others = tuple(place for place in draft.candidates if place != draft.pin)
    return Stay(replace(draft, pin=None, candidates=others, typed=draft.typed if others else ""))


def _start_over(_scene: Scene, draft: OrderingDraft, _number: str) -> Result:
    return Stay(replace(draft, pin=None, candidates=(), typed=""))


def _saved(scene: Scene, draft: OrderingDraft, words: str) -> Result:
    place = saved_place(scene.tx, scene.person.id, words)
    if place is None:
        raise Problem("place_wanted")
    return _chosen(scene, draft, place)


def _at_site(scene: Scene, draft: OrderingDraft, name: str) -> Result:
    site = site_called(scene.tx, draft.company, scene.person.id, name)
    if site is None:
        raise Problem("place_wanted")
    return replace(_chosen(scene, draft, site.address), site=int(site.id))


def _chosen(scene: Scene, draft: OrderingDraft, address: Address) -> OrderingDraft:
    if not is_in_city(scene.tx.market.city, address.point):
        raise _outside(scene)
    return replace(draft, address=address, typed="", candidates=(), pin=None, door="", site=None)


def _in_own_words(typed: str, named: Address) -> Address:
    """A pin after words that no map knew: the words are the customer's name for the place."""
    return replace(named, words=f"{typed} ({named.words})") if typed and typed != named.words else named


def _outside(scene: Scene) -> Problem:
    return Problem("outside_city", city=scene.tx.market.city.name)


_CHOICES: dict[str, Callable[[Scene, OrderingDraft, str], Result]] = {
    "candidate": _show_pin,
    "here": _accept_pin,
    "elsewhere": _refuse_pin,
    "other": _start_over,
}


def ask_door(_scene: Scene, draft: OrderingDraft) -> Question:
    """Which flat, which floor, which code."""
    return Question("ordering/door", {"door": draft.door})


def got_door(_scene: Scene, draft: OrderingDraft, answer: Answer) -> OrderingDraft:
    """A few words, shown to nobody but the technician who comes."""
    return replace(draft, door=" ".join(words_of(answer, LONGEST_DOOR).split()))
