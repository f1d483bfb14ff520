"""What a pressed button says: a short prefix, an act, an id. 64 bytes at most, and nothing in it is trusted.

Ids are whole numbers of up to 64 bits; an act is a member of an enumeration or a word of a bounded length
(`Word`), so that the longest of each still fits; the tests pack every class with its largest values.
"""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import StringConstraints

from bot.domain.languages import Language
from bot.domain.offers import CancelReason, HandBackReason
from bot.ui.after_work_presses import AddressNotePress, BookPress, HandOverPress, PreferencePress, QuietPress, SignPress
from bot.ui.amends_presses import AmendsPress, TakeBackPress
from bot.ui.appeal_presses import AppealPress, DeskAppealPress
from bot.ui.application_presses import WithdrawPress
from bot.ui.case_presses import CasePress, ComplainPress, DeskCasePress
from bot.ui.company_presses import ApprovalPress, CompanyPress, DeskCompanyPress, StatementPress
from bot.ui.interview_presses import DeskInterviewPress, InterviewPress
from bot.ui.link_presses import LinkPress
from bot.ui.outage_presses import CallNumberPress, DutyPress, OutagePress
from bot.ui.partner_presses import DeskPartnerPress, EmploymentPress, SendPress, TeamPress
from bot.ui.press_fields import Number, SkillKey, Word
from bot.ui.review_presses import DeskReplyPress, ReplyPress

AFTER_WORK = (AddressNotePress, BookPress, HandOverPress, PreferencePress, QuietPress, SignPress)
AMENDS = (AmendsPress, TakeBackPress)
APPEALS = (AppealPress, DeskAppealPress)
APPLICATIONS = (WithdrawPress,)
CASES = (CasePress, ComplainPress, DeskCasePress)
LINKS = (LinkPress,)
OUTAGES = (CallNumberPress, DutyPress, OutagePress)
INTERVIEWS = (DeskInterviewPress, InterviewPress)
PARTNERS = (DeskPartnerPress, EmploymentPress, SendPress, TeamPress)
REVIEWS = (DeskReplyPress, ReplyPress)
COMPANIES = (ApprovalPress, CompanyPress, DeskCompanyPress, StatementPress)
"""They have files of their own; whoever goes through all presses meets them here."""


class LanguagePress(CallbackData, prefix="la"):
    """A language was chosen."""

    language: Language


class ConsentPress(CallbackData, prefix="co"):
    """The person agrees to what the market keeps about them; `wanted` is the menu's entry where they go on."""

    wanted: Word = "menu"


class ForgetPress(CallbackData, prefix="fg"):
    """The answer to whether everything about the person shall really be erased."""

    act: Word


class MenuPress(CallbackData, prefix="me"):
    """An entry of the menu."""

    act: Word


class WizardPress(CallbackData, prefix="w", sep="|"):
    """A button of a wizard's question. `version` is the question's: a button of an earlier one is recognised as old."""

    version: Number
    choice: Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-z0-9_:.-]+$")]


class OrderPress(CallbackData, prefix="or"):
    """A button of the customer's order card."""

    act: Word
    order_id: Number


class OfferPress(CallbackData, prefix="of"):
    """A button of the technician's offer card, or of the job that it became."""

    act: Word
    offer_id: Number


class ApplicantPress(CallbackData, prefix="ap"):
    """A button of an application's card in the operators' chats; the id is the applicant's."""

    act: Word
    person_id: Number


class DeskOrderPress(CallbackData, prefix="do"):
    """A button of an order's card in the operators' chats."""

    act: Word
    order_id: Number


class ApplicantReasonPress(CallbackData, prefix="aq"):
    """A ready reason under 'reject' or 'ask for more'."""

    act: Word
    reason: Word
    person_id: Number


class ApplicantWordsPress(CallbackData, prefix="aw"):
    """An operator wants to give the reason in their own words."""

    act: Word
    person_id: Number


class ApplyPress(CallbackData, prefix="ay"):
    """Somebody wants to work as a technician, or to add to their application."""


