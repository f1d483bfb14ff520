"""Telegram is back: who got a text message meanwhile, for the operators."""

from bot.domain.names import first_name
from bot.domain.sms import Sms, SmsStatus
from bot.ui.for_desk import for_desk
from bot.ui.registry import NoticeRequest, notice
from bot.ui.texts import N_
from bot.ui.view import View
from db import jobs, outages, people, sms

MOST_LINES = 40
"""More is not read; the others are counted."""
WORDS = {
    SmsStatus.PENDING: N_("on its way"),
    SmsStatus.UNDER_WAY: N_("on its way"),
    SmsStatus.SENT: N_("sent"),
    SmsStatus.REFUSED: N_("not sent"),
    SmsStatus.UNSURE: N_("perhaps sent, please ask"),
    SmsStatus.UNCALLABLE: N_("not sent: the number can’t be called"),
    SmsStatus.NOT_NEEDED: N_("not sent: no longer needed"),
}
"""What became of a text message → how it is said."""


@notice("outages/silence_over")
@for_desk
def silence_over_notice(ask: NoticeRequest) -> View | None:
    """How long it was silent, and a line a text message."""
    silence = outages.find(ask.connection, ask.fields["outage"])
    if silence is None:
        return None
    texts = sms.of_outage(ask.connection, silence.id)
    lines = [_line(ask, item) for item in texts[:MOST_LINES]]
    more = len(texts) - len(lines)
    return View(ask.render("outages/silence_over", silence=silence, lines=lines, more=more))


def _line(ask: NoticeRequest, item: Sms) -> dict[str, object]:
    person = people.find(ask.connection, item.person)
    job = jobs.find(ask.connection, item.job) if item.job else None
    what = ask.texts.label(WORDS[item.status])
    return {
        "name": first_name(person.name) if person else "",
        "order": job.order if job else None,
        "what": f"{what} ({item.error})" if item.error and item.status is SmsStatus.REFUSED else what,
    }
