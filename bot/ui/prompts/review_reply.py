"""The question for a public reply."""

from bot.ui.prompting import Prompt, PromptRequest, prompt
from db import reviews


@prompt("ratings/reply")
def reply_prompt(ask: PromptRequest) -> Prompt:
    """The comment once more, and what was answered until now."""
    review = reviews.of_job(ask.connection, ask.fields["job"])
    assert review is not None
    return Prompt(ask.render("ratings/ask_reply", review=review))
