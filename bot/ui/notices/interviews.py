"""News about interviews: times are there, one is soon, one is off, how one went."""

from datetime import datetime

from bot.domain.ids import private_chat
from bot.domain.interviews import InterviewStatus
from bot.ui.for_desk import for_desk
from bot.ui.interview_presses import InterviewPress
from bot.ui.interview_words import choose_button
from bot.ui.keyboards import button, inline
from bot.ui.registry import NoticeRequest, notice
from bot.ui.view import View
from db import interviews, technicians


@notice("interviews/times")
def times_notice(ask: NoticeRequest) -> View:
    """Operators have offered times."""
    return View(ask.render("interviews/times"), inline([[choose_button(ask.texts)]]))


@notice("interviews/called_off")
def called_off_notice(ask: NoticeRequest) -> View:
    """The operator can't make it: sorry, and the way to another time."""
    text = ask.render("interviews/called_off", at=_at(ask))
    return View(text, inline([[choose_button(ask.texts)]]))


@notice("interviews/missed")
def missed_notice(ask: NoticeRequest) -> View:
    """Nobody answered: one more invitation, if it was the first time."""
    again = bool(ask.fields["again"])
    text = ask.render("interviews/missed", again=again)
    return View(text, inline([[choose_button(ask.texts)]]) if again else None)


@notice("interviews/reminder")
def reminder_notice(ask: NoticeRequest) -> View | None:
    """It is soon, and there is still time to move it."""
    at = _still_theirs(ask)
    if at is None:
        return None
    other = button(ask.texts.label("Another time"), InterviewPress(act="choose"))
    cancel = button(ask.texts.label("Cancel the interview"), InterviewPress(act="cancel"))
    return View(ask.render("interviews/reminder", at=at), inline([[other, cancel]]))


@notice("interviews/now")
def now_notice(ask: NoticeRequest) -> View | None:
    """It begins."""
    return None if _still_theirs(ask) is None else View(ask.render("interviews/now"))


@notice("interviews/given_back")
@for_desk
def given_back_notice(ask: NoticeRequest) -> View:
    """The applicant does not come then; the time is free again."""
    applicant = technicians.find(ask.connection, ask.fields["applicant"])
    moved = ask.fields.get("moved_to")
    later = datetime.fromisoformat(moved) if moved else None
    name = applicant.name if applicant else ""
    return View(ask.render("interviews/given_back", name=name, at=_at(ask), later=later))


def _at(ask: NoticeRequest) -> datetime:
    return datetime.fromisoformat(ask.fields["at"])


def _still_theirs(ask: NoticeRequest) -> datetime | None:
    """When it is; None when it was moved, given back or called off before this was sent."""
    row = interviews.find(ask.connection, ask.fields["interview"])
    if row is None or row.status is not InterviewStatus.CHOSEN or row.applicant is None:
        return None
    return row.begins_at if private_chat(row.applicant) == ask.chat_id else None
