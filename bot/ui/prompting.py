"""How a wizard's question is drawn: the question's own part here, what all of them share in `cards/prompt.py`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from aiogram.types import InlineKeyboardButton, KeyboardButton
from sqlalchemy import Connection

from bot.domain.market import Market
from bot.domain.people import Person
from bot.ui.keyboards import button
from bot.ui.presses import WizardPress
from bot.ui.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptRequest:
    """What a question is drawn from: who is asked, and the fields that its step gave."""

    connection: Connection
    person: Person
    texts: Texts
    market: Market
    version: int
    fields: Mapping[str, Any]

    def choice(self, label: str, choice: str, **style: Any) -> InlineKeyboardButton:
        """A button that answers this question."""
        return button(label, WizardPress(version=self.version, choice=choice), **style)

    def render(self, template: str, **fields: object) -> str:
        """A template with the step's fields and these."""
        return self.texts.render(template, **{**self.fields, "market": self.market, **fields})


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question: its text and either buttons under it or (`reply`) ready answers instead of the letters.

    `labels` are other words for the navigation's buttons: a chat is not cancelled but ended.
    """

    text: str
    rows: Sequence[Sequence[InlineKeyboardButton | None]] = field(default_factory=tuple)
    reply: Sequence[Sequence[KeyboardButton | str]] | None = None
    labels: Mapping[str, str] = field(default_factory=dict)


PromptMaker = Callable[[PromptRequest], Prompt]
_prompts: dict[str, PromptMaker] = {}


def prompt(name: str) -> Callable[[PromptMaker], PromptMaker]:
    """Register the function that draws this question."""

    def register(maker: PromptMaker) -> PromptMaker:
        if name in _prompts:
            raise ValueError(f"two functions draw the question {name!r}")
        _prompts[name] = maker
        return maker

    return register


@cache
def prompt_makers() -> Mapping[str, PromptMaker]:
    """Every question by name."""
    import_module("bot.ui.prompts")
    return _prompts
