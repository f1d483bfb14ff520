"""Things that go wrong on purpose: errors, silence, delays, for a method, a chat, a share of calls or the next few."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack

from playground.refusals import Refusal, bad_request, forbidden, too_many_requests

_SERVER_ERRORS = {500: "Internal Server Error: restart", 502: "Bad Gateway", 504: "Gateway Timeout"}
_TO_A_CHAT = ("send", "editmessage", "stopmessage", "copymessage", "forwardmessage", "pinchat", "unpin", "setmessage")
"""How the methods begin that write to a chat, in small letters: all of them need its `chat_id`."""
FaultKind = Literal["refuse", "slow", "drop_before", "drop_after"]


class Where(TypedDict, total=False):
    """For which calls: a method's name, a chat's id, a share of them (0 to 1), only so many times."""

    method: str
    chat: int
    rate: float
    times: int


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong. None means any method or chat; `times` counts down, None never ends."""

    kind: FaultKind
    method: str | None = None
    chat: int | None = None
    rate: float = 1.0
    times: int | None = None
    seconds: float = 0.0
    refusal: Refusal | None = None
    only_to_people: bool = False
    happened: int = 0

    def fits(self, method: str, chat: int | None) -> bool:
        """Say whether this call is one of those that it goes wrong for."""
        if self.times == 0 or (self.method is not None and self.method.lower() != method):
            return False
        if self.only_to_people and not _goes_to_a_person(method, chat):
            return False
        return self.chat is None or self.chat == chat


def _goes_to_a_person(method: str, chat: int | None) -> bool:
    """Say whether a call puts something before one person's eyes: only there can a bot hear that it is blocked."""
    return chat is not None and chat > 0 and method.startswith(_TO_A_CHAT)


class Faults:
    """The faults that are on. The first that strikes decides, except that delays add up."""

    def __init__(self, dice: random.Random | None = None) -> None:
        self._dice = dice or random.Random()
        self._on: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Switch a fault on."""
        self._on.append(fault)
        return fault

    def remove(self, fault: Fault) -> None:
        """Switch a fault off."""
        self._on.remove(fault)

    def clear(self) -> None:
        """Let everything go right again."""
        self._on.clear()

    def __iter__(self) -> Iterator[Fault]:
        """Go through the faults that are on."""
        return iter(tuple(self._on))

    def too_many_requests(self, retry_after: int = 1, **where: Unpack[Where]) -> Fault:
        """Answer 429 with `retry_after` seconds."""
        return self._refuse(too_many_requests(retry_after), where)

    def blocked(self, **where: Unpack[Where]) -> Fault:
        """Answer 403 as if the person had blocked the bot: to what goes to a person's chat, and to nothing else."""
        fault = self._refuse(forbidden("bot was blocked by the user"), where)
        fault.only_to_people = True
        return fault

    def bad_request(self, sentence: str = "chat not found", **where: Unpack[Where]) -> Fault:
        """Answer 400 with a sentence."""
        return self._refuse(bad_request(sentence), where)

    def server_error(self, code: int = 500, sentence: str | None = None, **where: Unpack[Where]) -> Fault:
        """Answer 5xx."""
        said = sentence or _SERVER_ERRORS.get(code, "Internal Server Error: restart")
        return self._refuse(Refusal(code, said), where)

    def slow(self, seconds: float, **where: Unpack[Where]) -> Fault:
        """Answer only after some seconds (of real time)."""
        return self.add(Fault("slow", seconds=seconds, **where))

    def dropped_before(self, **where: Unpack[Where]) -> Fault:
        """Drop the connection before anything is done."""
        return self.add(Fault("drop_before", **where))

    def dropped_after(self, **where: Unpack[Where]) -> Fault:
        """Do what was asked, then drop the connection without an answer."""
        return self.add(Fault("drop_after", **where))

    def strike(self, method: str, chat: int | None) -> list[Fault]:
        """Return what goes wrong with this call: delays, and at most one other fault. Counts them down."""
        struck: list[Fault] = []
        for fault in self._on:
            decided = any(earlier.kind != "slow" for earlier in struck)
            if (fault.kind != "slow" and decided) or not fault.fits(method, chat):
                continue
            if fault.rate < 1.0 and self._dice.random() >= fault.rate:
                continue
            fault.happened += 1
            if fault.times is not None:
                fault.times -= 1
            struck.append(fault)
        return struck

    def _refuse(self, refusal: Refusal, where: Where) -> Fault:
        return self.add(Fault("refuse", refusal=refusal, **where))
