"""A technician's working day: online and offline, radius, hours, load; and an operator's suspension."""

from typing import Any

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.technicians import Technician, TechnicianStatus, WeeklyHours
from bot.usecases import calling_in
from bot.usecases.call_number import ask_once
from bot.usecases.dispatch import withdraw_technician
from bot.usecases.newcomers import welcome
from bot.usecases.staff import require_role
from db import cautions, offers, online_spells, technicians, track_record
from db.audit import record
from db.outbox import Priority, hand_over_card, notify, sent_card, show_card
from db.showing_again import show_again
from db.technicians import hours_to_keep
from db.transaction import Transaction

FALLEN_RECORD = "record"
"""Why somebody is suspended by the market itself."""
RADII_KM = range(1, 51)
"""The work radii that anybody may choose."""


def approved_technician(tx: Transaction, person: PersonId) -> Technician:
    """The technician, checked; a Refusal for strangers, applicants and the suspended."""
    technician = technicians.find(tx.connection, person)
    if technician is not None and technician.status is TechnicianStatus.SUSPENDED:
        raise Refusal("technician_suspended")
    if technician is None or technician.status is not TechnicianStatus.APPROVED:
        raise Refusal("not_technician")
    return technician


def known_technician(tx: Transaction, person: PersonId) -> Technician:
    """The technician, suspended or not: what was done and earned stays in sight."""
    technician = technicians.find(tx.connection, person)
    if technician is None or technician.status not in {TechnicianStatus.APPROVED, TechnicianStatus.SUSPENDED}:
        raise Refusal("not_technician")
    return technician


def go_online(tx: Transaction, person: PersonId) -> None:
    """Let offers come; orders that still look for somebody nearby get their chance at once."""
    approved_technician(tx, person)
    if technicians.set_online(tx, person, True):
        calling_in.come(tx, person)
        welcome(tx, person)
    show_workplace(tx, person)
    ask_once(tx, person)


def go_offline(tx: Transaction, person: PersonId) -> None:
    """No new offers; what is running goes on, and what was offered already may still be accepted."""
    approved_technician(tx, person)
    technicians.set_online(tx, person, False)
    show_workplace(tx, person)


def set_radius(tx: Transaction, person: PersonId, kilometres: int) -> None:
    """How far from the base jobs may be."""
    approved_technician(tx, person)
    if kilometres not in RADII_KM:
        raise Refusal("radius_out_of_range", most=RADII_KM[-1])
    _change_work(tx, person, radius_km=kilometres)


def set_hours(tx: Transaction, person: PersonId, hours: WeeklyHours) -> None:
    """When offers may come, in the city's time; empty: whenever online."""
    approved_technician(tx, person)
    _change_work(tx, person, hours=hours_to_keep(hours))


def set_max_jobs(tx: Transaction, person: PersonId, most: int) -> None:
    """How many jobs at once."""
    approved_technician(tx, person)
    if not 1 <= most <= tx.market.jobs.max_jobs_at_once:
        raise Refusal("max_jobs_out_of_range", most=tx.market.jobs.max_jobs_at_once)
    _change_work(tx, person, max_jobs=most)


def _change_work(tx: Transaction, person: PersonId, **values: Any) -> None:
    """Whoever works more or further than before may fit orders that wait."""
    technicians.change(tx, person, **values)
    welcome(tx, person)
    show_workplace(tx, person)


def show_workplace(tx: Transaction, person: PersonId, *, fresh: bool = False) -> None:
    """Draw the technician's own card."""
    show_card(tx, private_chat(person), "workplace", person, priority=Priority.ANSWER, fresh=fresh)


def open_workplace(tx: Transaction, person: PersonId) -> None:
    """Show the technician's own card as a new message: they asked for it."""
    approved_technician(tx, person)
    show_workplace(tx, person, fresh=True)


