"""What operators call where things stand, and what has happened."""

from bot.domain.offers import DeclineReason, HandBackReason, JobStatus, OfferStatus
from bot.domain.orders import OrderStatus
from bot.domain.people import Role
from bot.domain.technicians import TechnicianStatus
from bot.ui.texts import N_, Texts

ORDER_STATUSES = {
    OrderStatus.QUOTING: N_("waits for a price"),
    OrderStatus.APPROVING: N_("waits for the company’s yes"),
    OrderStatus.SEARCHING: N_("looking for a technician"),
    OrderStatus.ASSIGNED: N_("somebody comes"),
    OrderStatus.EN_ROUTE: N_("on the way"),
    OrderStatus.ARRIVED: N_("at the door"),
    OrderStatus.IN_PROGRESS: N_("work under way"),
    OrderStatus.DONE: N_("done"),
    OrderStatus.CLOSED: N_("closed"),
    OrderStatus.CANCELLED: N_("cancelled"),
    OrderStatus.EXPIRED: N_("nobody found"),
    OrderStatus.DISPUTED: N_("in dispute"),
}
JOB_STATUSES = {
    JobStatus.ASSIGNED: N_("will come"),
    JobStatus.EN_ROUTE: N_("on the way"),
    JobStatus.ARRIVED: N_("at the door"),
    JobStatus.IN_PROGRESS: N_("at work"),
    JobStatus.DONE: N_("done"),
    JobStatus.HANDED_BACK: N_("handed back"),
    JobStatus.CUSTOMER_ABSENT: N_("customer absent"),
    JobStatus.CANCELLED: N_("called off"),
}
OFFER_STATUSES = {
    OfferStatus.OPEN: N_("has not answered"),
    OfferStatus.ACCEPTED: N_("accepted"),
    OfferStatus.DECLINED: N_("declined"),
    OfferStatus.CLOSED: N_("was too late"),
}
DECLINE_REASONS = {
    DeclineReason.BUSY: N_("declined: busy"),
    DeclineReason.FAR: N_("declined: too far"),
    DeclineReason.PRICE: N_("declined: price"),
    DeclineReason.SKILL: N_("declined: not their work"),
}
HAND_BACK_REASONS = {
    HandBackReason.SICK: N_("illness"),
    HandBackReason.VEHICLE: N_("vehicle broke down"),
    HandBackReason.LATE: N_("can’t be there in time"),
    HandBackReason.SKILL: N_("not their kind of work"),
    HandBackReason.OTHER: N_("another reason"),
}
TECHNICIAN_STATUSES = {
    TechnicianStatus.PENDING: N_("application waits"),
    TechnicianStatus.MORE_WANTED: N_("asked for more"),
    TechnicianStatus.REJECTED: N_("rejected"),
    TechnicianStatus.WITHDRAWN: N_("application withdrawn"),
    TechnicianStatus.APPROVED: N_("approved"),
    TechnicianStatus.SUSPENDED: N_("suspended"),
}
ROLES = {
    Role.OWNER: N_("owner"),
    Role.ADMIN: N_("admin"),
    Role.OPERATOR: N_("operator"),
}
EVENTS = {
    "placed": N_("placed"),
    "quoted": N_("priced"),
    "quote_accepted": N_("price agreed"),
    "released": N_("goes out: approved, or paid for by the customer"),
    "approval_refused": N_("the company does not pay for it"),
    "wave": N_("technicians asked"),
    "declined": N_("offer declined"),
    "accepted": N_("accepted"),
    "assigned": N_("assigned by an operator"),
    "sent": N_("sent by the partner’s dispatcher"),
    "expired": N_("nobody found"),
    "widened": N_("customer lets us look farther away"),
    "scheduled": N_("customer chose another time"),
    "fewer": N_("customer goes on with fewer"),
    "handed_to_operator": N_("customer asks for an operator"),
    "searched_again": N_("search begun again by an operator"),
    "en_route": N_("on the way"),
    "arrived": N_("at the door"),
    "operator_called": N_("technician asks for an operator"),
    "in_progress": N_("work begun"),
    "extra_proposed": N_("extra work proposed"),
    "extra_approved": N_("extra work agreed"),
    "extra_refused": N_("extra work refused"),
    "extra_withdrawn": N_("extra work withdrawn"),
    "handed_back": N_("handed back"),
    "senior_called": N_("technician calls a senior"),
    "asked_to_set_out": N_("technician asked whether they are on the way"),
    "more_time": N_("technician needs a little more time"),
    "late": N_("technician is late"),
    "new_estimate": N_("technician names a new time"),
    "silent": N_("technician does not answer: taken off"),
    "no_show": N_("technician did not come: taken off"),
    "replaced": N_("customer does not wait for the technician"),
    "withdrawn": N_("technician taken off"),
    "customer_absent": N_("customer absent"),
    "done": N_("work done"),
    "rated": N_("rated"),
    "settled": N_("settled by an operator"),
    "cancelled": N_("cancelled"),
    "closed": N_("closed"),
    "came_back": N_("customer says that it came back"),
    "case_opened": N_("case opened"),
    "apology": N_("operator apologised"),
    "credit_given": N_("credit given"),
    "discount_given": N_("discount given"),
    "refund_given": N_("given back as credit"),
    "revisit_given": N_("free revisit offered"),
    "credit_taken_back": N_("credit taken back"),
    "discount_taken_back": N_("discount taken back"),
    "refund_taken_back": N_("credit taken back"),
    "revisit_taken_back": N_("free revisit taken back"),
    "credit_used": N_("paid by credit"),
    "credit_returned": N_("credit returned"),
    "discount_lapsed": N_("discount lapsed"),
}
MADE_RIGHT = frozenset(
    {"credit_given", "discount_given", "refund_given", "credit_taken_back", "discount_taken_back"}
    | {"refund_taken_back", "credit_used", "credit_returned", "discount_lapsed"}
)
"""Events of the history that tell an amount of credit."""
ACTS = {
    "claim": N_("claimed the market"),
    "appoint": N_("appointed"),
    "dismiss": N_("dismissed"),
    "ban": N_("banned"),
    "unban": N_("unbanned"),
    "suspend": N_("suspended"),
    "reinstate": N_("reinstated"),
    "level": N_("level set"),
    "employment": N_("employment set"),
    "dispatcher_appointed": N_("made a dispatcher"),
    "dispatcher_dismissed": N_("no longer a dispatcher"),
    "reply_hidden": N_("reply hidden"),
    "reply_shown": N_("reply shown again"),
    "skill_granted": N_("skill granted"),
    "skill_withdrawn": N_("skill taken away"),
    "caution_lifted": N_("appeal: lifted"),
    "caution_upheld": N_("appeal: upheld"),
    "document_approved": N_("document approved"),
    "document_refused": N_("document refused"),
    "interview_offered": N_("interview time offered"),
    "interview_taken_back": N_("interview time taken back"),
    "interview_called_off": N_("interview called off"),
    "interview_passed": N_("interview passed"),
    "interview_not_passed": N_("interview not passed"),
    "interview_missed": N_("did not come to the interview"),
    "interview_noted": N_("note about the interview"),
    "application_approved": N_("application approved"),
    "application_rejected": N_("application rejected"),
    "application_more_wanted": N_("asked for more"),
}
"""Audit-log acts about people."""


def event_words(texts: Texts, kind: str) -> str:
    """An event of an order's history; one without words of its own goes by its name."""
    return texts.label(EVENTS[kind]) if kind in EVENTS else kind.replace("_", " ")


def reason_to_hand_back(texts: Texts, reason: str) -> str:
    """Why a technician gave a job back, as others say it of them."""
    return texts.label(HAND_BACK_REASONS[HandBackReason(reason)])


def act_words(texts: Texts, act: str) -> str:
    """An act of the audit log."""
    return texts.label(ACTS[act]) if act in ACTS else act.replace("_", " ")


def offer_words(texts: Texts, status: OfferStatus, reason: str | None) -> str:
    """What a technician answered, with their reason for a 'no'."""
    if status is OfferStatus.DECLINED and reason in set(DeclineReason):
        return texts.label(DECLINE_REASONS[DeclineReason(reason)])
    return texts.label(OFFER_STATUSES[status])
