"""Applying as a technician.

name → own contact → skills → base → work radius → languages → experience → documents → photo → summary → apply
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.languages import Language
from bot.domain.orders import Address
from bot.domain.people import Person
from bot.domain.points import Point
from bot.domain.technicians import Application
from bot.flows.answers import Answer
from bot.flows.asides import tell_refusal
from bot.flows.looking_up import look_up, what_was_found
from bot.flows.opening import open_wizard
from bot.flows.own_contact import own_number
from bot.flows.wizard import CONFIRM, Problem, Question, Scene, Stay, Step, Wizard
from bot.flows.words import words_of
from bot.turn import Transaction
from bot.ui.masking import mask_contacts
from bot.ui.typed import clean, parse_whole
from bot.usecases import applications, conversations
from bot.usecases.places import is_in_city
from bot.usecases.technicians import RADII_KM

NAME_LENGTH = range(2, 61)
MOST_EXPERIENCE = 1000
MOST_DOCUMENTS = 10
MOST_FOUND = 5
DONE, AGAIN, OWN_NAME, REMOVE = "done", "again", "own_name", "remove"


@dataclass(frozen=True, slots=True)
class RegistrationDraft:
    """What the applicant said so far.

    `found`: what a typed address may mean, as whoever `credit` names knows it; `wanted`: what operators asked for.
    """

    name: str = ""
    phone: str = ""
    skills: tuple[str, ...] = ()
    base: Point | None = None
    base_words: str = ""
    found: tuple[Address, ...] = ()
    credit: str = ""
    radius_km: int = 0
    languages: tuple[str, ...] = ()
    experience: str = ""
    documents: tuple[str, ...] = ()
    photo: str | None = None
    wanted: str = ""


Draft = RegistrationDraft


def begin(tx: Transaction, person: Person, skills: tuple[str, ...] = ()) -> None:
    """Start the registration; whoever has applied before begins at the summary of what they sent then.

    `skills`: chosen already, by whoever has invited them.
    """
    applications.check_may_apply(tx, person.id)
    scene, sent = Scene(tx, person), applications.application_of(tx, person.id)
    if sent is None:
        open_wizard(REGISTRATION, scene, Draft(skills=skills))
    else:
        draft = _draft_of(tx, sent, applications.wanted_of(tx, person.id))
        open_wizard(REGISTRATION, scene, draft, at="summary")


def _draft_of(tx: Transaction, sent: Application, wanted: str) -> Draft:
    """A draft of what was sent; skills that the market no longer has are left out."""
    kept: dict[str, Any] = {field.name: getattr(sent, field.name) for field in fields(Application)}
    known = tuple(skill for skill in sent.skills if skill in tx.market.catalogue.skills)
    return Draft(**{**kept, "skills": known}, wanted=wanted)


def asking(view: str) -> Callable[[Scene, Draft], Question]:
    """Every question may show what was said so far: it comes again when something is corrected."""

    def ask(_scene: Scene, draft: Draft) -> Question:
        said = {field.name: getattr(draft, field.name) for field in fields(Draft)}
        shown = {
            "found": [address.words for address in draft.found],
            "documents": len(draft.documents),
            "has_photo": draft.photo is not None,
            "skills": list(draft.skills),
            "languages": list(draft.languages),
        }
        hidden = {"base", "photo"}
        return Question(view, {key: value for key, value in {**said, **shown}.items() if key not in hidden})

    return ask


# ---------------------------------------------------------------- who


def got_name(scene: Scene, draft: Draft, answer: Answer) -> Draft:
    """Customers see it, so it is a name and no way around the market."""
    name = " ".join((clean(scene.person.name) if answer.choice == OWN_NAME else answer.text).split())
    if len(name) not in NAME_LENGTH or not any(map(str.isalpha, name)):
        raise Problem("name_length", least=NAME_LENGTH[0], most=NAME_LENGTH[-1])
    if mask_contacts(name, scene.tx.market.city.country) != name:
        raise Problem("name_with_contacts")
    return replace(draft, name=name)


def got_contact(scene: Scene, draft: Draft, answer: Answer) -> Draft:
    """Their own number, by the button."""
    return replace(draft, phone=own_number(scene, answer))


# ---------------------------------------------------------------- what


def got_skills(scene: Scene, draft: Draft, answer: Answer) -> Draft | Stay[Draft]:
    """One skill more or less, until done."""
    kind, _, skill = answer.choice.partition(":")
    if kind == "skill" and skill in scene.tx.market.catalogue.skills:
        return Stay(replace(draft, skills=_toggled(draft.skills, skill)))
    if answer.choice != DONE:
        raise Problem("choose_button")
    if not draft.skills:
        raise Problem("choose_a_skill")
    return draft


def _toggled(chosen: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(other for other in chosen if other != key) if key in chosen else (*chosen, key)


# ---------------------------------------------------------------- where


def got_base(scene: Scene, draft: Draft, answer: Answer) -> Draft | Stay[Draft]:
    """A pin is the base at once; what was found for typed words is chosen first."""
    if answer.choice == AGAIN:
        return Stay(replace(draft, found=()))
    if answer.choice:
        return _based(draft, _chosen_of_found(draft, answer.choice))
    if answer.point is None and not answer.text:
        raise Problem("place_wanted")
    looked_up = what_was_found(answer)
    inside = _inside_the_city(scene, looked_up.places)
    if answer.point is not None:
        return _based(draft, inside[0])
    return Stay(replace(draft, found=tuple(inside[:MOST_FOUND]), credit=looked_up.credit))


def _inside_the_city(scene: Scene, places: Sequence[Address]) -> list[Address]:
    if not places:
        raise Problem("address_unknown")
    city = scene.tx.market.city
    inside = [place for place in places if is_in_city(city, place.point)]
    if not inside:
        raise Problem("outside_city", city=city.name)
    return inside


def _chosen_of_found(draft: Draft, choice: str) -> Address:
    kind, _, number = choice.partition(":")
    if kind != "found" or not number.isdecimal() or int(number) >= len(draft.found):
        raise Problem("choose_button")
    return draft.found[int(number)]


def _based(draft: Draft, address: Address) -> Draft:
    """A pin that no map has a street for is called by its district: nobody reads degrees."""
    words = address.words if any(map(str.isalpha, address.words)) else address.district
    return replace(draft, base=address.point, base_words=words, found=())


def got_radius(_scene: Scene, draft: Draft, answer: Answer) -> Draft:
    """Kilometres, pressed or typed."""
    kilometres = parse_whole(answer.choice.removeprefix("km:") or answer.text)
    if kilometres is None or kilometres not in RADII_KM:
        raise Problem("radius_range", most=RADII_KM[-1])
    return replace(draft, radius_km=kilometres)


# ---------------------------------------------------------------- with what


def got_languages(_scene: Scene, draft: Draft, answer: Answer) -> Draft | Stay[Draft]:
    """One language more or less, until done."""
    kind, _, language = answer.choice.partition(":")
    if kind == "language" and language in set(Language):
        return Stay(replace(draft, languages=_toggled(draft.languages, language)))
    if answer.choice != DONE:
        raise Problem("choose_button")
    if not draft.languages:
        raise Problem("choose_a_language")
    return draft


def got_experience(_scene: Scene, draft: Draft, answer: Answer) -> Draft:
    """In their own words."""
    return replace(draft, experience=words_of(answer, MOST_EXPERIENCE))


def got_documents(_scene: Scene, draft: Draft, answer: Answer) -> Draft | Stay[Draft]:
    """One photo more (an album comes as several messages), until done."""
    if answer.choice == DONE:
        return draft
    if answer.choice == REMOVE:
        return Stay(replace(draft, documents=()))
    documents = (*draft.documents, _photo(answer))
    if len(documents) > MOST_DOCUMENTS:
        raise Problem("photos_full", most=MOST_DOCUMENTS)
    return Stay(replace(draft, documents=documents))


def got_photo(_scene: Scene, draft: Draft, answer: Answer) -> Draft:
    """What customers see before the technician comes."""
    return replace(draft, photo=None if answer.choice == REMOVE else _photo(answer))


def _photo(answer: Answer) -> str:
    if not answer.attachments or answer.attachments[0].kind != "photo":
        raise Problem("photo_expected")
    return answer.attachments[0].file_id


def _unchanged(draft: Draft) -> Draft:
    """Skipping keeps what was said before: nothing, the first time."""
    return draft


# ---------------------------------------------------------------- the end


def got_summary(_scene: Scene, draft: Draft, answer: Answer) -> Draft:
    """Everything is there: whoever applies again may have lost a skill that the market dropped."""
    if answer.choice != CONFIRM:
        raise Problem("choose_button")
    if not draft.skills:
        raise Problem("choose_a_skill")
    return draft


def confirm(scene: Scene, draft: Draft) -> None:
    """Send the application; the summary turns into its card. Meanwhile an operator may have decided: then it ends."""
    said: dict[str, Any] = {field.name: getattr(draft, field.name) for field in fields(Application)}
    try:
        applications.apply(scene.tx, scene.person.id, Application(**said))
    except Refusal as refusal:
        tell_refusal(scene, refusal)
    conversations.end_as_known_card(scene.tx, scene.person.id, "application", scene.person.id)


REGISTRATION = Wizard(
    "registration",
    RegistrationDraft,
    (
        Step("name", asking("registration/name"), got_name),
        Step("contact", asking("registration/contact"), got_contact),
        Step("skills", asking("registration/skills"), got_skills),
        Step("base", asking("registration/base"), got_base, gather=look_up),
        Step("radius", asking("registration/radius"), got_radius),
        Step("languages", asking("registration/languages"), got_languages),
        Step("experience", asking("registration/experience"), got_experience, skip=_unchanged),
        Step("documents", asking("registration/documents"), got_documents, skip=_unchanged),
        Step("photo", asking("registration/photo"), got_photo, skip=_unchanged),
        Step("summary", asking("registration/summary"), got_summary),
    ),
    confirm,
    cancelled="registration/cancelled",
)
