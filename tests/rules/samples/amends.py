"""What is given to make things right: what operators choose from, what people read, what is refused."""

from dataclasses import replace
from itertools import product

from bot.domain.amends import Amends, AmendsId, AmendsKind
from bot.domain.cases import CaseId
from bot.domain.ids import OrderId
from bot.domain.money import Money
from bot.domain.people import Role
from tests.rules.samples.people import BANNED, MORE, NAME, NOW, OTHER_NAME, PERSON, PRICE, Fields

NOTHING = Money(0, "PLN")
GIVEN = Amends(
    AmendsId(7),
    AmendsKind.CREDIT,
    PERSON.id,
    BANNED.id,
    OrderId(12),
    CaseId(3),
    None,
    MORE,
    MORE,
    None,
    NOW,
    None,
)
DESK: Fields = {"what": "Credit", "given": GIVEN, "to": NAME, "by": OTHER_NAME, "used": 0, "came_of_it": None}
LIMITS: Fields = {"limit": 100_00, "left": 20_50, "currency": "PLN"}
OVER_LIMIT: list[Fields] = [
    {**LIMITS, "role": role.value, "a_day": a_day} for role in (Role.OPERATOR, Role.ADMIN) for a_day in (True, False)
]
TOO_LARGE: list[Fields] = [{"most": 180_00, "currency": "PLN"}]
SAMPLES: dict[str, list[Fields]] = {
    "amends/apology": [{"order": order} for order in (12, 0)],
    "amends/ask_amount": [
        {"kind": kind, "most": most, "total": PRICE} for kind in ("credit", "discount") for most in (MORE, None)
    ],
    "amends/choose": [{"name": NAME}],
    "amends/desk": [
        DESK,
        {**DESK, "used": 5_00},
        {**DESK, "given": replace(GIVEN, order=None, undone_at=NOW)},
        {**DESK, "given": replace(GIVEN, kind=AmendsKind.APOLOGY, amount=NOTHING, order=None, case=None)},
        {**DESK, "given": replace(GIVEN, kind=AmendsKind.REVISIT, amount=NOTHING), "came_of_it": 13},
    ],
    "amends/given": [
        {"kind": kind, "order": order, "amount": MORE, "due": due, "balance": PRICE}
        for kind, order, due in product(("credit", "refund", "discount"), (12, None), (PRICE, None))
        if order or kind == "credit"
    ],
    "amends/returned": [{"order": 12, "amount": MORE}],
    "amends/revisit": [{"service": "Leaking <pipe>", "name": NAME, "until": NOW}],
    "amends/taken_back": [{"kind": kind.value, "order": 12, "amount": MORE} for kind in AmendsKind],
    "problems/amends_over_limit": OVER_LIMIT,
    "problems/discount_too_large": TOO_LARGE,
    "refusals/amends_over_limit": OVER_LIMIT,
    "refusals/discount_too_large": TOO_LARGE,
}
