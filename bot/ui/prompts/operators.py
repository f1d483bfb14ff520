"""The questions to operators, and the one that reaches them."""

from collections.abc import Sequence

from bot.domain.money import Money
from bot.ui.keyboards import in_rows
from bot.ui.prompting import Prompt, PromptRequest, prompt
from bot.ui.typed import shortened
from db import orders

MOST_WORDS = 700


@prompt("desk/reason")
def reason_prompt(ask: PromptRequest) -> Prompt:
    """Why an order is cancelled, somebody suspended or banned."""
    return Prompt(ask.render("desk/ask_reason"))


@prompt("desk/quote_price")
def quote_price_prompt(ask: PromptRequest) -> Prompt:
    """What the work costs a technician, with the customer's words in sight."""
    order = orders.find(ask.connection, ask.fields["order"])
    assert order is not None
    description = shortened(order.description, MOST_WORDS)
    return Prompt(ask.render("desk/ask_price", number=order.id, crew=order.crew, description=description))


@prompt("desk/quote_skills")
def quote_skills_prompt(ask: PromptRequest) -> Prompt:
    """What the work needs; ticked ones are chosen."""
    chosen: Sequence[str] = ask.fields["skills"]
    choices = [
        ask.choice(("✓ " if key in chosen else "") + ask.texts.named(names), f"skill:{key}")
        for key, names in ask.market.catalogue.skills.items()
    ]
    done = ask.choice(ask.texts.label("Send the price"), "done", style="success")
    price = Money(ask.fields["amount"], ask.market.currency)
    return Prompt(ask.render("desk/ask_skills", price=price, count=len(chosen)), [*in_rows(choices, 2), [done]])


@prompt("help/question")
def question_prompt(ask: PromptRequest) -> Prompt:
    """What is it about?"""
    return Prompt(ask.render("help/ask_question"))
