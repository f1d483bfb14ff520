"""What operators may type, as /help lists it: alone in a group, beside everything else in private."""

from bot.domain.ids import PersonId
from bot.ui.commands import desk_commands
from bot.ui.registry import NoticeRequest
from db import staff


def command_lines(ask: NoticeRequest, person: int) -> list[tuple[str, str]]:
    """Command and what it does, by the person's role; nothing for whoever is not on the staff."""
    role = staff.role_of(ask.connection, PersonId(person))
    return [(name, ask.texts.label(words)) for name, words in desk_commands(role)] if role else []
