"""The end of the ordering wizard: everything once more, each line with a button that changes it."""

from datetime import datetime
from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.domain.money import Money
from bot.ui.company_words import manager_names
from bot.ui.dues import Due, parts_of
from bot.ui.keyboards import in_rows
from bot.ui.prompting import Prompt, PromptRequest, prompt
from bot.ui.service_names import service_name
from bot.ui.texts import N_
from db import companies, sites

CHANGES = {
    "service": N_("Service"),
    "problem": N_("Problem"),
    "account": N_("Who pays"),
    "place": N_("Place"),
    "door": N_("Flat and door"),
    "time": N_("Time"),
    "crew": N_("Technicians"),
    "contact": N_("Phone"),
}
"""Step → what its button says."""


@prompt("ordering/summary")
def summary_prompt(ask: PromptRequest) -> Prompt:
    """What will be ordered, and for how much."""
    price = _price(ask)
    text = ask.render(
        "ordering/summary",
        service=service_name(ask.texts, ask.market, ask.fields["service"]),
        price=price,
        total=price and price.times(ask.fields["crew"]),
        due=_due(ask, price),
        window=[datetime.fromisoformat(end) for end in ask.fields["window"] or []],
        now=datetime.fromisoformat(ask.fields["now"]),
        promise=_promise(ask),
        payer=_payer(ask),
    )
    return Prompt(text, [[_confirm(ask, price)], *in_rows(_changes(ask), 2)])


def _promise(ask: PromptRequest) -> dict[str, Any] | None:
    """When somebody will likely come; nothing in drafts that were summed up before we said so."""
    foreseen = ask.fields.get("foreseen")
    if foreseen is None:
        return None
    told: dict[str, Any] = foreseen["promise"]
    return told | {name: told[name] and datetime.fromisoformat(told[name]) for name in ("likely", "sure")}


def _payer(ask: PromptRequest) -> dict[str, Any] | None:
    """The company that pays, the site, and who is asked first where the limit does not reach; None for oneself."""
    number, site = ask.fields.get("company"), ask.fields.get("site")
    company = companies.find(ask.connection, number) if number is not None else None
    if company is None:
        return None
    place = sites.find(ask.connection, site) if site is not None else None
    asked = manager_names(ask.connection, company.id) if ask.fields["waits"] else ""
    return {"name": company.name, "site": place.name if place else "", "waits": ask.fields["waits"], "asked": asked}


def _price(ask: PromptRequest) -> Money | None:
    amount = ask.fields["price"]
    return None if amount is None else Money(amount, ask.market.currency)


def _due(ask: PromptRequest, price: Money | None) -> Due | None:
    """What is left to pay; drafts that were summed up before there was any credit know of none."""
    credit = ask.fields.get("credit", 0)
    return parts_of(price.times(ask.fields["crew"]), credit) if price and credit else None


def _confirm(ask: PromptRequest, price: Money | None) -> InlineKeyboardButton | None:
    if ask.fields["gone"]:
        return None
    if price is None:
        return ask.choice(ask.texts.label("Ask for a price"), "nav:confirm", style="success")
    due = _due(ask, price)
    rest = due.rest if due else price.times(ask.fields["crew"])
    return ask.choice(ask.texts.label("Order for %(price)s", price=rest), "nav:confirm", style="success")


def _changes(ask: PromptRequest) -> list[InlineKeyboardButton]:
    hidden = {"crew": not ask.fields["choose_crew"], "account": not ask.fields.get("choose_account")}
    steps = [step for step in CHANGES if not hidden.get(step)]
    return [
        ask.choice(ask.texts.label("✏️ %(what)s", what=ask.texts.label(CHANGES[step])), f"edit:{step}") for step in steps
    ]
