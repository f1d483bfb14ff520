"""How much somebody may give: about one matter, and in a day."""

import pytest

from bot.domain.amends import Allowance, AmendsRules, Excess
from bot.domain.people import Role
from bot.settings.amends import AmendsSettings

BOTH = Allowance(each=100, a_day=300)


@pytest.mark.parametrize(
    ("amount", "here", "today", "excess"),
    [
        (100, 0, 200, None),
        (101, 0, 0, Excess(100, 100, a_day=False)),
        (51, 50, 50, Excess(100, 50, a_day=False)),
        (50, 0, 251, Excess(300, 49, a_day=True)),
        (1, 150, 0, Excess(100, 0, a_day=False)),
    ],
)
def test_the_first_limit_that_it_breaks(amount: int, here: int, today: int, excess: Excess | None) -> None:
    assert BOTH.excess(amount, here, today) == excess
    assert (amount <= (BOTH.most(here, today) or 0)) is (excess is None)


def test_without_a_limit_anything_goes() -> None:
    assert Allowance().excess(10**9, 10**9, 10**9) is None
    assert Allowance().most(1, 1) is None
    assert Allowance(a_day=5).most(100, 1) == 4


def test_limits_are_set_in_whole_units_and_none_binds_an_owner() -> None:
    settings = AmendsSettings.model_validate(
        {"operator_each": 100, "operator_a_day": 250.5, "admin_each": None, "admin_a_day": 900}
        | {"amounts": [20], "revisit_days": 14}
    )
    rules: AmendsRules = settings.rules("PLN")
    assert rules.allowance(Role.OPERATOR) == Allowance(100_00, 250_50)
    assert rules.allowance(Role.ADMIN) == Allowance(None, 900_00)
    assert rules.allowance(Role.OWNER) == Allowance()
    assert settings.rules("JPY").amounts == (20,)
