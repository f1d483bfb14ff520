"""The operators' commands about who technicians belong to: /invite, /partner and /employment."""

from bot.handlers.desk_command import Desk, done
from bot.handlers.operator_words import employment_and_rest, nothing_more, person_and_rest, skills_in
from bot.turn import Transaction
from bot.ui.typed import clean, parse_whole
from bot.usecases import inviting, partners


def invite(tx: Transaction, at: Desk, words: str) -> None:
    """A link for one technician, with skills or without, for the market's staff or for a partner."""
    employment, partner, rest = employment_and_rest("invite", words)
    skills = skills_in(tx.market, "invite", rest)
    inviting.invite(tx, at.operator, at.chat, at.username, skills, employment, partner)


def show_partner(tx: Transaction, at: Desk, words: str) -> None:
    """All partner companies, or the one of that number or name, which is made when there is none."""
    if (number := parse_whole(words)) is not None:
        partners.open_partner(tx, number, at.operator, at.chat)
    elif words:
        partners.make_partner(tx, clean(words), at.operator, at.chat)
    else:
        partners.open_partners(tx, at.operator, at.chat)


def employ(tx: Transaction, at: Desk, words: str) -> None:
    """Whom a technician belongs to."""
    technician, rest = person_and_rest(tx, "employment", words)
    employment, partner, more = employment_and_rest("employment", rest)
    nothing_more("employment", more if rest else "nothing said")
    partners.employ(tx, technician, employment, partner, at.operator)
    done(tx, at, "employment", str(technician))
