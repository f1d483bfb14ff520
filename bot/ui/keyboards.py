"""Buttons under messages and instead of the keyboard."""

from collections.abc import Iterable, Sequence
from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

Style = Literal["primary", "success", "danger"]
"""Colours that newer clients show: the next step, a yes, what cannot be undone."""


def button(
    text: str,
    press: CallbackData | None = None,
    *,
    url: str | None = None,
    copy: str | None = None,
    style: Style | None = None,
) -> InlineKeyboardButton:
    """A button that does one thing: reports a press, opens an address or copies a text."""
    if sum(action is not None for action in (press, url, copy)) != 1:
        raise ValueError(f"the button {text!r} must do exactly one thing")
    return InlineKeyboardButton(
        text=text,
        callback_data=press.pack() if press is not None else None,
        url=url,
        copy_text=CopyTextButton(text=copy) if copy is not None else None,
        style=style,
    )


def inline(rows: Iterable[Sequence[InlineKeyboardButton | None]]) -> InlineKeyboardMarkup | None:
    """The keyboard of these rows without the buttons that are None; None when nothing is left."""
    present = [[button for button in row if button is not None] for row in rows]
    kept = [row for row in present if row]
    return InlineKeyboardMarkup(inline_keyboard=kept) if kept else None


def in_rows(buttons: Sequence[InlineKeyboardButton], width: int) -> list[list[InlineKeyboardButton]]:
    """The buttons in rows of `width`, in order."""
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]


def reply(rows: Iterable[Sequence[str | KeyboardButton]], *, hint: str | None = None) -> ReplyKeyboardMarkup:
    """A keyboard of ready answers instead of the letters; `hint` stands in the empty input field."""
    return ReplyKeyboardMarkup(
        keyboard=[[_answer(answer) for answer in row] for row in rows],
        resize_keyboard=True,
        is_persistent=True,
        input_field_placeholder=hint,
    )


def ask_contact(text: str, *others: str) -> ReplyKeyboardMarkup:
    """One button that shares the person's own contact, the other answers below. Private chats only."""
    return reply([[KeyboardButton(text=text, request_contact=True)], *([other] for other in others)])


def shares_place(text: str) -> KeyboardButton:
    """A key that shares where the person is. Private chats only."""
    return KeyboardButton(text=text, request_location=True)


def remove() -> ReplyKeyboardRemove:
    """Takes a keyboard of ready answers away."""
    return ReplyKeyboardRemove()


def _answer(answer: str | KeyboardButton) -> KeyboardButton:
    return KeyboardButton(text=answer) if isinstance(answer, str) else answer
