"""The question for the customer's start code."""

from bot.ui.prompting import Prompt, PromptRequest, prompt


@prompt("jobs/code")
def code_prompt(ask: PromptRequest) -> Prompt:
    """Four digits."""
    return Prompt(ask.render("jobs/ask_code"))
