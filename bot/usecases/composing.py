"""A question that is really a wish: an operator suggests an order, and the customer says where and when."""

from dataclasses import dataclass

from bot.domain.cases import CaseKind, CaseStatus, Way
from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.orders import Attachment
from bot.usecases.cases import any_case, own_case, show_case
from db import audit, case_messages, cases
from db.outbox import notify
from db.transaction import Transaction

MOST_MESSAGES = 10
"""What was said last says what is wanted."""
LONGEST_WISH = 2000
SUGGESTED = "case_order_suggested"
"""The act in the audit log: one suggestion a case, whose button stays with the customer."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: words, and the photos, voices and files that show it, at most one a message."""

    words: str
    attachments: tuple[Attachment, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to go by."""
        return not self.words and not self.attachments


def suggest_order(tx: Transaction, case: int, operator: PersonId) -> None:
    """Ask whoever has asked a question for the place and the time; what they wrote goes along."""
    row = any_case(tx, case, operator)
    if row.kind is not CaseKind.QUESTION or row.order is not None or row.status is CaseStatus.SOLVED:
        raise Refusal("case_moved_on", status=row.status.value)
    if any(act.act == SUGGESTED for act in audit.about(tx.connection, f"case:{row.id}")):
        raise Refusal("case_composed")
    if _wish(tx, case).is_empty:
        raise Refusal("case_without_words")
    cases.take(tx, row.id, operator, only_free=True)
    cases.keep_promise(tx, row.id)
    audit.record(tx, operator, SUGGESTED, f"case:{row.id}")
    notify(tx, private_chat(row.person), "cases/compose", {"case": row.id})
    show_case(tx, row)


def wish_of(tx: Transaction, case: int, person: PersonId) -> Wish:
    """What this person said and sent in their own case, as the beginning of an order."""
    row, way = own_case(tx, case, person)
    if way is not Way.FROM_PERSON or row.kind is not CaseKind.QUESTION:
        raise Refusal("case_not_yours")
    return _wish(tx, case)


def _wish(tx: Transaction, case: int) -> Wish:
    latest = case_messages.latest(tx.connection, case, MOST_MESSAGES)
    said = [one.said for one in latest if one.way is Way.FROM_PERSON]
    words = "\n".join(one.words for one in said if one.words)[:LONGEST_WISH]
    return Wish(words, tuple(Attachment(one.kind, one.file_id) for one in said if one.file_id))
