"""The questions to an operator who composes a job of 'something else'."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.levels import Level
from bot.domain.money import Money
from bot.ui.keyboards import in_rows
from bot.ui.levels import LEVELS, level_name
from bot.ui.prompting import Prompt, PromptRequest, prompt
from bot.ui.typed import shortened
from db import orders

MOST_WORDS = 700
READY_MINUTES = (0, 30, 60, 90, 120, 180, 240, 480)
"""0: as long as usual."""


@prompt("desk/quote_price")
def quote_price_prompt(ask: PromptRequest) -> Prompt:
    """What the work costs a technician, with the customer's words in sight."""
    order = orders.find(ask.connection, ask.fields["order"])
    assert order is not None
    description = shortened(order.description, MOST_WORDS)
    return Prompt(ask.render("desk/ask_price", number=order.id, crew=order.crew, description=description))


@prompt("desk/quote_skills")
def quote_skills_prompt(ask: PromptRequest) -> Prompt:
    """What the work needs, ticked; what else may be said, each behind its button; and the way to the customer."""
    chosen: Sequence[str] = ask.fields["skills"]
    choices = [
        ask.choice(("✓ " if key in chosen else "") + ask.texts.named(names), f"skill:{key}")
        for key, names in ask.market.catalogue.skills.items()
    ]
    done = ask.choice(ask.texts.label("Send the price"), "done", style="success")
    price = Money(ask.fields["amount"], ask.market.currency)
    total = price.times(ask.fields["crew"] or 1)
    text = ask.render("desk/ask_skills", price=price, count=len(chosen), total=total, **_terms(ask))
    return Prompt(text, [*in_rows(choices, 2), *_others(ask), [done]])


def _terms(ask: PromptRequest) -> dict[str, object]:
    """The terms in words; '' where nothing was said."""
    minutes, level = ask.fields["minutes"], ask.fields["level"]
    return {
        "level_words": level_name(ask.texts, level) if level else "",
        "duration": ask.texts.duration(minutes) if minutes else "",
    }


def _others(ask: PromptRequest) -> list[list[InlineKeyboardButton]]:
    """One row a term, with what is set so far."""
    label, terms = ask.texts.label, _terms(ask)
    crew = label("👥 Technicians: %(number)s", number=ask.texts.number(ask.fields["crew"] or 1))
    level = label("🎓 Level: %(level)s", level=terms["level_words"] or label("any"))
    minutes = label("⏱ Duration: %(duration)s", duration=terms["duration"] or label("as usual"))
    note = label("📝 Change the note") if ask.fields["note"] else label("📝 Add a note")
    several = ask.market.jobs.max_crew > 1
    first = [ask.choice(crew, "edit:crew")] if several else []
    return [
        [*first, ask.choice(level, "edit:level")],
        [ask.choice(minutes, "edit:minutes"), ask.choice(note, "edit:note")],
    ]


@prompt("desk/quote_crew")
def quote_crew_prompt(ask: PromptRequest) -> Prompt:
    """How many."""
    numbers = range(1, ask.fields["most"] + 1)
    choices = [ask.choice(ask.texts.digits(str(number)), f"crew:{number}") for number in numbers]
    return Prompt(ask.render("desk/ask_crew"), in_rows(choices, 4))


@prompt("desk/quote_level")
def quote_level_prompt(ask: PromptRequest) -> Prompt:
    """At least how far they must have come."""
    choices = [ask.choice(ask.texts.label("any"), f"level:{Level.NEW}")]
    choices += [
        ask.choice(ask.texts.label(words), f"level:{level}")
        for level, words in LEVELS.items()
        if level is not Level.NEW
    ]
    return Prompt(ask.render("desk/ask_level"), in_rows(choices, 2))


@prompt("desk/quote_minutes")
def quote_minutes_prompt(ask: PromptRequest) -> Prompt:
    """How long."""
    choices = [
        ask.choice(ask.texts.duration(minutes) if minutes else ask.texts.label("as usual"), f"minutes:{minutes}")
        for minutes in READY_MINUTES
    ]
    return Prompt(ask.render("desk/ask_minutes"), in_rows(choices, 2))


@prompt("desk/quote_note")
def quote_note_prompt(ask: PromptRequest) -> Prompt:
    """What whoever is asked should know."""
    return Prompt(ask.render("desk/ask_note"), labels={"nav:skip": ask.texts.label("No note")})
