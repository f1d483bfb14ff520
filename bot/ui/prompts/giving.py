"""How much credit, or how large a discount."""

from aiogram.types import InlineKeyboardButton

from bot.domain.money import Money
from bot.ui.keyboards import in_rows
from bot.ui.prompting import Prompt, PromptRequest, prompt

PERCENTS = (10, 25, 50, 100)


@prompt("amends/amount")
def amount_prompt(ask: PromptRequest) -> Prompt:
    """The usual amounts as far as they may be given, or typed; a discount also in per cent."""
    most, total = ask.fields["most"], ask.fields["total"]
    room = min(amount for amount in (most, total, 10**15) if amount is not None)
    amounts = [amount for amount in ask.market.amends.amounts if amount <= room]
    percents = [percent for percent in PERCENTS if total is not None and total * percent // 100 <= room]
    text = ask.render("amends/ask_amount", most=_money(ask, most), total=_money(ask, total))
    return Prompt(
        text, [[_amount(ask, amount) for amount in amounts], *in_rows([_percent(ask, p) for p in percents], 4)]
    )


def _amount(ask: PromptRequest, amount: int) -> InlineKeyboardButton:
    return ask.choice(ask.texts.money(Money(amount, ask.market.currency)), f"amount:{amount}")


def _percent(ask: PromptRequest, percent: int) -> InlineKeyboardButton:
    return ask.choice(ask.texts.label("%(number)s%%", number=percent), f"percent:{percent}")


def _money(ask: PromptRequest, amount: int | None) -> Money | None:
    return None if amount is None else Money(amount, ask.market.currency)
