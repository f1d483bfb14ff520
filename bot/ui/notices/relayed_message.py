"""A message of the other one of a job's two people, under the name they are known by and nothing else."""

from aiogram.types import InlineKeyboardMarkup

from bot.domain.relay import may_talk
from bot.ui.job_sight import JobSight, job_sight
from bot.ui.keyboards import button, inline
from bot.ui.presses import RelayPress
from bot.ui.registry import NoticeRequest, notice
from bot.ui.said_media import media_of
from bot.ui.view import View
from db import relay


@notice("relay/message")
def relayed_message(ask: NoticeRequest) -> View | None:
    """What was said, with a button to answer as long as answers are possible."""
    message = relay.find(ask.connection, ask.fields["message"])
    sight = job_sight(ask.connection, ask.fields["job"])
    if message is None or sight is None:
        return None
    text = ask.render(
        "relay/message",
        from_technician=message.author == sight.technician.id,
        name=sight.other_name(ask.chat_id),
        order=sight.order.id,
        words=message.said.words,
    )
    return View(text, _keyboard(ask, sight), media_of(message.said))


def _keyboard(ask: NoticeRequest, sight: JobSight) -> InlineKeyboardMarkup | None:
    if not may_talk(sight.job, sight.order, ask.now):
        return None
    return inline([[button(ask.texts.label("Reply"), RelayPress(job_id=sight.job.id))]])
