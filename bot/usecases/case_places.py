"""Where in the operators' group a case is talked about: in its topic, or in reply to what one of its sides said."""

from sqlalchemy import Connection

from bot.domain.cases import ANSWERS, CaseId, Way
from bot.domain.market import Market
from bot.usecases.case_talk import MESSAGE
from db import case_messages, settings, topics


def spot_of(connection: Connection, market: Market, chat: int, thread: int, replied: int) -> tuple[CaseId, Way] | None:
    """The case, and whom words there go to; None where no case is talked about."""
    if settings.operators_group(connection, market) != chat:
        return None
    shown = topics.subject_of_message(connection, chat, MESSAGE, replied) if replied else None
    message = case_messages.find(connection, shown) if shown is not None else None
    if message is not None:
        return message.case, ANSWERS.get(message.way, Way.NOTE)
    case = topics.case_in(connection, chat, thread)
    return None if case is None else (case, Way.NOTE)
