"""The question to an operator who decides in their own words."""

from bot.ui.prompting import Prompt, PromptRequest, prompt
from db import technicians


@prompt("applications/words")
def words_prompt(ask: PromptRequest) -> Prompt:
    """Why, or what else; it says whom it is about."""
    applicant = technicians.find(ask.connection, ask.fields["applicant"])
    return Prompt(ask.render("applications/words", name=applicant.name if applicant else ""))
