"""Every wizard by its name: where the engine finds the one that a person is in."""

from collections.abc import Mapping
from typing import Any

from bot.flows.address_note import ADDRESS_NOTE
from bot.flows.application_reason import APPLICATION_REASON
from bot.flows.calling_senior import CALLING_SENIOR
from bot.flows.case_talk import CASE_TALK
from bot.flows.choosing_interview import CHOOSING_INTERVIEW
from bot.flows.company_limit import COMPANY_LIMIT
from bot.flows.company_site import COMPANY_SITE
from bot.flows.duty_number import DUTY_NUMBER
from bot.flows.extra_work import EXTRA_WORK
from bot.flows.giving import GIVING
from bot.flows.handing_over import HANDING_OVER
from bot.flows.job_photos import JOB_PHOTOS
from bot.flows.judging_document import DOCUMENT_REFUSAL, DOCUMENT_UNTIL
from bot.flows.noting_interview import NOTING_INTERVIEW
from bot.flows.offering_interviews import OFFERING_INTERVIEWS
from bot.flows.operator_quote import OPERATOR_QUOTE
from bot.flows.operator_reason import OPERATOR_REASON
from bot.flows.ordering.wizards import ORDERING, RESCHEDULING
from bot.flows.questions import QUESTION
from bot.flows.quiz import QUIZ
from bot.flows.rating import RATING
from bot.flows.registration import REGISTRATION
from bot.flows.relay import RELAY
from bot.flows.review_reply import REVIEW_REPLY
from bot.flows.showing_document import SHOWING_DOCUMENT
from bot.flows.signing import SIGNING
from bot.flows.start_code import START_CODE
from bot.flows.wizard import Wizard
from bot.flows.working_hours import WORKING_HOURS

_ALL: tuple[Wizard[Any], ...] = (
    ORDERING,
    RESCHEDULING,
    REGISTRATION,
    WORKING_HOURS,
    START_CODE,
    JOB_PHOTOS,
    EXTRA_WORK,
    CALLING_SENIOR,
    HANDING_OVER,
    SIGNING,
    SHOWING_DOCUMENT,
    DOCUMENT_UNTIL,
    DOCUMENT_REFUSAL,
    QUIZ,
    RELAY,
    RATING,
    REVIEW_REPLY,
    ADDRESS_NOTE,
    QUESTION,
    CASE_TALK,
    CHOOSING_INTERVIEW,
    OFFERING_INTERVIEWS,
    NOTING_INTERVIEW,
    GIVING,
    OPERATOR_QUOTE,
    OPERATOR_REASON,
    APPLICATION_REASON,
    COMPANY_LIMIT,
    COMPANY_SITE,
    DUTY_NUMBER,
)
WIZARDS: Mapping[str, Wizard[Any]] = {wizard.name: wizard for wizard in _ALL}
