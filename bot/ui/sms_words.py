"""What a text message says, in its reader's language, as things stand when it is sent."""

from sqlalchemy import Connection

from bot.domain.market import Market
from bot.domain.sms import Sms
from bot.ui.outage_sight import outage_sight
from bot.ui.texts import texts_of
from db import contacts, people


def sms_words(connection: Connection, item: Sms, market: Market) -> str | None:
    """Plain text; None when its job has ended meanwhile, and there is nothing to say."""
    person = people.find(connection, item.person)
    texts = texts_of(person.language if person else market.language, market.city.time_zone)
    if item.job is None:
        jobs = len(contacts.of_running_jobs(connection))
        return texts.render_plain("outages/sms_duty", market=market.name, jobs=jobs)
    sight = outage_sight(connection, item.job, item.person, texts, market)
    if sight is None:
        return None
    return texts.render_plain("outages/sms", market=market.name, sight=sight)
