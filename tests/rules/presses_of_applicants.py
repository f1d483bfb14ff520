"""What operators may press about applicants, and about what technicians have shown and appealed against."""

from collections.abc import Iterator

from aiogram.filters.callback_data import CallbackData

from bot.flows import application_reason, judging_document
from bot.flows import skills as skill_flow
from bot.handlers import appeals, applications, interviews
from bot.ui import presses as p
from bot.ui.appeal_presses import DeskAppealPress
from bot.ui.interview_presses import DeskInterviewPress

UNKNOWN = "explode"
"""An act that no card of ours offers."""


def about_applicants(tom: int, interview: int) -> Iterator[CallbackData]:
    """Tom applies and has asked to talk."""
    for act in (*interviews.DESK_ACTS, UNKNOWN):
        yield DeskInterviewPress(act=act, interview_id=interview)
    for act in (*applications.ACTS, UNKNOWN):
        yield p.ApplicantPress(act=act, person_id=tom)
    for act, (_decide, reasons, _words) in applications.REASONED.items():
        for reason in (*sorted(reasons), UNKNOWN):
            yield p.ApplicantReasonPress(act=act, reason=reason, person_id=tom)
    for act in (*application_reason.ACTS, UNKNOWN):
        yield p.ApplicantWordsPress(act=act, person_id=tom)


def about_skills(bo: int, credential: int, caution: int) -> Iterator[CallbackData]:
    """Bo has shown a document and appeals."""
    for act in (*judging_document.ACTS, UNKNOWN):
        yield p.CredentialPress(act=act, credential_id=credential)
    for granted in skill_flow.DESK_ACTS:
        yield p.DeskSkillPress(granted=granted, skill="plumbing", person_id=bo)
    for act in (*appeals.ACTS, UNKNOWN):
        yield DeskAppealPress(act=act, caution_id=caution)
