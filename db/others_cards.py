"""Cards in other people's chats that name somebody: drawn again when that person is forgotten."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from db.tables import (
    amends,
    cards,
    case_messages,
    cases,
    cautions,
    company_members,
    company_orders,
    credentials,
    extras,
    interviews,
    jobs,
    offers,
    orders,
)

ABOUT_THEM = ("application", "technician", "reject", "more", "skills", "employment", "reviews")
OF_TECHNICIANS = tuple(f"desk_{about}" for about in ABOUT_THEM)
"""Cards about a technician at the operators' desk."""


def others_cards(connection: Connection, person: int) -> list[tuple[int, str, int]]:
    """Cards in other people's chats that may show the person's name: chat, view and subject of each."""
    work = select(jobs.c.order_id).where(jobs.c.technician_id == person)
    both = select(orders.c.id).where(or_(orders.c.customer_id == person, orders.c.id.in_(work)))
    asked = select(offers.c.id).where(offers.c.order_id.in_(both))
    own = select(cases.c.id).where(or_(cases.c.person_id == person, cases.c.other_id == person))
    said = select(case_messages.c.id).where(case_messages.c.author_id == person)
    given = select(amends.c.id).where(or_(amends.c.person_id == person, amends.c.giver_id == person))
    shown = cards.c
    showing = or_(
        shown.view.in_(["order", "desk_order"]) & shown.subject_id.in_(both),
        (shown.view == "offer") & shown.subject_id.in_(asked),
        _of_work(select(jobs.c.id).where(jobs.c.order_id.in_(both))),
        _of_standing(person),
        _of_companies(person),
        (shown.view == "desk_case") & shown.subject_id.in_(own),
        (shown.view == "desk_amends") & shown.subject_id.in_(given),
        (shown.view == "desk_case_message") & shown.subject_id.in_(said),
        shown.view.in_(OF_TECHNICIANS) & (shown.subject_id == person),
        shown.view.in_(["desk_page", "desk_partner", "team", "team_order"]),
    )
    query = select(shown.chat_id, shown.view, shown.subject_id).where(shown.chat_id != person, showing)
    return [(chat, view, subject) for chat, view, subject in connection.execute(query)]


def _of_work(done: Select[Any]) -> ColumnElement[bool]:
    """Cards about jobs: that one is late, that more work was proposed."""
    shown, proposed = cards.c, select(extras.c.id).where(extras.c.job_id.in_(done))
    late = (shown.view == "delay") & shown.subject_id.in_(done)
    return or_(late, (shown.view == "extra") & shown.subject_id.in_(proposed))


def _of_standing(person: int) -> ColumnElement[bool]:
    """Cards about what a technician has shown or appealed against."""
    shown = cards.c
    papers = select(credentials.c.id).where(credentials.c.technician_id == person)
    talks = select(interviews.c.id).where(interviews.c.applicant_id == person)
    fallen = select(cautions.c.id).where(cautions.c.technician_id == person)
    return or_(
        (shown.view == "desk_credential") & shown.subject_id.in_(papers),
        (shown.view == "desk_appeal") & shown.subject_id.in_(fallen),
        (shown.view == "desk_interview") & shown.subject_id.in_(talks),
    )


def _of_companies(person: int) -> ColumnElement[bool]:
    """Cards of company accounts: who is a member, what they spend, what they have asked for or said yes to."""
    shown = cards.c
    theirs = select(company_members.c.id).where(company_members.c.person_id == person)
    own = select(company_members.c.company_id).where(company_members.c.person_id == person)
    asked = select(company_orders.c.order_id).where(company_orders.c.company_id.in_(own))
    return or_(
        shown.view.in_(["company", "desk_company"]) & shown.subject_id.in_(own),
        (shown.view == "company_member") & shown.subject_id.in_(theirs),
        shown.view.in_(["approval", "order", "desk_order"]) & shown.subject_id.in_(asked),
    )
