"""Every table of the market, by theme; `metadata` is what migrations compare the database with."""

from db.tables.amends import amends, credit_uses
from db.tables.calls import calls
from db.tables.cases import case_messages, cases, topics, unheard
from db.tables.cautions import cautions
from db.tables.companies import companies, company_members, company_orders, sites
from db.tables.continuations import continuations
from db.tables.credentials import credentials
from db.tables.delivery import cards, conversations, inbox, outbox, timers
from db.tables.desk import claim_attempts, command_menus, desk_pages
from db.tables.handovers import handovers
from db.tables.interviews import interviews
from db.tables.learning import habits, knowledge
from db.tables.links import links
from db.tables.metadata import metadata
from db.tables.orders import extras, job_photos, jobs, offers, order_events, orders, ratings, relayed_messages
from db.tables.outages import on_duty, outage_notices, outages, sms
from db.tables.partners import dispatchers, partners
from db.tables.people import audit, claim_codes, geocodes, market_settings, people, places, staff
from db.tables.preferences import preferences
from db.tables.promises import promises
from db.tables.quizzes import quiz_attempts, wanted_skills
from db.tables.replies import replies
from db.tables.service_book import book_entries, book_links
from db.tables.surveys import surveys
from db.tables.technicians import documents, online_spells, technician_skills, technicians

__all__ = [
    "amends",
    "audit",
    "book_entries",
    "book_links",
    "calls",
    "cards",
    "case_messages",
    "cases",
    "cautions",
    "claim_attempts",
    "claim_codes",
    "command_menus",
    "companies",
    "company_members",
    "company_orders",
    "continuations",
    "conversations",
    "credentials",
    "credit_uses",
    "desk_pages",
    "dispatchers",
    "documents",
    "extras",
    "geocodes",
    "habits",
    "handovers",
    "inbox",
    "interviews",
    "job_photos",
    "jobs",
    "knowledge",
    "links",
    "market_settings",
    "metadata",
    "offers",
    "on_duty",
    "online_spells",
    "order_events",
    "orders",
    "outage_notices",
    "outages",
    "outbox",
    "partners",
    "people",
    "places",
    "preferences",
    "promises",
    "quiz_attempts",
    "ratings",
    "relayed_messages",
    "replies",
    "sites",
    "sms",
    "staff",
    "surveys",
    "technician_skills",
    "technicians",
    "timers",
    "topics",
    "unheard",
    "wanted_skills",
]
