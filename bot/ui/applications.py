"""An application in words: what was said, and the reasons that operators give."""

from collections.abc import Iterable, Sequence

from babel.lists import format_list

from bot.domain.languages import OWN_NAMES, Language
from bot.domain.market import Market
from bot.domain.technicians import RejectReason, Technician, WantedMore
from bot.ui.cldr import LOCALES
from bot.ui.texts import N_, Texts

REJECT_REASONS: dict[str, str] = {
    RejectReason.SKILLS: N_("These skills are not what customers here order."),
    RejectReason.DOCUMENTS: N_("The documents do not show the training that this work needs."),
    RejectReason.AREA: N_("There are no orders yet where you would work."),
    RejectReason.FULL: N_("There are enough technicians with these skills at the moment."),
}
"""What the applicant reads when an operator has tapped one of the ready reasons."""
REJECT_LABELS: dict[str, str] = {
    RejectReason.SKILLS: N_("Skills not needed"),
    RejectReason.DOCUMENTS: N_("Documents do not suffice"),
    RejectReason.AREA: N_("No orders in that area"),
    RejectReason.FULL: N_("Enough technicians"),
}
"""What the operator's button says."""
WANTED_SENTENCES: dict[str, str] = {
    WantedMore.IDENTITY: N_("Please add a photo of a document that shows who you are."),
    WantedMore.CERTIFICATE: N_("Please add photos of your certificates or licences."),
    WantedMore.EXPERIENCE: N_("Please write more about your experience."),
    WantedMore.PHOTO: N_("Please add a photo in which your face can be seen."),
}
WANTED_LABELS: dict[str, str] = {
    WantedMore.IDENTITY: N_("Identity document"),
    WantedMore.CERTIFICATE: N_("Certificates"),
    WantedMore.EXPERIENCE: N_("More about experience"),
    WantedMore.PHOTO: N_("Photo of the face"),
}


SUSPENDED_FOR = {"record": N_("The record fell below what the market wants.")}
"""What stands for a suspension that nobody in particular has decided."""


def reason_words(texts: Texts, reason: str | None) -> str:
    """A ready reason as a sentence of the reader's language; an operator's own words as they are."""
    sentences = {**REJECT_REASONS, **WANTED_SENTENCES, **SUSPENDED_FOR}
    return texts.label(sentences[reason]) if reason in sentences else reason or ""


def skill_words(texts: Texts, market: Market, skills: Iterable[str]) -> str:
    """The skills by name; one that the market no longer has goes by its key."""
    known = market.catalogue.skills
    names = [texts.named(known[key]) if key in known else key for key in sorted(skills)]
    return listed(texts, names)


def language_words(texts: Texts, languages: Iterable[str]) -> str:
    """The languages, each under the name its own speakers use."""
    return listed(texts, [OWN_NAMES[Language(language)] for language in languages])


def listed(texts: Texts, names: Sequence[str]) -> str:
    """Names as a list is written: a, b and c."""
    return format_list([texts.name(name) for name in names], locale=LOCALES[texts.language])


def said_fields(texts: Texts, market: Market, applicant: Technician, documents: int) -> dict[str, object]:
    """What `applications/said` needs of an application that was sent."""
    return {
        "name": applicant.name,
        "phone": applicant.phone,
        "skill_words": skill_words(texts, market, applicant.skills),
        "base_words": applicant.base_words,
        "radius_km": applicant.radius_km,
        "language_words": language_words(texts, applicant.languages),
        "experience": applicant.experience,
        "documents": documents,
        "has_photo": applicant.photo is not None,
    }
