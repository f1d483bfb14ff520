"""Who pays: the customer, or a company that they are a member of."""

from dataclasses import replace
from typing import Any

from bot.domain.money import Money
from bot.flows.answers import Answer
from bot.flows.ordering.draft import OrderingDraft
from bot.flows.wizard import Problem, Question, Scene
from bot.usecases.payers import companies_of, may_pay, would_wait

ACCOUNT, OWN = "account:", "account:own"


def ask_account(scene: Scene, _draft: OrderingDraft) -> Question:
    """For yourself, or for which company?"""
    own = [[int(company.id), company.name] for company in companies_of(scene.tx, scene.person.id)]
    return Question("ordering/account", {"companies": own})


def got_account(scene: Scene, draft: OrderingDraft, answer: Answer) -> OrderingDraft:
    """A button. A site belongs to its company: with another one who pays it is a place like any other."""
    number = answer.choice.removeprefix(ACCOUNT)
    if answer.choice == OWN:
        return replace(draft, company=None, site=None)
    if number == answer.choice or not number.isdecimal():
        raise Problem("choose_button")
    company = int(number)
    if company not in draft.companies or not may_pay(scene.tx, company, scene.person.id):
        raise Problem("company_left")
    return replace(draft, company=company, site=draft.site if company == draft.company else None)


def may_choose_account(draft: OrderingDraft) -> bool:
    """Whether there is a choice at all."""
    return bool(draft.companies)


def account_shown(scene: Scene, draft: OrderingDraft, price: int | None) -> dict[str, Any]:
    """What the summary says of it; `waits`: a manager would be asked first."""
    total = None if price is None else Money(price * draft.crew, scene.tx.market.currency)
    waits = (
        draft.company is not None and total is not None and would_wait(scene.tx, draft.company, scene.person.id, total)
    )
    return {"company": draft.company, "site": draft.site, "waits": waits, "choose_account": bool(draft.companies)}
