"""Company accounts: opened by operators, run by the company's own managers."""

from bot.domain.companies import (
    MOST_MEMBERS,
    MOST_SITES,
    Company,
    CompanyId,
    Member,
    MemberId,
    MemberRole,
    SiteId,
    Verdict,
)
from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.links import Link, Purpose
from bot.domain.orders import Address
from bot.usecases.credit import use_credit
from bot.usecases.links import finish_link, make_link
from bot.usecases.quiet_hours import tell_gently
from bot.usecases.showing import APPROVAL, COMPANY, MEMBER, show_order
from bot.usecases.staff import require_role
from bot.usecases.statements import plan_statement
from db import audit, companies, company_orders, links, settings, sites
from db.holding import hold_member
from db.outbox import Priority, notify, show_card
from db.showing_again import show_again
from db.transaction import Transaction

COMPANIES = "companies"
"""The card of the choice among a person's companies; its subject is the person."""
DESK_COMPANY = "desk_company"
"""The operators' card of one company, its subject."""
LONGEST_NAME, LONGEST_SITE = 60, 40
"""UTF-16 units: of a company's name, of a site's, which has to fit on a button."""


def open_company(tx: Transaction, name: str, operator: PersonId, chat: int, username: str) -> None:
    """Open an account, and make the link for its manager; for one that there is, a link for another manager."""
    require_role(tx, operator)
    is_new = companies.add(tx, name)
    company = companies.called(tx.connection, name)
    assert company is not None
    if is_new:
        plan_statement(tx, company.id)
    link, address = make_link(tx, Purpose.COMPANY_MANAGER, operator, username, company.id)
    audit.record(tx, operator, "company", f"company:{company.id}", {"name": company.name, "new": is_new})
    fields = {"name": company.name, "new": is_new, "link": link, "address": address}
    notify(tx, chat, "companies/manager_link", fields, priority=Priority.ANSWER)


def join_company(tx: Transaction, link: Link, person: PersonId) -> None:
    """Whoever opened the link is in; the managers hear of it, and a new one sees what waits for a yes."""
    company = companies.find(tx.connection, link.subject or 0)
    if company is None:
        raise Refusal("company_not_yours")
    role = MemberRole.MANAGER if link.purpose is Purpose.COMPANY_MANAGER else MemberRole.MEMBER
    known = companies.membership(tx.connection, company.id, person)
    if known is not None and (known.is_manager or role is MemberRole.MEMBER):
        raise Refusal("company_member_already", name=company.name)
    if known is None and companies.count_members(tx.connection, company.id) >= MOST_MEMBERS:
        raise Refusal("company_full", most=MOST_MEMBERS)
    finish_link(tx, link)
    companies.join(tx, company.id, person, role)
    _welcome(tx, company, person, role)


def _welcome(tx: Transaction, company: Company, person: PersonId, role: MemberRole) -> None:
    joined = companies.membership(tx.connection, company.id, person)
    assert joined is not None
    show_company(tx, company.id)
    show_card(tx, private_chat(person), COMPANY, company.id, priority=Priority.ANSWER, fresh=True)
    if role is MemberRole.MANAGER:
        for order in company_orders.waiting(tx.connection, company.id):
            show_card(tx, private_chat(person), APPROVAL, order)
        return
    for manager in companies.managers(tx.connection, company.id):
        tell_gently(tx, private_chat(manager.person), "companies/joined", {"member": joined.id})


def invite_member(tx: Transaction, company: CompanyId, manager: PersonId, username: str) -> None:
    """A link for one more member; each invitation is a link of its own."""
    row = managed(tx, company, manager)
    if companies.count_members(tx.connection, company) >= MOST_MEMBERS:
        raise Refusal("company_full", most=MOST_MEMBERS)
    link, address = make_link(tx, Purpose.COMPANY_MEMBER, manager, username, company)
    fields = {"name": row.name, "link": link, "address": address}
    notify(tx, private_chat(manager), "companies/member_link", fields, priority=Priority.ANSWER)


def set_limit(tx: Transaction, member: MemberId, manager: PersonId, limit: int | None) -> None:
    """What the member may spend a month without asking, in minor units; None: whatever they like."""
    row = managed_member(tx, member, manager)
    hold_member(tx, member)
    if not companies.set_limit(tx, member, limit):
        raise Refusal("member_gone")
    show_member(tx, row)
    notify(tx, private_chat(row.person), "companies/limit_set", {"member": member})


