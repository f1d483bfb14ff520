"""Company accounts: cards, approvals, statements."""

from bot.domain.companies import CompanyId, Member, MemberId, MemberRole, Site, SiteId, Verdict
from bot.domain.money import Money
from tests.rules.samples.people import ADDRESS, LATER, NAME, NOW, OTHER_NAME, PERSON, PRICE, WORDS, Fields, order

COMPANY = "Kowal <&> Synowie"
NOTHING, MONTH = Money(0, PRICE.currency), "November 2026"
ADDRESS_OF_LINK = "https://t.me/onsite_bot?start=join-abc"


def member(*, role: MemberRole = MemberRole.MEMBER, is_gone: bool = False) -> Member:
    """Somebody who orders, or runs the account."""
    return Member(MemberId(1), CompanyId(1), PERSON.id, role, 0, is_gone)


def site(*, is_gone: bool = False) -> Site:
    """A place with a name."""
    return Site(SiteId(1), CompanyId(1), "Shop <3>", ADDRESS, is_gone)


MANAGED: Fields = {"name": COMPANY, "month": MONTH, "orders": 0, "total": NOTHING, "alone": True, "any_sites": False}
OWN: Fields = {"name": COMPANY, "month": MONTH, "spending": "180 zł", "managers": NAME, "sites": "Shop <3>"}
MEMBER: Fields = {"name": NAME, "month": MONTH, "spent": PRICE}
APPROVAL: Fields = {
    "order": order(),
    "name": NAME,
    "service": "Leaking <pipe>",
    "description": WORDS,
    "where": "Shop <3>",
    "total": PRICE,
    "spending": "180 zł of 500 zł",
    "status": "searching",
}
COUNTS = ("members", "sites", "orders", "open_orders")
LINE: Fields = {"name": COMPANY, "month": MONTH, "total": PRICE} | dict.fromkeys(COUNTS, 1)
DESK: Fields = {"people": [], "places": "", "waiting": 0, "under_way": []}
DESK |= dict.fromkeys(("more_people", "more_places", "more_orders"), 0)
PEOPLE = [
    {"id": 5550001, "name": NAME, "is_manager": manager, "spending": "180 zł of 500 zł"} for manager in (True, False)
]
MORE_OF_ALL: Fields = {
    "more_people": 20,
    "places": "Shop <3>",
    "more_places": 2,
    "under_way": [{"number": 12, "service": "Leaking <pipe>", "status": "on the way"}],
    "more_orders": 3,
}
SAMPLES: dict[str, list[Fields]] = {
    "companies/approval": [
        {**APPROVAL, "verdict": verdict, "decided_by": by}
        for verdict in (*(one.value for one in Verdict), "cancelled")
        for by in (OTHER_NAME, "")
    ]
    + [{**APPROVAL, "verdict": "waiting", "decided_by": "", "description": "", "order": order(window=LATER)}],
    "companies/ask_leave": [{"name": COMPANY}],
    "companies/ask_limit": [{"name": NAME}],
    "companies/ask_site_name": [{"address": "Rynek <1>"}],
    "companies/ask_site_place": [
        {"found": found, "credit": credit} for found in ([], ["Rynek <1>"]) for credit in ("", "© OpenStreetMap")
    ],
    "companies/choice": [{"any_companies": any_companies} for any_companies in (True, False)],
    "companies/desk_card": [
        {**DESK, "line": LINE},
        {**DESK, "line": LINE, "people": PEOPLE, "places": "Shop <3> (Stare Miasto)", "waiting": 1},
        *({**DESK, "line": LINE, "people": PEOPLE, "waiting": number, **MORE_OF_ALL} for number in (2, 5)),
    ],
    "companies/desk_line": [{"line": LINE}],
    "companies/desk_list": [
        {"words": "", "lines": [], "page": 1, "pages": 1},
        {"words": "ac<me", "lines": [], "page": 1, "pages": 1},
        {"words": "", "lines": [{**LINE, **dict.fromkeys(COUNTS, n)} for n in (0, 1, 2, 5)], "page": 1, "pages": 2},
    ],
    "companies/desk_no_manager": [{"name": COMPANY}],
    "companies/extra_over": [
        {"name": NAME, "order": 12, "amount": PRICE, "words": WORDS, "spent": PRICE + PRICE, "limit": PRICE}
    ],
    "companies/joined": [{"name": NAME, "company": COMPANY}],
    "companies/left": [{"name": COMPANY}],
    "companies/limit_set": [{"company": COMPANY, "limit": limit} for limit in (None, NOTHING, PRICE)],
    "companies/manager": [
        {**MANAGED, "waiting": 0},
        *({**MANAGED, "orders": number, "total": PRICE, "waiting": number} for number in (1, 2, 5, 22)),
        {**MANAGED, "orders": 3, "total": PRICE, "waiting": 0, "alone": False, "any_sites": True},
    ],
    "companies/manager_link": [
        {"new": new, "name": COMPANY, "address": ADDRESS_OF_LINK, "until": NOW} for new in (True, False)
    ],
    "companies/member": [
        {**MEMBER, "member": member(), "limit": None},
        {**MEMBER, "member": member(), "limit": PRICE},
        {**MEMBER, "member": member(), "limit": NOTHING},
        {**MEMBER, "member": member(role=MemberRole.MANAGER), "limit": None},
        {**MEMBER, "member": member(is_gone=True), "limit": PRICE},
    ],
    "companies/member_link": [{"name": COMPANY, "address": ADDRESS_OF_LINK, "until": NOW}],
    "companies/months": [{"any_months": any_months} for any_months in (True, False)],
    "companies/own": [
        {**OWN, "asks_each_time": asks, "managers": managers, "sites": sites}
        for asks in (True, False)
        for managers in (NAME, "")
        for sites in ("Shop <3>", "")
    ],
    "companies/removed": [{"name": COMPANY}],
    "companies/site": [{"site": site(is_gone=is_gone)} for is_gone in (True, False)],
    "companies/statement": [
        {"company": COMPANY, "month": MONTH, "orders": number, "total": PRICE, "under_way": under_way}
        for number in (0, 1, 2, 5, 22)
        for under_way in (True, False)
    ],
    "ordering/account": [{"companies": companies} for companies in ([[1, COMPANY]], [[1, COMPANY], [2, "ACME"]], [])],
    "problems/site_named_already": [{"name": "Shop <3>"}],
    "refusals/company_full": [{"most": 40}],
    "refusals/company_member_already": [{"name": COMPANY}],
    "refusals/site_named_already": [{"name": "Shop <3>"}],
    "refusals/sites_full": [{"most": 30}],
}
