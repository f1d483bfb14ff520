"""Judging a document: until when it holds, or why it does not do. One question, in the operator's private chat."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.credentials import RefusedFor
from bot.domain.errors import Refusal
from bot.domain.ids import CredentialId, PersonId
from bot.flows.acts import answer_at_desk, unknown_act
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_done, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Step, Wizard
from bot.flows.words import words_of
from bot.turn import Transaction, Turn
from bot.ui.presses import CredentialPress
from bot.ui.typed import parse_whole
from bot.ui.typed_date import typed_date
from bot.usecases import conversations, credentials
from bot.usecases.credentials import MOST_REASON

YEARS = "years:"
MOST_YEARS = 30
ASKING = frozenset({"approve", "refuse"})
router = Router(name="judging_document")
Act = Callable[[Transaction, Turn, CredentialId], None]


@dataclass(frozen=True, slots=True)
class JudgingDraft:
    """Which document, and what was answered: a day as YYYY-MM-DD, or a reason."""

    credential: int
    until: str = ""
    reason: str = ""


@router.callback_query(CredentialPress.filter())
async def pressed(query: CallbackQuery, callback_data: CredentialPress, turn: Turn) -> None:
    """A button of a document's card."""
    act = ACTS.get(callback_data.act, unknown_act)
    await turn.decide(lambda tx: act(tx, turn, CredentialId(callback_data.credential_id)))
    await answer_at_desk(query, turn, asks=callback_data.act in ASKING)


def _approve(tx: Transaction, turn: Turn, credential: CredentialId) -> None:
    row = credentials.check_may_judge(tx, credential, turn.sender.id)
    kind = tx.market.documents.find(row.kind)
    if kind is not None and kind.expires:
        begin(DOCUMENT_UNTIL, Scene(tx, turn.sender), JudgingDraft(credential))
    else:
        credentials.approve(tx, credential, turn.sender.id, None)


def _refuse(tx: Transaction, turn: Turn, credential: CredentialId) -> None:
    credentials.check_may_judge(tx, credential, turn.sender.id)
    begin(DOCUMENT_REFUSAL, Scene(tx, turn.sender), JudgingDraft(credential))


def _show(tx: Transaction, turn: Turn, credential: CredentialId) -> None:
    credentials.show_photos(tx, credential, turn.sender.id, turn.chat)


ACTS: dict[str, Act] = {"approve": _approve, "refuse": _refuse, "show": _show}


def ask_until(_scene: Scene, draft: JudgingDraft) -> Question:
    """Until which day?"""
    return Question("documents/until", {"credential": draft.credential})


def got_until(scene: Scene, draft: JudgingDraft, given: Answer) -> JudgingDraft:
    """A day, or so many years from today."""
    today = scene.tx.now.astimezone(scene.tx.market.city.time_zone).date()
    years = parse_whole(given.choice.removeprefix(YEARS)) if given.choice.startswith(YEARS) else None
    day = typed_date(given.text) if years is None else _years_later(today, years)
    if day is None:
        raise Problem("date_expected")
    if day < today:
        raise Problem("date_passed")
    return replace(draft, until=day.isoformat())


def _years_later(day: date, years: int) -> date | None:
    """The same day so many years later; on a 29 February the day before."""
    if not 1 <= years <= MOST_YEARS:
        return None
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)


def ask_reason(_scene: Scene, draft: JudgingDraft) -> Question:
    """Why not?"""
    return Question("documents/refusal", {"credential": draft.credential})


def got_reason(_scene: Scene, draft: JudgingDraft, given: Answer) -> JudgingDraft:
    """A usual reason, or the operator's own words."""
    if given.choice in set(RefusedFor):
        return replace(draft, reason=given.choice)
    return replace(draft, reason=words_of(given, MOST_REASON))


def approve(scene: Scene, draft: JudgingDraft) -> None:
    """It counts until that day."""
    _judge(scene, lambda tx: credentials.approve(tx, *_which(scene, draft), date.fromisoformat(draft.until)))


def refuse(scene: Scene, draft: JudgingDraft) -> None:
    """It does not count."""
    _judge(scene, lambda tx: credentials.refuse(tx, *_which(scene, draft), draft.reason))


def _which(scene: Scene, draft: JudgingDraft) -> tuple[CredentialId, PersonId]:
    return CredentialId(draft.credential), scene.person.id


def _judge(scene: Scene, judge: Callable[[Transaction], None]) -> None:
    """Where somebody was faster the operator hears so, and the question is over all the same."""
    conversations.end(scene.tx, scene.person.id)
    try:
        judge(scene.tx)
    except Refusal as refusal:
        tell_refusal(scene, refusal)
    else:
        tell_done(scene, "judge")


DOCUMENT_UNTIL = Wizard("document_until", JudgingDraft, (Step("until", ask_until, got_until),), approve)
DOCUMENT_REFUSAL = Wizard("document_refusal", JudgingDraft, (Step("reason", ask_reason, got_reason),), refuse)
