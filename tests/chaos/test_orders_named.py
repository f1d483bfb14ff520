"""Nobody ends an order over which two people number their notes: its buttons are known in every kind of card."""

import pytest

from bot.ui.case_presses import DeskCasePress
from bot.ui.presses import DeskOrderPress, MenuPress, OrderPress, WizardPress
from tests.chaos.orders_named import order_named


@pytest.mark.parametrize(
    ("packed", "order"),
    [
        (OrderPress(act="cancel", order_id=7).pack(), 7),
        (DeskOrderPress(act="cancel", order_id=12).pack(), 12),
        (DeskCasePress(act="close", case_id=7).pack(), None),
        (MenuPress(act="order").pack(), None),
        (WizardPress(version=7, choice="nav:confirm").pack(), None),
    ],
)
def test_a_button_names_its_order(packed: str, order: int | None) -> None:
    assert order_named(packed) == order
