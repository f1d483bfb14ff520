"""What somebody does next with what is on their screen: mostly what a sensible person would, now and then anything."""

import random
from collections import deque
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from bot.demo.doors import code_on_card
from bot.demo.hands import Hands
from bot.ui.presses import JobPress, StartPress, WizardPress
from playground.person import Person
from tests.chaos.orders_named import order_named
from tests.chaos.witness import Witness
from tests.stories.stage import KRAKOW

LOOKS_BACK = 14
"""Messages that somebody still sees."""
KEPT_PRESSES = 60
GO_ON = frozenset({"continue", "done", "tags:done", "own_name", "at_once", "here", "nav:confirm", "crew:1", "km:15"})
"""Choices that bring a wizard forward."""
TURN_BACK = ("nav:cancel", "nav:back", "clear", "other", "elsewhere", "edit:", "days", "category:|")
WEIGHTS = {
    "of:accept": 6, "of:decline": 1, "jb:set_out": 5, "jb:arrive": 5, "jb:finish": 5, "jb:hand_back": 0.4,
    "st": 5, "xw": 0.7, "xa": 4, "jp": 0.2, "rl": 0.7, "rt": 4, "hb": 1, "or:cancel": 0.3, "ca": 1, "or:widen": 3,
    "or:fewer": 3, "qu": 3, "og:again": 0.4, "me:order": 3, "te:online": 4, "te:offline": 0.3, "ap:approve": 5,
    "do": 0.5, "co": 9,
}  # fmt: skip
"""How readily a button is pressed, by the beginning of its data; any other one seldom."""
SELDOM = 0.15


@dataclass
class Actor:
    """Somebody with a phone and dice of their own. `code_at_door`: what the customer of a job says at the door.

    `left_alone`: orders whose buttons an operator here never presses, because others number their notes over them.
    """

    person: Person
    dice: random.Random
    witness: Witness
    code_at_door: Callable[[int], str | None]
    left_alone: Collection[int]
    may_block: bool = False
    notes: int = 0
    pressed: deque[tuple[str, int]] = field(default_factory=lambda: deque(maxlen=KEPT_PRESSES))

    async def acts(self) -> None:
        """Do one thing, without waiting for what comes of it."""
        if self.person.chat.record.blocked:
            await self.person.starts()
            return
        impulse = self.dice.random()
        if impulse < 0.06 and self.pressed:
            await self._press(*self.dice.choice(self.pressed))
        elif impulse < 0.08 and self.witness.presses:
            await self._press(*self.dice.choice(self.witness.presses))
        elif impulse < 0.12:
            await self.person.says(self.dice.choice(["/menu", "/start", "/orders", "/cancel", "/help"]))
        elif impulse < 0.13 and self.may_block:
            await self.person.blocks()
        elif impulse < 0.75 and (self._choices() or self._keys()):
            await self._answers()
        else:
            await self._presses_something()

    async def _presses_something(self) -> None:
        buttons = list(self._buttons())
        if not buttons:
            await self.person.says("/menu")
            return
        weights = [_weight(packed) for packed, _ in buttons]
        await self._press(*self.dice.choices(buttons, weights)[0])

    async def _press(self, packed: str, message: int) -> None:
        if order_named(packed) in self.left_alone:
            return
        self.pressed.append((packed, message))
        self.witness.presses.append((packed, message))
        await self.person.press_raw(packed, message, answer_within=0)
        if self.dice.random() < 0.1:
            await self.person.press_raw(packed, message, answer_within=0)

    def _buttons(self) -> Iterator[tuple[str, int]]:
        for message in self.person.chat.messages[-LOOKS_BACK:]:
            for row in message.inline_keyboard or ():
                for button in row:
                    if "callback_data" in button:
                        yield button["callback_data"], message.message_id

    # ------------------------------------------------------------ an open question

    def _choices(self) -> list[tuple[str, str, int]]:
        """The choices of the newest question: each with its data and its message."""
        shown = [(press.version, press.choice, packed, message.message_id)
                 for message, packed, press in Hands(self.person).buttons(WizardPress)]  # fmt: skip
        newest = max((version for version, *_ in shown), default=0)
        return [(choice, packed, message) for version, choice, packed, message in shown if version == newest]

    def _keys(self) -> list[dict[str, object]]:
        rows = (self.person.chat.record.reply_keyboard or {}).get("keyboard", ())
        return [key for row in rows for key in row]

    async def _answers(self) -> None:
        keys = self._keys()
        if any(key.get("request_location") for key in keys):
            lat, lon = (degrees + self.dice.uniform(-0.03, 0.03) for degrees in KRAKOW)
            await self.person.shares_location(lat, lon)
        elif any(key.get("request_contact") for key in keys):
            await self.person.shares_contact()
        else:
            await self._chooses_or_types()

    async def _chooses_or_types(self) -> None:
        shown = self._choices()
        sensible = [entry for entry in shown if not entry[0].startswith(TURN_BACK)]
        forward = [entry for entry in sensible if entry[0] in GO_ON]
        if forward and self.dice.random() < 0.6:
            sensible = forward
        if self.dice.random() < 0.05:
            sensible = shown
        only_skip = all(choice == "nav:skip" for choice, *_ in sensible)
        if sensible and not (only_skip and self.dice.random() < 0.5):
            _, packed, message = self.dice.choice(sensible)
            await self._press(packed, message)
        else:
            await self.person.says(self._words())

    def _words(self) -> str:
        """The code at the door if there is one to give, an amount, or a note that nobody else has ever written."""
        code, impulse = self._code(), self.dice.random()
        if code and impulse < 0.6:
            return code
        return "35" if impulse > 0.8 else self.note()

    def note(self) -> str:
        """Words that say by whom and as which one they were written."""
        self.notes += 1
        return f"note {self.notes} by {self.person.first_name}."

    def _code(self) -> str | None:
        hands = Hands(self.person)
        jobs = [press.job_id for _, _, press in hands.buttons(StartPress)]
        jobs += [press.job_id for _, _, press in hands.buttons(JobPress)]
        return next((code for job in jobs if (code := self.code_at_door(job))), None)


def _weight(packed: str) -> float:
    kind, _, rest = packed.partition(":")
    return WEIGHTS.get(f"{kind}:{rest.partition(':')[0]}", WEIGHTS.get(kind, SELDOM))


@dataclass
class Talker:
    """Half of two people who do nothing but write to each other, numbering their notes: none may be lost or doubled."""

    person: Person
    dice: random.Random
    notes: int = 0

    async def acts(self) -> None:
        """Write the next note."""
        self.notes += 1
        await self.person.says(f"note {self.notes} by {self.person.first_name}.")


def code_teller(people: list[Person]) -> Callable[[int], str | None]:
    """What is said at the door: whoever of these has the job's order on their screen reads the code from it."""
    return lambda job: next((code for person in people if (code := code_on_card(person, job))), None)
