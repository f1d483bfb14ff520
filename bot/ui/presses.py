"""What a pressed button says: a short prefix, an act, an id. 64 bytes at most, and nothing in it is trusted.

Ids are whole numbers of up to 64 bits; an act is a member of an enumeration or a word of a bounded length
(`Word`), so that the longest of each still fits; the tests pack every class with its largest values.
"""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import StringConstraints

from bot.domain.languages import Language
from bot.domain.offers import CancelReason, HandBackReason

Word = Annotated[str, StringConstraints(min_length=1, max_length=16, pattern=r"^[a-z0-9_]+$")]
"""An act or a key of the configuration: ASCII, so a letter is a byte."""


class LanguagePress(CallbackData, prefix="la"):
    """A language was chosen."""

    language: Language


class ConsentPress(CallbackData, prefix="co"):
    """The person agrees to what the market keeps about them."""


class MenuPress(CallbackData, prefix="me"):
    """An entry of the menu."""

    act: Word


class WizardPress(CallbackData, prefix="w", sep="|"):
    """A button of a wizard's question. `version` is the question's: a button of an earlier one is recognised as old."""

    version: int
    choice: Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-z0-9_:.-]+$")]


class OrderPress(CallbackData, prefix="or"):
    """A button of the customer's order card."""

    act: Word
    order_id: int


class OfferPress(CallbackData, prefix="of"):
    """A button of the technician's offer card, or of the job that it became."""

    act: Word
    offer_id: int


class RatingPress(CallbackData, prefix="ra"):
    """Stars or a tag given for a job."""

    act: Word
    offer_id: int
    value: Word


class ApplicantPress(CallbackData, prefix="ap"):
    """A button of an application's card in the operators' chats; the id is the applicant's."""

    act: Word
    person_id: int


class DeskOrderPress(CallbackData, prefix="do"):
    """A button of an order's card in the operators' chats."""

    act: Word
    order_id: int


class ApplicantReasonPress(CallbackData, prefix="aq"):
    """A ready reason under 'reject' or 'ask for more'."""

    act: Word
    reason: Word
    person_id: int


class TechnicianPress(CallbackData, prefix="te"):
    """A button of the technician's own menu and cards. It is always about whoever presses it.

    `number` is what the act needs: kilometres, jobs at once, a page, an offer.
    """

    act: Word
    number: int = 0


class JobPress(CallbackData, prefix="jb"):
    """A button about one job, of its technician's card or its customer's."""

    act: Word
    job_id: int


class HandBackPress(CallbackData, prefix="hb"):
    """The reason for which a technician gives the job back."""

    reason: HandBackReason
    job_id: int


class StartPress(CallbackData, prefix="st"):
    """The technician wants to begin the work."""

    job_id: int


class JobPhotosPress(CallbackData, prefix="jp"):
    """The technician wants to add photos of the work."""

    job_id: int


class ExtraPress(CallbackData, prefix="xw"):
    """The technician wants to propose extra work."""

    job_id: int


class ExtraAnswerPress(CallbackData, prefix="xa"):
    """The customer's answer to a proposal of extra work."""

    extra_id: int
    approved: bool


class RelayPress(CallbackData, prefix="rl"):
    """One of a job's two people wants to write to the other."""

    job_id: int


class RatePress(CallbackData, prefix="rt"):
    """One of a job's two people wants to rate the other."""

    job_id: int


class OrderingPress(CallbackData, prefix="og"):
    """A button that opens a wizard of the customer's: a new order, one like an earlier one, another time for one."""

    act: Word
    order_id: int = 0


class CancelPress(CallbackData, prefix="ca"):
    """Why a customer cancels, chosen under the question whether they really want to."""

    order_id: int
    reason: CancelReason


class QuotePress(CallbackData, prefix="qu"):
    """The customer's answer to an operator's price, in minor units: nobody agrees to one they have not seen."""

    order_id: int
    amount: int
    accepted: bool


class CrewPress(CallbackData, prefix="cr"):
    """A button of the order card about one of its technicians."""

    act: Word
    job_id: int


class OrdersPagePress(CallbackData, prefix="op"):
    """A page of the customer's list of orders; `shown` is the page on which it was pressed."""

    page: int
    shown: int
