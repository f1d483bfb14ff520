"""News about company accounts, and the statements of their months."""

from functools import partial

from bot.domain.companies import MemberId, month_from, month_of
from bot.domain.ids import private_chat
from bot.domain.money import Money
from bot.ui.company_presses import CompanyPress, StatementPress
from bot.ui.company_words import month_name, person_name
from bot.ui.exports import comma_separated
from bot.ui.keyboards import button, in_rows, inline
from bot.ui.masking import mask_contacts
from bot.ui.notices.links import link_view
from bot.ui.registry import NoticeRequest, notice
from bot.ui.statements import statement_book, statement_cells, statement_rows
from bot.ui.view import Media, View
from db import companies, company_orders, extras, jobs, links

MOST_MONTHS = 12


@notice("companies/manager_link")
def manager_link_notice(ask: NoticeRequest) -> View | None:
    """For an operator: the link that makes somebody a company's manager."""
    return _link(ask, "companies/manager_link", new=ask.fields["new"])


@notice("companies/member_link")
def member_link_notice(ask: NoticeRequest) -> View | None:
    """For a manager: the link that makes somebody a member."""
    return _link(ask, "companies/member_link")


def _link(ask: NoticeRequest, template: str, **fields: object) -> View | None:
    link = links.find(ask.connection, ask.fields["link"])
    if link is None:
        return None
    name, address = ask.fields["name"], ask.fields["address"]
    return link_view(ask, ask.render(template, name=name, address=address, until=link.expires_at, **fields), link)


@notice("companies/joined")
def joined_notice(ask: NoticeRequest) -> View | None:
    """A member has come in: how much may they spend?"""
    member = companies.member(ask.connection, ask.fields["member"])
    company = _managed(ask, member.company) if member else None
    if member is None or company is None or member.is_gone:
        return None
    text = ask.render("companies/joined", name=person_name(ask.connection, member.person), company=company)
    limit = button(ask.texts.label("Set the limit…"), CompanyPress(act="limit", number=member.id), style="primary")
    return View(text, inline([[limit]]))


@notice("companies/limit_set")
def limit_set_notice(ask: NoticeRequest) -> View | None:
    """What a member may spend from now on."""
    member = companies.member(ask.connection, MemberId(ask.fields["member"]))
    company = companies.find(ask.connection, member.company) if member else None
    if member is None or company is None or member.is_gone or private_chat(member.person) != ask.chat_id:
        return None
    limit = None if member.limit is None else Money(member.limit, ask.market.currency)
    return View(ask.render("companies/limit_set", company=company.name, limit=limit))


@notice("companies/removed")
def removed_notice(ask: NoticeRequest) -> View | None:
    """Somebody orders for the company no more."""
    company = companies.find(ask.connection, ask.fields["company"])
    return View(ask.render("companies/removed", name=company.name)) if company else None


@notice("companies/ask_leave")
def ask_leave_notice(ask: NoticeRequest) -> View | None:
    """Really?"""
    company = companies.find(ask.connection, ask.fields["company"])
    if company is None:
        return None
    yes = button(ask.texts.label("Yes, leave"), CompanyPress(act="leave_yes", number=company.id), style="danger")
    return View(ask.render("companies/ask_leave", name=company.name), inline([[yes]]))


@notice("companies/extra_over")
def extra_over_notice(ask: NoticeRequest) -> View | None:
    """Extra work was agreed to on site, and the member is above the limit with it."""
    extra = extras.find(ask.connection, ask.fields["extra"])
    job = jobs.find(ask.connection, extra.job) if extra else None
    known = company_orders.find(ask.connection, job.order) if job else None
    member = companies.member(ask.connection, known.member) if known else None
    if extra is None or known is None or member is None or known.month is None or member.limit is None:
        return None
    if _managed(ask, known.company) is None:
        return None
    text = ask.render(
        "companies/extra_over",
        name=person_name(ask.connection, member.person),
        order=known.order,
        amount=extra.amount,
        words=mask_contacts(extra.words, ask.market.city.country),
        spent=Money(company_orders.spent(ask.connection, member.id, known.month), ask.market.currency),
        limit=Money(member.limit, ask.market.currency),
    )
    return View(text)


@notice("companies/months")
def months_notice(ask: NoticeRequest) -> View | None:
    """The months of which there is anything to tell."""
    company = ask.fields["company"]
    if _managed(ask, company) is None:
        return None
    months = company_orders.months_of(ask.connection, company, MOST_MONTHS)
    buttons = [
        button(month_name(ask.texts, month), StatementPress(company_id=company, month=month.number)) for month in months
    ]
    return View(ask.render("companies/months", any_months=bool(months)), inline(in_rows(buttons, 2)))


@notice("companies/statement")
def statement_notice(ask: NoticeRequest) -> View | None:
    """The month as a workbook, and the same as comma-separated rows; for the managers alone."""
    company, month = _managed(ask, ask.fields["company"]), month_from(ask.fields["month"])
    if company is None or month is None:
        return None
    rows = statement_rows(ask.connection, ask.fields["company"], month)
    texts, market, title = ask.texts, ask.market, month_name(ask.texts, month)
    text = ask.render(
        "companies/statement",
        company=company,
        month=title,
        orders=len(rows),
        total=Money(sum(row.amount for row in rows), market.currency),
        under_way=month == month_of(ask.now, market.city.time_zone),
    )
    name = f"statement-{month.year}-{month.month:02}"
    book = partial(statement_book, texts, market, title, rows)
    media = (
        Media("document", name=f"{name}.xlsx", make=book),
        Media("document", name=f"{name}.csv", make=lambda: comma_separated(statement_cells(texts, market, rows))),
    )
    return View(text, media=media if rows else ())


def _managed(ask: NoticeRequest, company: int) -> str | None:
    """The company's name, if whoever's chat it is runs its account."""
    row, member = companies.find(ask.connection, company), companies.membership(ask.connection, company, ask.chat_id)
    return row.name if row is not None and member is not None and member.is_manager else None