def turn_workplace(tx: Transaction, person: PersonId, old: str, new: str) -> None:
    """Let the message with the workplace show a choice ('work_radius', 'jobs_at_once'), or the way back."""
    approved_technician(tx, person)
    _turn(tx, person, (old, int(person)), (new, int(person)))


def open_jobs(tx: Transaction, person: PersonId) -> None:
    """Show the first page of the technician's jobs as a new message."""
    known_technician(tx, person)
    chat = private_chat(person)
    show_card(tx, chat, "technician_jobs", 0, priority=Priority.ANSWER, fresh=True)


def turn_page(tx: Transaction, person: PersonId, old: int, new: int) -> None:
    """Let the message that shows one page of the technician's jobs show another; a page is the card's subject."""
    known_technician(tx, person)
    page = min(max(new, 0), track_record.count_jobs(tx.connection, person))
    _turn(tx, person, ("technician_jobs", old), ("technician_jobs", page))


def _turn(tx: Transaction, person: PersonId, old: tuple[str, int], new: tuple[str, int]) -> None:
    """A second tap finds the message turned already: then there is nothing to hand over."""
    chat = private_chat(person)
    if sent_card(tx.connection, chat, *old) is not None:
        hand_over_card(tx, chat, old, new)
    show_card(tx, chat, new[0], new[1], priority=Priority.ANSWER)


def reopen_offer(tx: Transaction, person: PersonId, offer: int) -> None:
    """Show the card of the technician's own job again, as a new message."""
    known = offers.find(tx.connection, offer)
    if known is None or known.technician != person:
        raise Refusal("not_your_offer")
    show_card(tx, private_chat(person), "offer", offer, priority=Priority.ANSWER, fresh=True)


def show_record(tx: Transaction, person: PersonId, view: str) -> None:
    """Tell the technician about their earnings or rating."""
    known_technician(tx, person)
    notify(tx, private_chat(person), view, priority=Priority.ANSWER)


def suspend(tx: Transaction, technician: PersonId, operator: PersonId, reason: str) -> None:
    """No offers until reinstated: open ones are withdrawn, jobs that have not begun go out again."""
    require_role(tx, operator)
    _suspend(tx, technician, reason, operator)
    record(tx, operator, "suspend", f"person:{technician}", {"reason": reason})
    notify(tx, private_chat(technician), "technicians/suspended", {"reason": reason})


def suspend_for_record(tx: Transaction, technician: PersonId) -> None:
    """The same by the market's own rules: nobody in particular has decided it."""
    _suspend(tx, technician, FALLEN_RECORD, None)


def _suspend(tx: Transaction, technician: PersonId, reason: str, by: PersonId | None) -> None:
    decided: dict[str, Any] = {"decided_by": by, "decided_at": tx.now}
    if not technicians.move(tx, technician, TechnicianStatus.SUSPENDED, reason, online=False, **decided):
        raise Refusal("technician_not_approved")
    online_spells.end(tx, technician)
    withdraw_technician(tx, technician)
    redraw(tx, technician)


def reinstate(tx: Transaction, technician: PersonId, operator: PersonId) -> None:
    """End a suspension; the technician goes online by themselves."""
    require_role(tx, operator)
    suspended = {TechnicianStatus.SUSPENDED}
    decided: dict[str, Any] = {"decided_by": operator, "decided_at": tx.now}
    if not technicians.move(tx, technician, TechnicianStatus.APPROVED, expected=suspended, **decided):
        raise Refusal("technician_not_suspended")
    record(tx, operator, "reinstate", f"person:{technician}")
    cautions.lift_all(tx, technician, operator)
    redraw(tx, technician)
    notify(tx, private_chat(technician), "technicians/reinstated")


def redraw(tx: Transaction, technician: PersonId) -> None:
    """The technician's own cards and those of the operators, where there are any."""
    for view in ("workplace", "work_radius", "jobs_at_once", "desk_technician", "desk_application"):
        show_again(tx, view, technician)
