"""In which of a group's topics a case is shown."""

from sqlalchemy import Connection, delete, select

from bot.domain.cases import CaseId
from db.tables import cards, topics
from db.upsert import insert

NO_TOPICS = 0
"""Kept where the group has no topics, or the bot may not open any: the case goes among all other messages."""


def thread_of(connection: Connection, chat: int, case: int) -> int | None:
    """The number of the topic; `NO_TOPICS` where there can be none, None where none was opened yet."""
    query = select(topics.c.thread_id).where(topics.c.chat_id == chat, topics.c.case_id == case)
    thread = connection.execute(query).scalar()
    return None if thread is None else int(thread)


def keep(connection: Connection, chat: int, case: int, thread: int) -> None:
    """Remember the topic."""
    statement = insert(connection, topics).values(chat_id=chat, case_id=case, thread_id=thread)
    keys = ["chat_id", "case_id"]
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_={"thread_id": thread}))


def forget(connection: Connection, chat: int, case: int) -> None:
    """Somebody has deleted the topic."""
    connection.execute(delete(topics).where(topics.c.chat_id == chat, topics.c.case_id == case))


def case_in(connection: Connection, chat: int, thread: int) -> CaseId | None:
    """The case that has this topic."""
    query = select(topics.c.case_id).where(topics.c.chat_id == chat, topics.c.thread_id == thread)
    case = connection.execute(query).scalar() if thread != NO_TOPICS else None
    return None if case is None else CaseId(case)


def subject_of_message(connection: Connection, chat: int, view: str, message: int) -> int | None:
    """Whose card of that view this message shows; None when it shows none."""
    which = (cards.c.chat_id == chat, cards.c.view == view, cards.c.message_id == message)
    return connection.execute(select(cards.c.subject_id).where(*which)).scalar()
