"""What each of the operators' commands does: one function a command, and the table that finds it."""

from bot.domain.desk import CasesShown, DeskList, OrdersShown, Span
from bot.domain.ids import private_chat
from bot.flows.offering_interviews import open_interviews
from bot.handlers.desk_command import Desk, OperatorCommand, done
from bot.handlers.operator_words import (
    company_in,
    days_in,
    level_in,
    nothing_more,
    one_id,
    order_and_rest,
    person_and_rest,
    reason_in,
    role_in,
)
from bot.handlers.outage_commands import oncall, outage
from bot.handlers.partner_commands import employ, invite, show_partner
from bot.turn import Transaction
from bot.usecases import (
    backups,
    cases,
    companies,
    desk,
    desk_orders,
    dispatch,
    lab,
    levels,
    people,
    reports,
    staff,
    technicians,
    why,
)
from bot.usecases.telling import Priority, notify


def show_help(tx: Transaction, at: Desk, _words: str) -> None:
    """What operators can do here; in private also everything that anybody can do."""
    view = "help/help" if at.chat == private_chat(at.operator) else "help/desk"
    notify(tx, at.chat, view, {"person": at.operator}, priority=Priority.ANSWER)


def show_applicants(tx: Transaction, at: Desk, _words: str) -> None:
    """Applications that wait for a decision."""
    desk.open_applications(tx, at.operator, at.chat)


def offer_interviews(tx: Transaction, at: Desk, words: str) -> None:
    """When this operator can talk with applicants."""
    nothing_more("interviews", words)
    open_interviews(tx, at.person, at.chat)


def list_technicians(tx: Transaction, at: Desk, words: str) -> None:
    """All of them, or those whose name or skill contains the words."""
    desk.open_list(tx, DeskList.TECHNICIANS, words, at.operator, at.chat)


def show_technician(tx: Transaction, at: Desk, words: str) -> None:
    """Everything about one of them."""
    technician, rest = person_and_rest(tx, "technician", words)
    nothing_more("technician", rest)
    desk.open_technician(tx, technician, at.operator, at.chat)


def list_orders(tx: Transaction, at: Desk, words: str) -> None:
    """The open ones, unless others are asked for."""
    which = words.lower() or OrdersShown.OPEN.value
    nothing_more("orders", "" if which in set(OrdersShown) else which)
    desk.open_list(tx, DeskList.ORDERS, which, at.operator, at.chat)


def show_order(tx: Transaction, at: Desk, words: str) -> None:
    """Everything about one order."""
    order, rest = order_and_rest("order", words)
    nothing_more("order", rest)
    desk_orders.open_order(tx, order, at.operator, at.chat)


def list_cases(tx: Transaction, at: Desk, words: str) -> None:
    """The unsolved ones, unless others are asked for; with a number, that one."""
    which = words.lower() or CasesShown.OPEN.value
    if which in set(CasesShown):
        desk.open_list(tx, DeskList.CASES, which, at.operator, at.chat)
    else:
        cases.open_for_operator(tx, one_id("cases", which), at.operator, at.chat)


def show_why(tx: Transaction, at: Desk, words: str) -> None:
    """Whom an order's waves asked and why; with a technician's id, why just this one was asked or not."""
    order, rest = order_and_rest("why", words)
    if not rest:
        why.open_why(tx, order, at.operator, at.chat)
        return
    technician, more = person_and_rest(tx, "why", rest)
    nothing_more("why", more)
    why.explain_one(tx, order, technician, at.operator, at.chat)


def assign(tx: Transaction, at: Desk, words: str) -> None:
    """Put a technician on an order."""
    order, rest = order_and_rest("assign", words)
    technician, more = person_and_rest(tx, "assign", rest)
    nothing_more("assign", more)
    dispatch.assign(tx, order, technician, at.operator)
    desk_orders.open_order(tx, order, at.operator, at.chat)


def cancel(tx: Transaction, at: Desk, words: str) -> None:
    """Call an order off."""
    order, rest = order_and_rest("cancel", words)
    desk_orders.cancel_for_operator(tx, order, at.operator, reason_in("cancel", rest))
    done(tx, at, "cancel", str(order))


def suspend(tx: Transaction, at: Desk, words: str) -> None:
    """No offers for this technician until reinstated."""
    technician, rest = person_and_rest(tx, "suspend", words)
    technicians.suspend(tx, technician, at.operator, reason_in("suspend", rest))
    done(tx, at, "suspend", str(technician))


def reinstate(tx: Transaction, at: Desk, words: str) -> None:
    """Offers again."""
    technician, rest = person_and_rest(tx, "reinstate", words)
    nothing_more("reinstate", rest)
    technicians.reinstate(tx, technician, at.operator)
    done(tx, at, "reinstate", str(technician))


