"""What operators type behind a command: ids, order numbers, roles, reasons."""

from bot.domain.employment import Employment
from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId
from bot.domain.levels import Level
from bot.domain.market import Market
from bot.domain.people import Role
from bot.turn import Transaction
from bot.ui.folding import folded
from bot.ui.typed import clean, parse_whole, shortened, utf16_length
from bot.usecases.companies import LONGEST_NAME
from bot.usecases.desk_orders import LONGEST_REASON
from bot.usecases.people import whose_number
from bot.usecases.reports import LONGEST_DAYS, MONTH

LARGEST_ID = 2**52
"""Telegram's ids have at most 52 bits; what is larger is no id and fits no column."""


def split_first(words: str) -> tuple[str, str]:
    """The first word and the rest."""
    first, _, rest = words.strip().partition(" ")
    return first, rest.strip()


def one_id(command: str, word: str) -> int:
    """The whole number of that word, in the digits of any script, with or without '#'."""
    number = parse_whole(word.lstrip("#№"))
    if number is None or not 0 < number < LARGEST_ID:
        raise Refusal("usage", command=command)
    return number


def order_and_rest(command: str, words: str) -> tuple[OrderId, str]:
    """'12 the customer called' → the order and what follows."""
    first, rest = split_first(words)
    return OrderId(one_id(command, first)), rest


def person_and_rest(tx: Transaction, command: str, words: str) -> tuple[PersonId, str]:
    """'5550001 never answers' or '+48600111222 never answers' → the person and what follows."""
    first, rest = split_first(words)
    if first.startswith("+"):
        return whose_number(tx, first), rest
    return PersonId(one_id(command, first)), rest


def days_in(command: str, words: str) -> int:
    """How many days a report looks back; four weeks when nothing is said."""
    if not words.strip():
        return MONTH
    days = parse_whole(words.strip())
    if days is None or not 1 <= days <= LONGEST_DAYS:
        raise Refusal("usage", command=command)
    return days


def reason_in(command: str, words: str) -> str:
    """The operator's reason; nobody is banned or cancelled without one."""
    reason = clean(words)
    if not reason:
        raise Refusal("usage", command=command)
    return shortened(reason, LONGEST_REASON)


def company_in(command: str, words: str) -> str:
    """The name of a company, as short as its card needs it."""
    name = " ".join(clean(words).split())
    if not name or utf16_length(name) > LONGEST_NAME:
        raise Refusal("usage", command=command)
    return name


def nothing_more(command: str, words: str) -> None:
    """Words where none belong are a slip that must not pass for a decision."""
    if words:
        raise Refusal("usage", command=command)


def skills_in(market: Market, command: str, words: str) -> tuple[str, ...]:
    """'plumbing, locks' → the keys of these skills, by their keys or by their names in any language."""
    named = market.catalogue.skills
    keys = {folded(word).text: key for key, names in named.items() for word in (key, *names.values())}
    wanted = [folded(word.strip()).text for word in clean(words).replace("،", ",").split(",") if word.strip()]
    if not set(wanted) <= set(keys):
        raise Refusal("usage", command=command)
    return tuple(dict.fromkeys(keys[word] for word in wanted))


def employment_and_rest(command: str, words: str) -> tuple[Employment, int | None, str]:
    """'staff plumbing' or '3 plumbing' → the market's own or partner 3, and what follows; else on their own account."""
    first, rest = split_first(words)
    if first.lower() in {Employment.STAFF, Employment.FREELANCE}:
        return Employment(first.lower()), None, rest
    if parse_whole(first) is not None:
        return Employment.PARTNER, one_id(command, first), rest
    return Employment.FREELANCE, None, words


def level_in(command: str, words: str) -> Level:
    """The level that was typed."""
    try:
        return Level(words.strip().lower())
    except ValueError:
        raise Refusal("usage", command=command) from None


def role_in(command: str, words: str) -> Role:
    """The role that was typed."""
    try:
        return Role(words.strip().lower())
    except ValueError:
        raise Refusal("usage", command=command) from None
