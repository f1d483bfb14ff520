"""The way of an update: the middlewares it passes, then the routers, in the order in which they are asked.

A router's filters are async and selective, the busiest routers come first: aiogram runs every synchronous filter in a
thread of its own.
"""

from functools import cache

from aiogram import Dispatcher, Router

from bot.flows import (
    address_note,
    application_reason,
    applying,
    calling_senior,
    case_talk,
    companies,
    engine,
    extra_work,
    giving,
    handing_over,
    job_photos,
    judging_document,
    menu,
    operator_orders,
    questions,
    rating,
    relay,
    review_reply,
    showing_document,
    signing,
    skills,
    start_code,
    working_hours,
)
from bot.flows.ordering import entries
from bot.handlers import (
    appeals,
    applications,
    calls,
    cases,
    claim,
    customer,
    desk_companies,
    fallback,
    groups,
    interviews,
    jobs,
    links,
    offers,
    operators,
    outages,
    partners,
    preferences,
    privacy,
    quiet_hours,
    service_book,
    start,
    surveys,
    team,
    technician,
)
from bot.handlers.middlewares import BanMiddleware, FloodMiddleware, RefusalMiddleware, TurnMiddleware

ROUTERS: tuple[Router, ...] = (
    operators.router,
    case_talk.router,
    groups.router,
    engine.router,
    offers.router,
    jobs.router,
    customer.router,
    menu.router,
    service_book.router,
    links.router,
    preferences.router,
    address_note.router,
    quiet_hours.router,
    companies.router,
    desk_companies.router,
    start.router,
    privacy.router,
    entries.router,
    start_code.router,
    relay.router,
    rating.router,
    review_reply.router,
    surveys.router,
    extra_work.router,
    calling_senior.router,
    handing_over.router,
    signing.router,
    job_photos.router,
    showing_document.router,
    judging_document.router,
    skills.router,
    appeals.router,
    technician.router,
    calls.router,
    outages.router,
    working_hours.router,
    applying.router,
    applications.router,
    interviews.router,
    application_reason.router,
    operator_orders.router,
    questions.router,
    cases.router,
    giving.router,
    partners.router,
    team.router,
    claim.router,
    fallback.router,
)


@cache
def routes() -> Dispatcher:
    """The process's one dispatcher: nothing of an app is kept in it."""
    dispatcher = Dispatcher(disable_fsm=True)
    for middleware in (TurnMiddleware(), RefusalMiddleware(), FloodMiddleware(), BanMiddleware()):
        dispatcher.update.outer_middleware(middleware)
    # One after the other in one list: aiogram wraps an update anew for every router that it passes on its way.
    for router in ROUTERS:
        for kind, observer in router.observers.items():
            dispatcher.observers[kind].handlers += observer.handlers
    return dispatcher