def remove_member(tx: Transaction, member: MemberId, manager: PersonId) -> None:
    """They order for the company no more. What runs goes on; what waits for a price or a yes is theirs to decide."""
    row = managed_member(tx, member, manager)
    if row.is_gone:
        raise Refusal("member_gone")
    if row.is_manager:
        raise Refusal("company_manager_stays")
    _take_out(tx, row)
    notify(tx, private_chat(row.person), "companies/removed", {"company": row.company})


def leave_company(tx: Transaction, company: CompanyId, person: PersonId) -> None:
    """The own wish to be a member no more. The last manager stays: somebody must answer the others."""
    row = companies.membership(tx.connection, company, person)
    if row is None:
        raise Refusal("company_not_member")
    if row.is_manager and len(companies.managers(tx.connection, company)) == 1:
        raise Refusal("company_last_manager")
    _take_out(tx, row)


def leave_all(tx: Transaction, person: PersonId) -> None:
    """The person is forgotten: their companies go on without them, and operators hear of one that has no manager."""
    for company in companies.of_person(tx.connection, person):
        row = companies.membership(tx.connection, company.id, person)
        assert row is not None
        _take_out(tx, row)
        if row.is_manager and not companies.managers(tx.connection, company.id):
            for chat in settings.desk_chats(tx):
                notify(tx, chat, "companies/desk_no_manager", {"name": company.name})


def _take_out(tx: Transaction, row: Member) -> None:
    hold_member(tx, row.id)
    companies.leave(tx, row.id)
    links.withdraw_made_by(tx, row.person, {Purpose.COMPANY_MEMBER})
    for verdict in (Verdict.WAITING, Verdict.PRICING):
        for order in company_orders.of_member(tx.connection, row.id, verdict):
            after = Verdict.REFUSED if verdict is Verdict.WAITING else Verdict.OWN
            company_orders.settle(tx, order, {verdict}, after)
            use_credit(tx, order)
            show_order(tx, order)
    show_member(tx, row)
    show_card(tx, private_chat(row.person), COMPANY, row.company)


def add_site(tx: Transaction, company: CompanyId, manager: PersonId, name: str, address: Address) -> SiteId:
    """A place to which members order by its name."""
    managed(tx, company, manager)
    check_site_name(tx, company, name)
    if len(sites.of_company(tx.connection, company)) >= MOST_SITES:
        raise Refusal("sites_full", most=MOST_SITES)
    site = sites.add(tx, company, name, address)
    show_company(tx, company)
    return site


def check_site_name(tx: Transaction, company: CompanyId, name: str) -> None:
    """Two sites of one name could not be told apart on their buttons."""
    if sites.called(tx.connection, company, name) is not None:
        raise Refusal("site_named_already", name=name)


def remove_site(tx: Transaction, site: SiteId, manager: PersonId) -> None:
    """Nobody orders there any more; orders that are on their way go on."""
    row = sites.find(tx.connection, site)
    if row is None:
        raise Refusal("company_not_yours")
    managed(tx, row.company, manager)
    if not sites.remove(tx, site):
        raise Refusal("site_gone")
    show_company(tx, row.company)


def managed(tx: Transaction, company: CompanyId, person: PersonId) -> Company:
    """The company, if this person runs its account; somebody else's is as unknown as one that never was."""
    row, member = companies.find(tx.connection, company), companies.membership(tx.connection, company, person)
    if row is None or member is None or not member.is_manager:
        raise Refusal("company_not_yours")
    return row


def managed_member(tx: Transaction, member: MemberId, person: PersonId) -> Member:
    """The member, if this person runs the account that they belong to."""
    row = companies.member(tx.connection, member)
    if row is None:
        raise Refusal("company_not_yours")
    managed(tx, row.company, person)
    return row


def show_company(tx: Transaction, company: CompanyId) -> None:
    """Draw the company's cards again wherever they have been opened."""
    show_again(tx, COMPANY, company)
    show_again(tx, DESK_COMPANY, company)


def show_member(tx: Transaction, member: Member) -> None:
    """Draw again what shows the member, wherever it has been opened."""
    show_again(tx, MEMBER, member.id)
    show_company(tx, member.company)
