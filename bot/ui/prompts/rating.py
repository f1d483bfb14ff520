"""The questions of a rating: stars, tags, a word."""

from bot.domain.ratings import CUSTOMER_TAGS, STARS, TECHNICIAN_TAGS
from bot.ui.job_sight import job_sight
from bot.ui.keyboards import in_rows
from bot.ui.prompting import Prompt, PromptRequest, prompt
from bot.ui.rating_tags import TAG_LABELS


def _name(ask: PromptRequest) -> str:
    sight = job_sight(ask.connection, ask.fields["job"])
    assert sight is not None
    return sight.other_name(ask.person.id)


@prompt("ratings/stars")
def stars_prompt(ask: PromptRequest) -> Prompt:
    """One to five."""
    days = ask.market.ratings.reveal_after.days
    text = ask.render("ratings/ask_stars", name=_name(ask), days=days)
    buttons = [ask.choice(f"{ask.texts.digits(str(n))} ★", f"stars:{n}") for n in STARS]
    return Prompt(text, [buttons])


@prompt("ratings/tags")
def tags_prompt(ask: PromptRequest) -> Prompt:
    """As many as fit; what is chosen carries a tick."""
    tags = CUSTOMER_TAGS if ask.fields["of_technician"] else TECHNICIAN_TAGS
    chosen = set(ask.fields["tags"])
    buttons = [
        ask.choice(("✓ " if tag in chosen else "") + ask.texts.label(TAG_LABELS[tag]), f"tag:{tag}") for tag in tags
    ]
    further = [ask.choice(ask.texts.label("Continue"), "tags:done", style="primary")] if chosen else []
    return Prompt(ask.render("ratings/ask_tags"), [*in_rows(buttons, 2), further])


@prompt("ratings/fixed")
def fixed_prompt(ask: PromptRequest) -> Prompt:
    """One visit, and all is well?"""
    label = ask.texts.label
    buttons = [ask.choice(label("Yes, at once"), "fixed:yes"), ask.choice(label("Not quite"), "fixed:no")]
    return Prompt(ask.render("ratings/ask_fixed"), [buttons])


@prompt("ratings/comment")
def comment_prompt(ask: PromptRequest) -> Prompt:
    """A word in the person's own language, or none."""
    sight = job_sight(ask.connection, ask.fields["job"])
    public = sight is not None and sight.is_customer(ask.person.id)
    return Prompt(ask.render("ratings/ask_comment", name=_name(ask), public=public))
