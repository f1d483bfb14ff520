"""A customer confirms a draft, and the search (or the pricing) begins."""

import secrets
from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId, private_chat
from bot.domain.money import Money
from bot.domain.orders import SOMETHING_ELSE, OrderDraft, OrderStatus
from bot.domain.windows import is_on_offer
from bot.usecases.accounts import account_of, first_status, put_on_account
from bot.usecases.call_number import ask_once
from bot.usecases.credit import use_credit
from bot.usecases.dispatch import start_search
from bot.usecases.outage_news import tell_slow
from bot.usecases.places import is_in_city
from db import orders, people, places, preferences, settings
from db.outbox import show_card
from db.transaction import Transaction


def place_order(tx: Transaction, customer: PersonId, draft: OrderDraft) -> OrderId:
    """Write the order at the catalogue's price and let the search begin; 'something else' waits for its price."""
    check_may_order(tx, customer)
    _check_draft(tx, draft)
    account = account_of(tx, customer, draft)
    price = catalogue_price(tx, draft.service)
    status = first_status(tx, account, price and price.times(draft.crew))
    order = orders.add(tx, customer, _with_favourite(tx, customer, draft), price, status, start_code())
    places.keep(tx, customer, draft.address)
    if draft.phone:
        people.set_phone(tx, customer, draft.phone)
    show_card(tx, private_chat(customer), "order", order)
    tell_slow(tx, customer)
    if account is not None:
        put_on_account(tx, order, account, status)
    if price:
        use_credit(tx, order)
    if status is OrderStatus.SEARCHING:
        start_search(tx, order)
    elif status is OrderStatus.QUOTING:
        _ask_operators(tx, order)
    if draft.phone:
        ask_once(tx, customer)
    return order


def _with_favourite(tx: Transaction, customer: PersonId, draft: OrderDraft) -> OrderDraft:
    """Whoever does not ask for anybody in particular gets a favourite who can do it asked first."""
    skills = tx.market.catalogue.skills_for(draft.service)
    favourite = draft.favourite or preferences.favourite_for(tx.connection, customer, skills)
    return replace(draft, favourite=favourite)


def check_may_order(tx: Transaction, customer: PersonId) -> None:
    """Refuse those who have not agreed to the rules, are banned, or have as many open orders as anybody may."""
    person = people.find(tx.connection, customer)
    if person is None or person.consent_at is None:
        raise Refusal("consent_needed")
    if person.is_banned:
        raise Refusal("banned")
    most = tx.market.jobs.max_open_orders
    if orders.count_open(tx.connection, customer) >= most:
        raise Refusal("too_many_orders", most=most)


def catalogue_price(tx: Transaction, service: str) -> Money | None:
    """What the service costs a technician today; None for 'something else'."""
    if service == SOMETHING_ELSE:
        return None
    found = tx.market.catalogue.service(service)
    if found is None:
        raise Refusal("service_gone")
    return found.price


def _check_draft(tx: Transaction, draft: OrderDraft) -> None:
    """A draft may have waited for days: the rules and the clock may have changed since it was begun."""
    city, rules = tx.market.city, tx.market.jobs
    if not is_in_city(city, draft.address.point):
        raise Refusal("outside_city", city=city.name)
    if draft.window and not is_on_offer(draft.window, tx.now, city.time_zone):
        raise Refusal("window_passed")
    if not 1 <= draft.crew <= rules.max_crew:
        raise Refusal("crew_too_large", most=rules.max_crew)
    if draft.service == SOMETHING_ELSE and not (draft.description or draft.attachments):
        raise Refusal("describe_first")


def start_code() -> str:
    """The four digits that the customer reads out at the door."""
    return f"{secrets.randbelow(10_000):04}"


def _ask_operators(tx: Transaction, order: OrderId) -> None:
    for chat in settings.desk_chats(tx):
        show_card(tx, chat, "desk_order", order, fresh=True)
