"""The technician's own buttons, commands and positions. Each use case checks who presses."""

from collections.abc import Callable
from datetime import UTC, datetime

from aiogram import Router
from aiogram.filters import Command, CommandObject, Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.points import Point
from bot.flows.acts import unknown_act
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import TechnicianPress
from bot.ui.texts import N_
from bot.usecases import credentials, newcomers, positions, skills, technicians, why
from bot.usecases.applications import open_application
from bot.usecases.calls import set_calls

router = Router(name="technician")

Act = Callable[[Transaction, Person, int], None]


def _own(use_case: Callable[..., None], *given: object) -> Act:
    """An act that needs nobody but whoever presses."""
    return lambda tx, person, _number: use_case(tx, person.id, *given)


def _set_radius(tx: Transaction, person: Person, kilometres: int) -> None:
    technicians.set_radius(tx, person.id, kilometres)
    technicians.turn_workplace(tx, person.id, "work_radius", "workplace")


def _set_max_jobs(tx: Transaction, person: Person, most: int) -> None:
    technicians.set_max_jobs(tx, person.id, most)
    technicians.turn_workplace(tx, person.id, "jobs_at_once", "workplace")


ACTS: dict[str, tuple[Act, str]] = {
    "online": (_own(technicians.go_online), N_("You are online.")),
    "offline": (_own(technicians.go_offline), N_("You are offline.")),
    "workplace": (_own(technicians.open_workplace), ""),
    "radius_choice": (_own(technicians.turn_workplace, "workplace", "work_radius"), ""),
    "radius_back": (_own(technicians.turn_workplace, "work_radius", "workplace"), ""),
    "radius": (_set_radius, N_("Saved.")),
    "max_jobs_choice": (_own(technicians.turn_workplace, "workplace", "jobs_at_once"), ""),
    "max_jobs_back": (_own(technicians.turn_workplace, "jobs_at_once", "workplace"), ""),
    "max_jobs": (_set_max_jobs, N_("Saved.")),
    "calls": (lambda tx, person, on: set_calls(tx, person.id, bool(on)), N_("Saved.")),
    "jobs": (_own(technicians.open_jobs), ""),
    "newer": (lambda tx, person, page: technicians.turn_page(tx, person.id, page, page - 1), ""),
    "older": (lambda tx, person, page: technicians.turn_page(tx, person.id, page, page + 1), ""),
    "nearby": (_own(newcomers.open_nearby), ""),
    "missed": (_own(why.open_missed), ""),
    "missed_page": (lambda tx, person, page: why.turn_missed(tx, person.id, page), ""),
    "job": (lambda tx, person, offer: technicians.reopen_offer(tx, person.id, offer), ""),
    "earnings": (_own(technicians.show_record, "technicians/earnings"), ""),
    "rating": (_own(technicians.show_record, "technicians/rating"), ""),
    "skills": (_own(skills.open_skills), ""),
    "documents": (_own(credentials.open_documents), ""),
    "application": (_own(open_application), ""),
}
"""What a press is called → what happens, and the word after it."""
COMMANDS = {
    "online": "online",
    "offline": "offline",
    "workplace": "workplace",
    "jobs": "jobs",
    "nearby": "nearby",
    "earnings": "earnings",
    "rating": "rating",
    "documents": "documents",
    "skills": "skills",
}
"""Command → the act that it is short for."""


@router.callback_query(TechnicianPress.filter())
async def pressed(query: CallbackQuery, callback_data: TechnicianPress, turn: Turn) -> None:
    """A button of the menu, the workplace or the list of jobs."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, turn.sender, callback_data.number))
    await answer(query, turn.sender.language, words)


@router.message(Command(*COMMANDS))
async def commanded(_message: Message, command: CommandObject, turn: Turn) -> None:
    """The same, typed. Going on- or offline answers with the card, since there is no button to answer over."""
    name = COMMANDS[command.command.lower()]
    act, _words = ACTS[name]

    def decide(tx: Transaction) -> None:
        act(tx, turn.sender, 0)
        if name in {"online", "offline"}:
            technicians.show_workplace(tx, turn.sender.id, fresh=True)

    await turn.decide(decide)


class Located(Filter):
    """Lets locations through that a person sends the bot in private."""

    async def __call__(self, message: Message) -> bool:
        """Whether this is one."""
        return message.location is not None and message.chat.type == "private"


@router.message(Located())
async def located(message: Message, turn: Turn) -> None:
    """A position, by hand or the first one of a live location, outside of any question for one."""
    place = _point(message)
    await turn.decide(lambda tx: positions.share_position(tx, turn.sender.id, place, message.date))


@router.edited_message(Located())
async def moved(message: Message, turn: Turn) -> None:
    """A live location moves; the last time it comes without its period."""
    place, at = _point(message), _edited_at(message)
    await turn.decide(lambda tx: positions.report_position(tx, turn.sender.id, place, live=True, at=at))


def _point(message: Message) -> Point:
    assert message.location is not None
    return Point(lat=message.location.latitude, lon=message.location.longitude)


def _edited_at(message: Message) -> datetime:
    return datetime.fromtimestamp(message.edit_date, UTC) if message.edit_date else message.date
