"""The questions about documents: the photos from whoever shows one; until when, or why not, from who judges it."""

from bot.ui.document_words import REFUSAL_LABELS, document_name
from bot.ui.keyboards import in_rows
from bot.ui.prompting import Prompt, PromptRequest, prompt
from db import credentials, technicians

USUAL_YEARS = (1, 2, 5, 10)


@prompt("documents/photos")
def photos_prompt(ask: PromptRequest) -> Prompt:
    """Both sides, as many photos as it takes."""
    done = (
        ask.choice(ask.texts.label("Send to the operators"), "done", style="success") if ask.fields["count"] else None
    )
    kind = document_name(ask.texts, ask.market, ask.fields["kind"])
    return Prompt(ask.render("documents/ask_photos", kind=kind), [[done]])


@prompt("documents/until")
def until_prompt(ask: PromptRequest) -> Prompt:
    """The last day, typed as it stands there, or so many years from today."""
    choices = [
        ask.choice(ask.texts.label_many("For %(num)s year", "For %(num)s years", years), f"years:{years}")
        for years in USUAL_YEARS
    ]
    return Prompt(ask.render("documents/ask_until", **_about(ask)), in_rows(choices, 2))


@prompt("documents/refusal")
def refusal_prompt(ask: PromptRequest) -> Prompt:
    """The usual reasons; any other in the operator's own words."""
    choices = [ask.choice(ask.texts.label(words), reason.value) for reason, words in REFUSAL_LABELS.items()]
    return Prompt(ask.render("documents/ask_refusal", **_about(ask)), in_rows(choices, 2))


def _about(ask: PromptRequest) -> dict[str, str]:
    """Whose, and what."""
    row = credentials.find(ask.connection, ask.fields["credential"])
    technician = technicians.find(ask.connection, row.technician) if row else None
    kind = document_name(ask.texts, ask.market, row.kind) if row else ""
    return {"name": technician.name if technician else "", "kind": kind}
