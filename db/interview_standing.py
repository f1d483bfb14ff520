"""How an applicant stands with their interview, from all the rows that it depends on."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.credentials import CredentialStatus, held
from bot.domain.interviews import InterviewStanding, InterviewStep, Readiness, interview_standing
from bot.domain.market import Market
from bot.domain.technicians import Technician
from db import credentials, interviews, skills, technicians

SHOWN = frozenset({CredentialStatus.SHOWN, CredentialStatus.APPROVED})


def standing_of(connection: Connection, market: Market, applicant: int, now: datetime) -> InterviewStanding:
    """How this person stands; `none` for whoever is no applicant."""
    row, standing = technicians.find(connection, applicant), technicians.standing(connection, applicant)
    if row is None or standing is None:
        return InterviewStanding(InterviewStep.NONE)
    return interview_standing(
        standing.status,
        standing.applied_at,
        interviews.of_applicant(connection, applicant),
        readiness_of(connection, market, row),
        wanted=market.interviews.required,
        any_free=interviews.count_free(connection, now + market.interviews.notice) > 0,
    )


def readiness_of(connection: Connection, market: Market, applicant: Technician) -> Readiness:
    """What they have not shown yet: a document counts from when it is shown, an operator may judge it later."""
    kinds = held(market.documents, applicant.skills, credentials.of_technician(connection, applicant.id))
    missing = [one for one in kinds if one.needed and one.valid is None]
    unseen = tuple(one.type.key for one in missing if one.latest is None or one.latest.status not in SHOWN)
    return Readiness(unseen, _needs_quiz(connection, market, applicant))


def _needs_quiz(connection: Connection, market: Market, applicant: Technician) -> bool:
    """Where an application grants no skill by itself, one of the quizzes of its skills has to be passed."""
    if market.quizzes.skills_on_approval:
        return False
    granted = skills.granted(connection, applicant.id)
    return not granted and any(market.quizzes.asked(skill) for skill in applicant.skills)