def set_level(tx: Transaction, at: Desk, words: str) -> None:
    """How far a technician has come."""
    technician, rest = person_and_rest(tx, "level", words)
    levels.set_level(tx, technician, level_in("level", rest), at.operator)
    done(tx, at, "level", str(technician))


def ban(tx: Transaction, at: Desk, words: str) -> None:
    """Close the market to somebody."""
    person, rest = person_and_rest(tx, "ban", words)
    people.ban(tx, person, at.operator, reason_in("ban", rest))
    done(tx, at, "ban", str(person))


def unban(tx: Transaction, at: Desk, words: str) -> None:
    """Open it again."""
    person, rest = person_and_rest(tx, "unban", words)
    nothing_more("unban", rest)
    people.unban(tx, person, at.operator)
    done(tx, at, "unban", str(person))


def open_company(tx: Transaction, at: Desk, words: str) -> None:
    """A company's account, with a link for whoever runs it."""
    companies.open_company(tx, company_in("company", words), at.operator, at.chat, at.username)


def list_companies(tx: Transaction, at: Desk, words: str) -> None:
    """All accounts, or those of companies whose name contains the words."""
    desk.open_list(tx, DeskList.COMPANIES, words, at.operator, at.chat)


def show_statistics(tx: Transaction, at: Desk, words: str) -> None:
    """The market in figures."""
    nothing_more("stats", words)
    desk.open_list(tx, DeskList.STATISTICS, Span.TODAY, at.operator, at.chat)


def report(tx: Transaction, at: Desk, words: str) -> None:
    """The figures of so many days, with charts."""
    reports.send_report(tx, at.operator, at.chat, days_in("report", words))


def export(tx: Transaction, at: Desk, words: str) -> None:
    """The figures and orders of so many days, as tables."""
    reports.send_export(tx, at.operator, at.chat, days_in("export", words))


def ask_lab(tx: Transaction, at: Desk, words: str) -> None:
    """Past orders once more, under other settings."""
    nothing_more("lab", words)
    lab.ask_lab(tx, at.operator, at.chat)


def back_up(tx: Transaction, at: Desk, words: str) -> None:
    """A copy of the market, which has been made by now."""
    nothing_more("backup", words)
    backups.tell_backup(tx, at.operator, at.chat, at.gathered)


def show_staff(tx: Transaction, at: Desk, words: str) -> None:
    """Who runs the market."""
    nothing_more("staff", words)
    desk.open_staff_list(tx, at.operator, at.chat)


def appoint(tx: Transaction, at: Desk, words: str) -> None:
    """Give somebody a role."""
    person, rest = person_and_rest(tx, "appoint", words)
    staff.appoint(tx, person, role_in("appoint", rest), at.operator)
    done(tx, at, "appoint", str(person))


def dismiss(tx: Transaction, at: Desk, words: str) -> None:
    """Take a role away."""
    person, rest = person_and_rest(tx, "dismiss", words)
    nothing_more("dismiss", rest)
    staff.dismiss(tx, person, at.operator)
    done(tx, at, "dismiss", str(person))


def open_desk(tx: Transaction, at: Desk, _words: str) -> None:
    """Make the group in which this is typed the operators' group."""
    if at.chat == private_chat(at.operator):
        nothing_more("desk", "not in a group")
    staff.open_desk(tx, at.chat, at.operator)
    done(tx, at, "desk", "")


def set_duty(tx: Transaction, at: Desk, words: str) -> None:
    """Who can be called when the bot fails."""
    oncall(tx, at.operator, at.chat, words)


def say_outage(tx: Transaction, at: Desk, words: str) -> None:
    """The bot can't be relied on, or can again."""
    outage(tx, at.operator, at.chat, words)


COMMANDS: dict[str, OperatorCommand] = {
    "applicants": show_applicants,
    "appoint": appoint,
    "assign": assign,
    "backup": back_up,
    "ban": ban,
    "cancel": cancel,
    "cases": list_cases,
    "companies": list_companies,
    "company": open_company,
    "desk": open_desk,
    "dismiss": dismiss,
    "employment": employ,
    "export": export,
    "help": show_help,
    "invite": invite,
    "interviews": offer_interviews,
    "level": set_level,
    "lab": ask_lab,
    "oncall": set_duty,
    "order": show_order,
    "orders": list_orders,
    "outage": say_outage,
    "partner": show_partner,
    "reinstate": reinstate,
    "report": report,
    "staff": show_staff,
    "stats": show_statistics,
    "suspend": suspend,
    "technician": show_technician,
    "technicians": list_technicians,
    "unban": unban,
    "why": show_why,
}
"""Command → what it does, for whoever is on the staff; the use cases check the role once more."""
