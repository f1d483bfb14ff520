"""The tour is played by its own people, however many others are at work and however fast the world is."""

import asyncio
import contextlib
from dataclasses import replace
from pathlib import Path

from bot.config import load_settings
from bot.demo.city import City
from bot.demo.doors import code_on_card
from bot.demo.hands import Hands
from bot.demo.tour import PLAYERS
from bot.demo.town import Town
from bot.ui.presses import OfferPress, WizardPress
from playground.person import Person
from playground.tour import TourScript, TourStep
from playground.world.state import Json, Message

BUSY = 4
PATIENCE = 60.0
"""Real seconds: others may keep the processors busy."""


def _buttons(person: Person) -> list[Json]:
    return [button for message in person.chat.messages for row in message.inline_keyboard or () for button in row]


class Player:
    """Plays the script as the page does: whoever it names taps, types and looks."""

    def __init__(self, town: Town, script: TourScript) -> None:
        self.people = {name: town.playground.people[person] for name, person in script.people.items()}
        self.pressed: set[tuple[int, str]] = set()

    async def does(self, step: TourStep) -> None:
        person = self.people[step.who]
        if step.does == "starts":
            await person.starts()
        elif step.does == "taps":
            await self._taps(person, step)
        elif step.does == "presses":
            await person.presses(step.what, within=PATIENCE)
        elif step.does == "types":
            await person.says(step.what)
        elif step.does == "types_code":
            code = await person.chat.until(lambda: self._code(self.people[step.whose]), PATIENCE)
            assert code is not None
            await person.says(code)
        elif step.does == "places":
            await person.presses(step.what, at=step.at, within=PATIENCE)
        else:
            await person.sees(step.what, timeout=PATIENCE)

    async def _taps(self, person: Person, step: TourStep) -> None:
        found = await person.chat.until(lambda: self._button(person, step), PATIENCE)
        assert found is not None, f"“{step.what}” did not appear:\n{person.transcript()}"
        message, button = found
        self.pressed.add((person.id, button["callback_data"]))
        await person.press_raw(button["callback_data"], message.message_id, answer_within=PATIENCE)
        if button["callback_data"].startswith(WizardPress.__prefix__ + WizardPress.__separator__):
            await person.chat.until(lambda: button not in _buttons(person) or None, PATIENCE)

    def _button(self, person: Person, step: TourStep) -> tuple[Message, Json] | None:
        """The newest one that says just this, or else one that contains it."""
        fitting = [
            (message, button)
            for message in reversed(person.chat.messages)
            if step.beside in message.text
            for row in message.inline_keyboard or ()
            for button in row
            if step.what in button["text"] and (person.id, button.get("callback_data")) not in self.pressed
        ]
        exact = [found for found in fitting if found[1]["text"] == step.what]
        return next(iter(exact or fitting), None)

    def _code(self, customer: Person) -> str | None:
        jobs = range(1, 100)
        return next((code for job in jobs if (code := code_on_card(customer, job))), None)


async def _offered(town: Town, name: str) -> int:
    """Orders that somebody of the tour has been asked for and has not answered."""
    person = next(one for one in town.playground.people.values() if one.first_name == name)
    seen = await person.chat.until(lambda: len(list(Hands(person).buttons(OfferPress, act="accept"))) or None, PATIENCE)
    assert seen is not None
    return person.id


async def test_nobody_of_the_crowd_takes_the_tours_order(tmp_path: Path) -> None:
    async with Town(load_settings(), tmp_path, 60.0, seed=3) as town:
        city = City(town)
        assert town.market.quiet_hours is None
        await city.wakes_up(BUSY)
        watching = asyncio.ensure_future(city.goes_on())
        city.crowd.feels(0.0)
        change = town.playground.controls.change
        somebody = city.crowd.customers._customer(0)
        somebody.wants(replace(somebody.request, service="leak"), "water")
        await somebody.orders()
        before = await _offered(town, "Bartek")
        city.crowd.feels(1.0)
        await change("haste", 400)
        script = await city.tour.prepare()
        assert script.people["Bartek"] != before
        assert set(script.people) == {"customer", *PLAYERS}
        player = Player(town, script)
        for step in script.steps:
            await player.does(step)
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching
