"""What a text message says, in its reader's language, as things stand when it is sent."""

from sqlalchemy import Connection

from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.sms import Sms
from bot.ui.outage_sight import outage_sight
from bot.ui.texts import Texts, texts_of
from db import contacts, people

PLAIN_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2066\u2067\u2068\u2069\u200e\u200f"),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("–—", "-"),
        "…": "...",
        "\N{NO-BREAK SPACE}": " ",
    }
)
"""One sign outside the alphabet of text messages more than halves what fits into one (70 characters instead of 160)."""


def sms_words(connection: Connection, item: Sms, market: Market) -> str | None:
    """Plain text; None when its job has ended meanwhile, and there is nothing to say."""
    person = people.find(connection, item.person)
    language = person.language if person else market.language
    words = _words(connection, item, market, texts_of(language, market.city.time_zone))
    return words and in_plain_signs(words, language)


def in_plain_signs(words: str, language: Language) -> str:
    """The same, as it is paid for least; a line from the right keeps what holds its order."""
    return words if language.right_to_left else words.translate(PLAIN_SIGNS)


def _words(connection: Connection, item: Sms, market: Market, texts: Texts) -> str | None:
    if item.job is None:
        jobs = len(contacts.of_running_jobs(connection))
        return texts.render_plain("outages/sms_duty", market=market.name, jobs=jobs)
    sight = outage_sight(connection, item.job, item.person, texts, market)
    if sight is None:
        return None
    return texts.render_plain("outages/sms", market=market.name, sight=sight)