class DocumentPress(CallbackData, prefix="dc"):
    """A technician or applicant wants to show a document of this kind."""

    kind: Word


class CredentialPress(CallbackData, prefix="cr"):
    """A button of a document's card in the operators' chats."""

    act: Word
    credential_id: Number


class SkillPress(CallbackData, prefix="sk"):
    """A technician wants a skill: by its quiz, or by asking the operators."""

    act: Word
    skill: SkillKey


class DeskSkillPress(CallbackData, prefix="sg"):
    """An operator grants a technician a skill or takes it away."""

    granted: bool
    skill: SkillKey
    person_id: Number


class HoursPress(CallbackData, prefix="hr"):
    """A technician wants to set their working hours."""


class TechnicianPress(CallbackData, prefix="te"):
    """A button of the technician's own menu and cards. It is always about whoever presses it.

    `number` is what the act needs: kilometres, jobs at once, a page, an offer.
    """

    act: Word
    number: Number = 0


class JobPress(CallbackData, prefix="jb"):
    """A button about one job, of its technician's card or its customer's."""

    act: Word
    job_id: Number


class HandBackPress(CallbackData, prefix="hb"):
    """The reason for which a technician gives the job back."""

    reason: HandBackReason
    job_id: Number


class StartPress(CallbackData, prefix="st"):
    """The technician wants to begin the work."""

    job_id: Number


class JobPhotosPress(CallbackData, prefix="jp"):
    """The technician wants to add photos of the work."""

    job_id: Number


class ExtraPress(CallbackData, prefix="xw"):
    """The technician wants to propose extra work."""

    job_id: Number


class SeniorPress(CallbackData, prefix="sn"):
    """A technician at work wants to call a senior."""

    job_id: Number


class ExtraAnswerPress(CallbackData, prefix="xa"):
    """The customer's answer to a proposal of extra work."""

    extra_id: Number
    approved: bool


class RelayPress(CallbackData, prefix="rl"):
    """One of a job's two people wants to write to the other."""

    job_id: Number


class RatePress(CallbackData, prefix="rt"):
    """One of a job's two people wants to rate the other."""

    job_id: Number


class OrderingPress(CallbackData, prefix="og"):
    """A button that opens a wizard of the customer's: a new order, one like an earlier one, another time for one."""

    act: Word
    order_id: Number = 0


class CancelPress(CallbackData, prefix="ca"):
    """Why a customer cancels, chosen under the question whether they really want to."""

    order_id: Number
    reason: CancelReason


class QuotePress(CallbackData, prefix="qu"):
    """The customer's answer to an operator's quote, as that version of the order had it: nobody agrees to another."""

    order_id: Number
    version: Number
    accepted: bool


class ProfilePress(CallbackData, prefix="pf"):
    """The customer wants to see who comes."""

    job_id: Number


class OrdersPagePress(CallbackData, prefix="op"):
    """A page of the customer's list of orders; `shown` is the page on which it was pressed."""

    page: Number
    shown: Number


class DeskPress(CallbackData, prefix="ds"):
    """A button that opens one of the operators' lists."""

    act: Word


class DeskPagePress(CallbackData, prefix="dp"):
    """A page of an operators' list, or another choice of what it shows."""

    desk_page: Number
    page: Number
    which: Word = "same"


class WhyPress(CallbackData, prefix="wy"):
    """A look at one wave, or at some of those it considered: `spot` is w, the wave, g, the group (0: all of it)."""

    desk_page: Number
    spot: Word


class StaffTechnicianPress(CallbackData, prefix="dt"):
    """A button of a technician's card in the operators' chats."""

    act: Word
    person_id: Number


class AssignPress(CallbackData, prefix="as"):
    """The technician whom an operator puts on an order."""

    order_id: Number
    person_id: Number


class CallPress(CallbackData, prefix="cl"):
    """What somebody off duty answers to a call, or takes back."""

    act: Word
    call_id: Number


class SurveyPress(CallbackData, prefix="sv"):
    """One tap on a question that the market asks."""

    survey_id: Number
    answer: Number
