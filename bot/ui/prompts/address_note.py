"""The question for a note of a place."""

from bot.ui.prompting import Prompt, PromptRequest, prompt
from db import places


@prompt("places/note")
def note_prompt(ask: PromptRequest) -> Prompt:
    """One line; what is kept is shown, so that it can be copied and mended."""
    known = places.find(ask.connection, ask.fields["place"])
    assert known is not None
    return Prompt(ask.render("places/ask_note", address=known.address, note=known.note or ""))
