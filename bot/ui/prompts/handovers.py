"""The questions at the end of a job: checks, parts, things, everything once more; and the customer's signature."""

from collections.abc import Iterable

from aiogram.types import InlineKeyboardButton

from bot.domain.catalogue import Item
from bot.domain.languages import Language
from bot.ui.handed_words import handed_words
from bot.ui.job_sight import job_sight
from bot.ui.keyboards import in_rows
from bot.ui.prompting import Prompt, PromptRequest, prompt
from bot.ui.service_names import service_name
from bot.ui.texts import N_
from db import handovers

SIGNS = {None: "▫️", True: "✅", False: "❌"}
"""How a line of the checklist stands."""
CHANGES = {
    "before": N_("Before the work"),
    "after": N_("After the work"),
    "parts": N_("Parts"),
    "things": N_("Handed over"),
}
"""Step → what its button says."""
KEYPAD = ("123", "456", "789", "0")


@prompt("handovers/before")
def before_prompt(ask: PromptRequest) -> Prompt:
    """How it was found."""
    return _checks(ask, "before", ask.market.catalogue.checklist_for(ask.fields["service"]).before)


@prompt("handovers/after")
def after_prompt(ask: PromptRequest) -> Prompt:
    """How it is left."""
    return _checks(ask, "after", ask.market.catalogue.checklist_for(ask.fields["service"]).after)


def _checks(ask: PromptRequest, which: str, items: tuple[Item, ...]) -> Prompt:
    marks = dict(ask.fields["marks"])
    lines = [
        [ask.choice(f"{SIGNS[marks[item.key]]} {ask.texts.named(item.names)}", f"mark:{item.key}")]
        for item in items
        if item.key in marks
    ]
    answered = None not in marks.values()
    go_on = ask.choice(ask.texts.label("Continue"), "go", style="primary") if answered else None
    all_fine = ask.choice(ask.texts.label("All fine"), "all", style="success")
    return Prompt(ask.render("handovers/ask_checks", which=which), [*lines, [all_fine, go_on]])


@prompt("handovers/parts")
def parts_prompt(ask: PromptRequest) -> Prompt:
    """What was built in; a line each."""
    return Prompt(ask.render("handovers/ask_parts"), [_go_on(ask, bool(ask.fields["parts"]))])


@prompt("handovers/things")
def things_prompt(ask: PromptRequest) -> Prompt:
    """What changes hands."""
    things = ask.market.catalogue.checklist_for(ask.fields["service"]).things
    chosen, also = set(ask.fields["things"]), bool(ask.fields["also"])
    buttons = [
        ask.choice(("✓ " if thing.key in chosen else "") + ask.texts.named(thing.names), f"thing:{thing.key}")
        for thing in things
    ]
    go_on = _go_on(ask, also) if also else [ask.choice(ask.texts.label("Continue"), "go", style="primary")]
    return Prompt(ask.render("handovers/ask_things"), [*in_rows(buttons, 2), go_on if chosen or also else []])


def _go_on(ask: PromptRequest, anything: bool) -> list[InlineKeyboardButton]:
    if not anything:
        return []
    label = ask.texts.label
    return [ask.choice(label("Remove the last"), "last"), ask.choice(label("Continue"), "go", style="primary")]


@prompt("handovers/summary")
def summary_prompt(ask: PromptRequest) -> Prompt:
    """All of it, before the customer reads it."""
    text = ask.render(
        "handovers/summary", not_fine=_named(ask, ask.fields["not_fine"]), things=_named(ask, ask.fields["things"])
    )
    label = ask.texts.label
    changes = [
        ask.choice(label("✏️ %(what)s", what=label(CHANGES[step])), f"edit:{step}") for step in ask.fields["steps"]
    ]
    done = ask.choice(ask.texts.label("Hand over"), "nav:confirm", style="success")
    return Prompt(text, [[done], *in_rows(changes, 2)])


def _named(ask: PromptRequest, names: Iterable[dict[str, str]]) -> list[str]:
    return [ask.texts.named({Language(language): name for language, name in one.items()}) for one in names]


@prompt("handovers/sign")
def sign_prompt(ask: PromptRequest) -> Prompt:
    """What is signed for, the digits, and a keypad for them."""
    sight, handover = job_sight(ask.connection, ask.fields["job"]), handovers.of_job(ask.connection, ask.fields["job"])
    assert sight is not None
    assert handover is not None
    text = ask.render(
        "handovers/ask_sign",
        service=service_name(ask.texts, ask.market, sight.order.service),
        name=sight.technician_name,
        handed=handed_words(ask.texts, handover.handed),
        dots="●" * len(ask.fields["tapped"]),
    )
    keys = [[ask.choice(ask.texts.digits(key), f"digit:{key}") for key in row] for row in KEYPAD[:-1]]
    clear = ask.choice("⌫", "clear")
    zero = ask.choice(ask.texts.digits(KEYPAD[-1]), f"digit:{KEYPAD[-1]}")
    wrong = ask.choice(ask.texts.label("Something is not right"), "object")
    return Prompt(text, [*keys, [clear, zero], [wrong]], labels={"nav:cancel": ask.texts.label("Later")})
