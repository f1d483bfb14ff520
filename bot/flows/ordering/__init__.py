"""Ordering, question by question:

service → what is wrong → place → time → how many technicians → contact → summary → the order.

`draft.py` is what is kept between the questions; `what.py`, `where.py`, `when.py`, `who.py` and `summary.py` hold an
`ask_…`/`got_…` pair a question; `wizards.py` puts them in order, and `entries.py` are the buttons and commands that
begin it.
"""

from bot.flows.ordering.draft import OrderingDraft
from bot.flows.ordering.entries import begin_order, router
from bot.flows.ordering.wizards import ORDERING, RESCHEDULING

__all__ = ["ORDERING", "RESCHEDULING", "OrderingDraft", "begin_order", "router"]
