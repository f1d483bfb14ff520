"""The questions of extra work: how much more, and for what."""

from bot.domain.money import Money
from bot.ui.prompting import Prompt, PromptRequest, prompt


def _money(ask: PromptRequest, amount: int | None) -> Money | None:
    return None if amount is None else Money(amount, ask.market.currency)


@prompt("extras/amount")
def amount_prompt(ask: PromptRequest) -> Prompt:
    """How much more, and the most that this market allows."""
    return Prompt(ask.render("extras/ask_amount", most=_money(ask, ask.fields["most"])))


@prompt("extras/words")
def words_prompt(ask: PromptRequest) -> Prompt:
    """What for."""
    return Prompt(ask.render("extras/ask_words", amount=_money(ask, ask.fields["amount"])))
