"""What has been done long ago and is of no use any more."""

from datetime import timedelta

from bot.domain.retention import Retention
from db import housekeeping
from db import retention as kept
from db.transaction import Transaction

AT_ONCE = 2_000
"""Rows a transaction: the writer is never kept from the people for long."""


def prune(tx: Transaction, keep: timedelta) -> bool:
    """Forget some updates, messages, timers, lists and the like of longer ago than `keep`; True when any are left.

    Failed ones stay for the count, and lose their contents: somebody had that time to look into them.
    """
    before = tx.now - keep
    forgotten = [
        housekeeping.forget_updates(tx, before, AT_ONCE),
        housekeeping.forget_messages(tx, before, AT_ONCE),
        housekeeping.forget_timers(tx, before, AT_ONCE),
        housekeeping.forget_claim_attempts(tx, before, AT_ONCE),
        housekeeping.forget_desk_pages(tx, before, AT_ONCE),
        housekeeping.forget_online_spells(tx, before, AT_ONCE),
        housekeeping.forget_unheard(tx, before, AT_ONCE),
        housekeeping.forget_sms(tx, before, AT_ONCE),
        housekeeping.forget_outage_notices(tx, before, AT_ONCE),
        housekeeping.forget_free_times(tx, before, AT_ONCE),
        housekeeping.forget_geocodes(tx, AT_ONCE),
        kept.empty_updates(tx, before, AT_ONCE, "failed"),
        kept.empty_messages(tx, before, AT_ONCE, "dead"),
    ]
    return max(forgotten) == AT_ONCE


def forget_contents(tx: Transaction, retention: Retention) -> bool:
    """Empty some of what is over of addresses, notes, messages, photos and contents; True when any are left."""
    now = tx.now
    forgotten = [
        kept.empty_addresses(tx, now - retention.addresses, AT_ONCE),
        kept.forget_address_notes(tx, now - retention.address_notes, AT_ONCE),
        kept.forget_relayed(tx, now - retention.messages, AT_ONCE),
        kept.forget_said(tx, now - retention.messages, AT_ONCE),
        kept.forget_work_photos(tx, now - retention.photos, AT_ONCE),
        kept.forget_attachments(tx, now - retention.photos, AT_ONCE),
        kept.forget_documents(tx, now - retention.photos, AT_ONCE),
        kept.forget_credentials(tx, now - retention.photos, AT_ONCE),
        kept.empty_updates(tx, now - retention.contents, AT_ONCE),
        kept.empty_messages(tx, now - retention.contents, AT_ONCE, "sent", "dropped"),
    ]
    return max(forgotten) == AT_ONCE
