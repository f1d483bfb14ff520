"""Writing to an applicant about their interview: through the bot, in a case, so that answers find the operators."""

from bot.domain.cases import CaseId, CaseKind, Matter
from bot.domain.errors import Refusal
from bot.domain.ids import PersonId
from bot.usecases.interviews import any_interview
from db import audit, cases
from db.transaction import Transaction


def case_of(tx: Transaction, interview: int, operator: PersonId) -> CaseId:
    """The case in which the operators and this applicant talk; the operator who begins one sees to it."""
    row = any_interview(tx, interview, operator)
    if row.applicant is None:
        raise Refusal("interview_moved_on", status=row.status.value)
    known = cases.unsolved_of(tx.connection, row.applicant, None)
    if known is not None:
        return known.id
    case = cases.add(tx, CaseKind.INTERVIEW, row.applicant, tx.now + tx.market.cases.answer_within, Matter())
    cases.keep_promise(tx, case)  # the operator has the word: nobody waits for an answer
    cases.take(tx, case, operator)
    audit.record(tx, operator, "case_taken", f"case:{case}")
    return case
