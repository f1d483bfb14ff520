"""News about skills: a quiz passed or not, a skill granted or taken away."""

from datetime import timedelta

from bot.ui.keyboards import button, inline
from bot.ui.presses import TechnicianPress
from bot.ui.registry import NoticeRequest, notice
from bot.ui.skill_words import skill_name
from bot.ui.view import View


@notice("skills/passed")
def passed_notice(ask: NoticeRequest) -> View:
    """The skill is theirs, or still is."""
    return _about(ask, "skills/passed", again=ask.fields["again"])


@notice("skills/failed")
def failed_notice(ask: NoticeRequest) -> View:
    """How it went, and how long to wait."""
    return _about(ask, "skills/failed", wait=ask.market.quizzes.retry_after / timedelta(minutes=1))


@notice("skills/granted")
def granted_notice(ask: NoticeRequest) -> View:
    """An operator trusts them with it."""
    return _about(ask, "skills/granted")


@notice("skills/withdrawn")
def withdrawn_notice(ask: NoticeRequest) -> View:
    """No more offers of that kind."""
    return _about(ask, "skills/withdrawn")


@notice("skills/new_questions")
def new_questions_notice(ask: NoticeRequest) -> View:
    """What they were asked once is not what is asked today."""
    return _about(ask, "skills/new_questions")


def _about(ask: NoticeRequest, template: str, **fields: object) -> View:
    skill, rules = ask.fields["skill"], ask.market.quizzes
    counts = {"right": ask.fields.get("right", 0), "count": rules.asked(skill), "needed": rules.needed(skill)}
    text = ask.render(template, name=skill_name(ask.texts, ask.market, skill), **{**counts, **fields})
    return View(text, inline([[button(ask.texts.label("My skills"), TechnicianPress(act="skills"))]]))
