"""What cards and notices about company accounts say in the same words."""

from collections.abc import Iterable

from babel.dates import format_skeleton
from sqlalchemy import Connection

from bot.domain.companies import ASK_EACH_TIME, Member, Month
from bot.domain.money import Money
from bot.ui.texts import Texts
from db import companies, people


def month_name(texts: Texts, month: Month) -> str:
    """November 2026 · listopad 2026 · نوامبر ۲۰۲۶: the month of the city's accounts, in every language the same one."""
    return texts.digits(texts.capital(format_skeleton("yMMMM", month.first, locale=texts.language.value)))


def spending(texts: Texts, member: Member, spent: Money) -> str:
    """180 zł of 500 zł; without a limit, or with a yes each time, only what is spent."""
    if member.limit is None:
        return texts.label("%(spent)s, no limit", spent=spent)
    if member.limit == ASK_EACH_TIME:
        return texts.label("%(spent)s, asks each time", spent=spent)
    return texts.label("%(spent)s of %(limit)s", spent=spent, limit=Money(member.limit, spent.currency))


def person_name(connection: Connection, person: int | None) -> str:
    """The name that the person goes by; '' for nobody."""
    found = people.find(connection, person) if person is not None else None
    return found.name if found else ""


def manager_names(connection: Connection, company: int) -> str:
    """Who is asked: one name, or several; '' while there is none."""
    return joined(person_name(connection, manager.person) for manager in companies.managers(connection, company))


def joined(names: Iterable[str]) -> str:
    """Names as a list that every language reads alike."""
    return " · ".join(names)
