"""How to go on without the bot, for one person and one running job: whom to call, and who is on duty."""

from dataclasses import dataclass

from sqlalchemy import Connection

from bot.domain.ids import PersonId
from bot.domain.market import Market
from bot.domain.names import NAMELESS, first_name
from bot.ui.job_sight import ANY_COUNTRY
from bot.ui.masking import mask_contacts
from bot.ui.service_names import service_name
from bot.ui.texts import Texts
from db import contacts, on_duty


@dataclass(frozen=True, slots=True)
class OutageSight:
    """What a template needs. `number`: the other side's, None unless they have agreed; `duty`: operators' numbers."""

    order: int
    service: str
    name: str
    number: str | None
    duty: tuple[str, ...]


def outage_sight(
    connection: Connection, job: int, person: PersonId, texts: Texts, market: Market
) -> OutageSight | None:
    """None when the job runs no more, or is none of this person's: then there is nobody to call."""
    running = contacts.of_job(connection, job)
    if running is None or person not in {running.customer.person, running.technician.person}:
        return None
    other = running.other(person)
    return OutageSight(
        running.order,
        service_name(texts, market, running.service),
        mask_contacts(first_name(other.name), ANY_COUNTRY) or NAMELESS,
        other.call_number,
        tuple(dict.fromkeys(duty.phone for duty in on_duty.members(connection))),
    )
