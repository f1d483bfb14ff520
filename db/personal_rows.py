"""Which rows are about a person: found by the tables' own references, so that no table is ever forgotten."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, or_, select

from bot.domain.cases import Way
from db.sealed_columns import BlindIndex
from db.tables import (
    amends,
    book_entries,
    case_messages,
    cases,
    company_members,
    company_orders,
    continuations,
    credentials,
    credit_uses,
    documents,
    extras,
    handovers,
    interviews,
    jobs,
    links,
    metadata,
    offers,
    online_spells,
    order_events,
    orders,
    people,
    places,
    preferences,
    ratings,
    relayed_messages,
    staff,
    technician_skills,
    technicians,
)

Rows = list[dict[str, Any]]
Sections = dict[str, tuple[Table, ColumnElement[bool]]]
"""Section → the table and which of its rows."""
NOT_THEIRS = frozenset(
    {"actor_id", "applicant_id", "author_id", "customer_id", "decided_by", "favourite_id", "person_id"}
    | {"made_by", "taken_by", "token_hash"}
    | {"giver_id", "operator_id", "other_id", "owner_id"}
    | {"subject_id", "technician_id", "offer_id"}
)
"""Who else was there is not the person's own business, and who they are themselves they know."""
OF_THE_ENGINE = frozenset({"version", "round", "wave", "widened", "taken", "code_attempts", "rough_lat", "rough_lon"})
SEARCH = "wave"
"""The kind of event that says which technicians were thought of."""


def references() -> Iterator[Column[Any]]:
    """Every column that names a person by reference."""
    named = (people.c.id, technicians.c.person_id)
    for table in metadata.sorted_tables:
        yield from (c for c in table.columns if any(key.column in named for key in c.foreign_keys))


def own_rows(connection: Connection, person: int) -> dict[str, Rows]:
    """Everything that is kept about the person, by section. What others said of them only once it may be read."""
    asked = _as_person(person) | _as_technician(person)
    known = {table for table, _ in asked.values()}
    others = {c.table.name: (c.table, c == person) for c in references() if c.table not in known}
    found = {name: _rows(connection, table, which) for name, (table, which) in (asked | others).items()}
    return {name: rows for name, rows in found.items() if rows}


def _as_person(person: int) -> Sections:
    own_orders = select(orders.c.id).where(orders.c.customer_id == person)
    own_jobs = select(jobs.c.id).where(or_(jobs.c.technician_id == person, jobs.c.order_id.in_(own_orders)))
    own_places = select(places.c.id).where(places.c.person_id == person)
    written = relayed_messages.c.author_id == person
    told = ratings.c.revealed_at.is_not(None)
    return {
        "profile": (people, people.c.id == person),
        "role": (staff, staff.c.person_id == person),
        "places": (places, places.c.person_id == person),
        "preferences": (preferences, preferences.c.customer_id == person),
        "orders": (orders, orders.c.customer_id == person),
        "history": (order_events, order_events.c.order_id.in_(own_orders) & (order_events.c.kind != SEARCH)),
        "links_made": (links, links.c.made_by == person),
        "links_opened": (links, links.c.taken_by == person),
        "extra_work": (extras, extras.c.job_id.in_(own_jobs)),
        "service_book": (book_entries, book_entries.c.place_id.in_(own_places)),
        "handovers": (handovers, handovers.c.job_id.in_(own_jobs)),
        "messages_written": (relayed_messages, written),
        "messages_received": (relayed_messages, ~written & relayed_messages.c.job_id.in_(own_jobs)),
        "ratings_given": (ratings, ratings.c.author_id == person),
        "ratings_received": (ratings, (ratings.c.subject_id == person) & told),
        **(_cases(person) | _credit(person) | _companies(person)),
    }


def _companies(person: int) -> Sections:
    """Whose member the person is or was, and which of their orders a company pays for."""
    own_orders = select(orders.c.id).where(orders.c.customer_id == person)
    return {
        "companies": (company_members, company_members.c.person_id == person),
        "company_orders": (company_orders, company_orders.c.order_id.in_(own_orders)),
    }


def _credit(person: int) -> Sections:
    """What was given to the person, and what their orders have used of it."""
    own_orders = select(orders.c.id).where(orders.c.customer_id == person)
    used = credit_uses.c.order_id.in_(own_orders) & (credit_uses.c.amount > 0)
    return {"amends": (amends, amends.c.person_id == person), "credit_used": (credit_uses, used)}


def _cases(person: int) -> Sections:
    """The person's own cases, and what was said in any to or by them; operators' notes stay among operators."""
    way, own, other = case_messages.c.way, cases.c.person_id == person, cases.c.other_id == person
    to_them = or_(
        case_messages.c.case_id.in_(select(cases.c.id).where(own)) & (way == Way.TO_PERSON.value),
        case_messages.c.case_id.in_(select(cases.c.id).where(other)) & (way == Way.TO_OTHER.value),
    )
    by_them = (case_messages.c.author_id == person) & way.in_([Way.FROM_PERSON.value, Way.FROM_OTHER.value])
    return {"cases": (cases, own), "case_messages": (case_messages, or_(to_them, by_them))}


def _as_technician(person: int) -> Sections:
    own_work = select(jobs.c.id).where(jobs.c.technician_id == person)
    return {
        "application": (technicians, technicians.c.person_id == person),
        "skills": (technician_skills, technician_skills.c.technician_id == person),
        "seniors_called": (continuations, continuations.c.job_id.in_(own_work)),
        "online": (online_spells, online_spells.c.technician_id == person),
        "documents": (documents, documents.c.technician_id == person),
        "interviews": (interviews, interviews.c.applicant_id == person),
        "documents_judged": (credentials, credentials.c.technician_id == person),
        "offers": (offers, offers.c.technician_id == person),
        "jobs": (jobs, jobs.c.technician_id == person),
    }


def _rows(connection: Connection, table: Table, which: ColumnElement[bool]) -> Rows:
    columns = [column for column in table.columns if _is_shown(column)]
    query = select(*columns).where(which).order_by(*table.primary_key.columns)
    return [dict(row) for row in connection.execute(query).mappings()]


def _is_shown(column: Column[Any]) -> bool:
    hidden = column.name in NOT_THEIRS or column.name in OF_THE_ENGINE
    return not (hidden or isinstance(column.type, BlindIndex))
