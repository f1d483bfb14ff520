"""The operators' two commands for when things break: /oncall and /outage."""

from collections.abc import Callable

from bot.domain.errors import Refusal
from bot.domain.ids import ChatId, PersonId
from bot.handlers.operator_words import nothing_more, one_id, split_first
from bot.turn import Transaction
from bot.ui.typed import clean, shortened
from bot.usecases import on_duty, outages
from bot.usecases.desk_orders import LONGEST_REASON

Shown = Callable[[Transaction, PersonId, int], None]


def oncall(tx: Transaction, operator: PersonId, chat: ChatId, words: str) -> None:
    """'/oncall', '/oncall on', '/oncall +48600111222', '/oncall on 5550001 +48600111222', '/oncall off'."""
    act, rest = split_first(words)
    if act.lower() == "on":
        person, number = _whom(operator, rest)
        on_duty.go_on_duty(tx, person, operator, number)
    elif act.lower() == "off":
        person, number = _whom(operator, rest)
        nothing_more("oncall", number)
        on_duty.go_off_duty(tx, person, operator)
    elif act.startswith("+"):
        on_duty.go_on_duty(tx, operator, operator, words.strip())
    else:
        nothing_more("oncall", act)
    on_duty.show_on_duty(tx, operator, chat)


def outage(tx: Transaction, operator: PersonId, chat: ChatId, words: str) -> None:
    """'/outage', '/outage on the network is down', '/outage off'."""
    act, rest = split_first(words)
    if act.lower() == "on":
        outages.ask_outage(tx, operator, chat, shortened(clean(rest), LONGEST_REASON))
    elif act.lower() == "off":
        nothing_more("outage", rest)
        outages.end_current(tx, operator, chat)
    elif act:
        raise Refusal("usage", command="outage")
    else:
        outages.show_outage(tx, operator, chat)


def _whom(operator: PersonId, words: str) -> tuple[PersonId, str]:
    """Whoever types, unless an id stands first; and a number, where one follows."""
    first, rest = split_first(words)
    if not first or first.startswith(("+", "0")) or not first.isdecimal():
        return operator, words.strip()
    return PersonId(one_id("oncall", first)), rest
