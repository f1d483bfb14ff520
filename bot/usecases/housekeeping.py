"""What has been done long ago and is of no use any more."""

from datetime import timedelta

from db import housekeeping
from db.transaction import Transaction

AT_ONCE = 2_000
"""Rows a transaction: the writer is never kept from the people for long."""


def prune(tx: Transaction, keep: timedelta) -> bool:
    """Forget some updates, messages, timers, lists and spells online of longer ago than `keep`; True when any are left.

    Failed ones stay: somebody must look into them.
    """
    before = tx.now - keep
    forgotten = [
        housekeeping.forget_updates(tx, before, AT_ONCE),
        housekeeping.forget_messages(tx, before, AT_ONCE),
        housekeeping.forget_timers(tx, before, AT_ONCE),
        housekeeping.forget_claim_attempts(tx, before, AT_ONCE),
        housekeeping.forget_desk_pages(tx, before, AT_ONCE),
        housekeeping.forget_online_spells(tx, before, AT_ONCE),
        housekeeping.forget_geocodes(tx, AT_ONCE),
    ]
    return max(forgotten) == AT_ONCE
