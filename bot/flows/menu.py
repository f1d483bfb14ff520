"""The menu's entries: most begin a conversation. Whoever has not agreed to the rules yet is asked first."""

from collections.abc import Callable, Mapping
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.flows import registration
from bot.flows.joining import JOINED
from bot.flows.joining import go_on as go_on_with_link
from bot.flows.ordering.entries import begin_order
from bot.flows.questions import begin_complaint, begin_question
from bot.flows.wizard import Scene, Wizard
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import ConsentPress, MenuPress
from bot.usecases import conversations, front_door, own_orders, people, service_book
from bot.usecases.case_talk import ask_what_was_unheard
from bot.usecases.company_cards import open_companies
from bot.usecases.forgetting import ask_to_forget
from bot.usecases.telling import Priority, notify

Wizards = Mapping[str, Wizard[Any]]
Entry = Callable[[Transaction, Turn, Wizards], None]
WITHOUT_CONSENT = frozenset({"menu", "help", "privacy", "language", "mydata", "forget"})
"""Reading costs nobody anything; everything else keeps something about the person."""
router = Router(name="menu")


@router.callback_query(MenuPress.filter())
async def entry_pressed(query: CallbackQuery, callback_data: MenuPress, turn: Turn, wizards: Wizards) -> None:
    """One of the menu's buttons."""
    await turn.decide(lambda tx: enter(tx, turn, callback_data.act, wizards))
    await answer(query, turn.sender.language)


@router.callback_query(ConsentPress.filter())
async def consent_pressed(query: CallbackQuery, callback_data: ConsentPress, turn: Turn, wizards: Wizards) -> None:
    """The person agrees, and goes on to where they wanted to go.

    Of several questions for consent the first one is as good: a link that was opened since is not lost with it.
    """
    wanted = JOINED if callback_data.wanted == "menu" else callback_data.wanted

    def decide(tx: Transaction) -> None:
        people.consent(tx, turn.sender.id)
        enter(tx, turn, wanted, wizards)

    await turn.decide(decide)
    await answer(query, turn.sender.language, "Thank you.")


def enter(tx: Transaction, turn: Turn, act: str, wizards: Wizards) -> None:
    """Go where the menu's entry leads."""
    entry = ENTRIES.get(act)
    if entry is None:
        raise Refusal("button_unknown")
    if act in WITHOUT_CONSENT or front_door.let_in(tx, turn.sender.id, act):
        entry(tx, turn, wizards)


def go_on(tx: Transaction, turn: Turn, wizards: Wizards) -> None:
    """Ask the open question of the person's wizard again."""
    conversation = conversations.current(tx, turn.sender.id)
    if conversation is None:
        raise Refusal("nothing_to_continue")
    wizards[conversation.flow].again(Scene(tx, turn.sender), conversation)


def _say(view: str) -> Entry:
    return lambda tx, turn, _wizards: notify(tx, turn.sender.id, view, priority=Priority.ANSWER)


ENTRIES: dict[str, Entry] = {
    "menu": lambda tx, turn, _: front_door.open_menu(tx, turn.sender.id),
    "continue": go_on,
    "order": lambda tx, turn, _: begin_order(tx, turn),
    "orders": lambda tx, turn, _: own_orders.open_own_orders(tx, turn.sender.id),
    "book": lambda tx, turn, _: service_book.open_books(tx, turn.sender.id),
    "company": lambda tx, turn, _: open_companies(tx, turn.sender.id),
    "apply": lambda tx, turn, _: registration.begin(tx, turn.sender),
    JOINED: lambda tx, turn, _: go_on_with_link(tx, turn.sender),
    "question": lambda tx, turn, _: begin_question(Scene(tx, turn.sender)),
    "complaint": lambda tx, turn, _: begin_complaint(Scene(tx, turn.sender)),
    "unheard": lambda tx, turn, _: ask_what_was_unheard(tx, turn.sender.id),
    "help": _say("help/help"),
    "privacy": _say("start/privacy"),
    "mydata": _say("privacy/own_record"),
    "forget": lambda tx, turn, _: ask_to_forget(tx, turn.sender.id),
    "language": _say("start/language"),
}
