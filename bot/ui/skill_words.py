"""A technician's skills as they read them: what they have, what waits, which quiz is open from when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.market import Market
from bot.domain.quizzes import may_try_from
from bot.domain.technicians import Technician, TechnicianStatus
from bot.ui.registry import CardRequest
from bot.ui.texts import Texts
from db import skills


@dataclass(frozen=True, slots=True)
class SkillLine:
    """One skill of the market. `quiz`: whether there is one; `from_`: when the next try may begin, if later.

    `dated`: they have it, and its questions are others since.
    """

    key: str
    name: str
    has: bool
    waits: bool
    quiz: bool
    from_: datetime | None
    dated: bool = False


def skill_name(texts: Texts, market: Market, skill: str) -> str:
    """The skill by name; one that the market no longer has goes by its key."""
    known = market.catalogue.skills.get(skill)
    return texts.named(known) if known else skill


def skill_lines(ask: CardRequest, technician: Technician) -> Sequence[SkillLine]:
    """Every skill of the market, as this technician stands with it: what an applicant only says is not theirs yet."""
    is_applicant = technician.status is not TechnicianStatus.APPROVED
    granted = skills.granted_at(ask.connection, technician.id)
    has = frozenset(granted) if is_applicant else technician.skills
    waits = (technician.skills - has) | skills.wanted(ask.connection, technician.id)
    attempts, rules = skills.latest_attempts(ask.connection, technician.id), ask.market.quizzes
    lines = []
    for key, names in ask.market.catalogue.skills.items():
        moment = may_try_from(attempts.get(key), rules)
        later = moment if moment is not None and moment > ask.now else None
        dated = rules.is_dated(key, granted.get(key), ask.now)
        name, quiz = ask.texts.named(names), bool(rules.asked(key))
        lines.append(SkillLine(key, name, key in has, key in waits, quiz, later, dated))
    return lines
