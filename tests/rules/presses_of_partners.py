"""A partner company in the market whose every button is pressed, and the presses that are about it."""

from collections.abc import Iterator

from aiogram.filters.callback_data import CallbackData

from bot.domain.employment import Employment
from bot.domain.ids import PersonId
from bot.domain.partners import PartnerId
from bot.handlers import partners as handlers
from bot.handlers import team
from bot.turn import Transaction
from bot.ui.partner_presses import DeskPartnerPress, EmploymentPress, SendPress, TeamPress
from db import partners

UNKNOWN = "explode"
"""An act that no card of ours offers."""


def partner_of(tx: Transaction, dana: PersonId, bo: PersonId) -> None:
    """Dana sends the people of Blue Pipe, to which Bo belongs."""
    partners.add(tx, "Blue Pipe")
    partners.appoint(tx, dana, PartnerId(1))
    partners.employ(tx, bo, Employment.PARTNER, PartnerId(1))


def of_dispatchers(order: int, bo: int) -> Iterator[CallbackData]:
    """What Dana may press, and nobody else."""
    for act in (*team.ACTS, UNKNOWN):
        yield TeamPress(act=act, number=order if act == "order" else 0)
    yield SendPress(order_id=order, person_id=bo)


def about_partners(dana: int, bo: int) -> Iterator[CallbackData]:
    """What operators may press; the last thing is that Dana sends nobody any more."""
    for employment in Employment:
        yield EmploymentPress(employment=employment, partner_id=1, person_id=bo)
    for act in (*handlers.ACTS, UNKNOWN):
        yield DeskPartnerPress(act=act, number=dana if act == "dismiss" else 1)
