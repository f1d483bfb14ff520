"""The questions to operators, and the one that reaches them."""

from bot.ui.prompting import Prompt, PromptRequest, prompt


@prompt("desk/reason")
def reason_prompt(ask: PromptRequest) -> Prompt:
    """Why an order is cancelled, somebody suspended or banned."""
    return Prompt(ask.render("desk/ask_reason"))


@prompt("help/question")
def question_prompt(ask: PromptRequest) -> Prompt:
    """What is it about?"""
    return Prompt(ask.render("help/ask_question"))
