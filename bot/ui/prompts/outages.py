"""The question for the number by which an operator on duty can be called."""

from aiogram.types import KeyboardButton

from bot.ui.prompting import Prompt, PromptRequest, prompt


@prompt("outages/number")
def number_prompt(ask: PromptRequest) -> Prompt:
    """Their own, which only the button proves."""
    share = KeyboardButton(text=ask.texts.label("Share my number"), request_contact=True)
    return Prompt(ask.render("outages/ask_number"), reply=[[share]])
