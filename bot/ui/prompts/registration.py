"""The questions to an applicant."""

from collections.abc import Iterable, Sequence

from aiogram.types import InlineKeyboardButton, KeyboardButton

from bot.domain.languages import OWN_NAMES, Language
from bot.ui.applications import language_words, reason_words, skill_words
from bot.ui.keyboards import in_rows, shares_place
from bot.ui.prompting import Prompt, PromptRequest, prompt
from bot.ui.radii import RADII_KM
from bot.ui.texts import N_
from bot.ui.typed import clean, shortened

EDITABLE = {
    "name": N_("Name"),
    "contact": N_("Phone"),
    "skills": N_("Skills"),
    "base": N_("Base"),
    "radius": N_("Radius"),
    "languages": N_("Languages"),
    "experience": N_("Experience"),
    "documents": N_("Documents"),
    "photo": N_("Photo"),
}
"""Step → what the summary's button that opens it says."""
BUTTON_UNITS = 60
"""UTF-16 units of a button that a phone still shows on one line."""


@prompt("registration/name")
def name_prompt(ask: PromptRequest) -> Prompt:
    """The name that customers will see; their own from Telegram is one tap away."""
    suggested = clean(ask.person.name)
    usable = 2 <= len(suggested) <= BUTTON_UNITS and suggested != ask.fields["name"]
    own = ask.choice(suggested, "own_name") if usable else None
    return Prompt(ask.render("registration/name"), [[own]])


@prompt("registration/contact")
def contact_prompt(ask: PromptRequest) -> Prompt:
    """Their own number, which only the button proves."""
    share = KeyboardButton(text=ask.texts.label("Share my number"), request_contact=True)
    return Prompt(ask.render("registration/contact"), reply=[[share]])


@prompt("registration/skills")
def skills_prompt(ask: PromptRequest) -> Prompt:
    """What they can do; ticked ones are chosen."""
    chosen: Sequence[str] = ask.fields["skills"]
    choices = [
        _ticked(ask, ask.texts.named(names), f"skill:{key}", on=key in chosen)
        for key, names in ask.market.catalogue.skills.items()
    ]
    return Prompt(ask.render("registration/skills"), [*in_rows(choices, 2), _done(ask, chosen)])


@prompt("registration/base")
def base_prompt(ask: PromptRequest) -> Prompt:
    """Where they start from: a pin, or typed words and then a choice of what was found."""
    found: Sequence[str] = ask.fields["found"]
    if not found:
        here = shares_place(ask.texts.label("Send where I am"))
        return Prompt(ask.render("registration/base"), reply=[[here]])
    choices = [[ask.choice(shortened(words, BUTTON_UNITS), f"found:{number}")] for number, words in enumerate(found)]
    again = ask.choice(ask.texts.label("None of these"), "again")
    return Prompt(ask.render("registration/base_found"), [*choices, [again]])


@prompt("registration/radius")
def radius_prompt(ask: PromptRequest) -> Prompt:
    """How far they go."""
    choices = [ask.choice(ask.texts.distance(km * 1000), f"km:{km}") for km in RADII_KM]
    return Prompt(ask.render("registration/radius"), in_rows(choices, 3))


@prompt("registration/languages")
def languages_prompt(ask: PromptRequest) -> Prompt:
    """What they speak with customers."""
    chosen: Sequence[str] = ask.fields["languages"]
    choices = [
        _ticked(ask, OWN_NAMES[language], f"language:{language}", on=language in chosen) for language in Language
    ]
    return Prompt(ask.render("registration/languages"), [*in_rows(choices, 2), _done(ask, chosen)])


@prompt("registration/experience")
def experience_prompt(ask: PromptRequest) -> Prompt:
    """What they have done so far, in their own words."""
    return Prompt(ask.render("registration/experience"))


@prompt("registration/documents")
def documents_prompt(ask: PromptRequest) -> Prompt:
    """Photos of certificates and the like."""
    count: int = ask.fields["documents"]
    if not count:
        return Prompt(ask.render("registration/documents"))
    go_on = ask.choice(ask.texts.label("Continue"), "done", style="primary")
    remove = ask.choice(ask.texts.label("Remove all"), "remove")
    return Prompt(ask.render("registration/documents"), [[go_on], [remove]])


@prompt("registration/photo")
def photo_prompt(ask: PromptRequest) -> Prompt:
    """Their face, for the customer at the door."""
    remove = ask.choice(ask.texts.label("Remove the photo"), "remove") if ask.fields["has_photo"] else None
    return Prompt(ask.render("registration/photo"), [[remove]])


@prompt("registration/summary")
def summary_prompt(ask: PromptRequest) -> Prompt:
    """All of it once more, every part a tap from being changed."""
    edits = [ask.choice(ask.texts.label(label), f"edit:{step}") for step, label in EDITABLE.items()]
    send = ask.choice(ask.texts.label("Send the application"), "nav:confirm", style="success")
    text = ask.render(
        "registration/summary",
        skill_words=skill_words(ask.texts, ask.market, ask.fields["skills"]),
        language_words=language_words(ask.texts, ask.fields["languages"]),
        wanted_words=reason_words(ask.texts, ask.fields["wanted"]),
    )
    return Prompt(text, [*in_rows(edits, 3), [send]])


def _ticked(ask: PromptRequest, label: str, choice: str, *, on: bool) -> InlineKeyboardButton:
    return ask.choice(f"✓ {label}" if on else label, choice)


def _done(ask: PromptRequest, chosen: Iterable[str]) -> list[InlineKeyboardButton | None]:
    """The way on appears once something is chosen."""
    return [ask.choice(ask.texts.label("Continue"), "done", style="primary") if list(chosen) else None]
