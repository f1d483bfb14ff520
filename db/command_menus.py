"""Whose menu of commands is their own, and what it showed when it was last set."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, or_, select

from bot.domain.languages import Language
from bot.domain.people import Role
from bot.domain.technicians import TechnicianStatus
from db.tables import command_menus, dispatchers, people, staff, technicians
from db.upsert import insert

EVERYBODY = 0
"""Stands where a chat's id does, for what is set once for all."""


@dataclass(frozen=True, slots=True)
class MenuOwner:
    """A private chat whose menu differs from everybody's: by role, by work, or by a language of their own choice."""

    chat: int
    role: Role | None
    is_technician: bool
    is_dispatcher: bool
    language: Language


def owners(connection: Connection) -> list[MenuOwner]:
    """Everybody who can be reached and should have a menu of their own."""
    roles = (staff.c.role, technicians.c.person_id, dispatchers.c.person_id)
    is_technician = technicians.c.status == TechnicianStatus.APPROVED.value
    query = (
        select(people.c.id, staff.c.role, technicians.c.person_id, dispatchers.c.person_id, people.c.language)
        .outerjoin(staff, staff.c.person_id == people.c.id)
        .outerjoin(technicians, and_(technicians.c.person_id == people.c.id, is_technician))
        .outerjoin(dispatchers, dispatchers.c.person_id == people.c.id)
        .where(people.c.reachable, people.c.banned_at.is_(None))
        .where(or_(*(column.is_not(None) for column in roles), people.c.language_chosen))
    )
    return [
        MenuOwner(chat, role and Role(role), technician is not None, dispatcher is not None, Language(language))
        for chat, role, technician, dispatcher, language in connection.execute(query)
    ]


def kept(connection: Connection) -> dict[int, str]:
    """What was last set: chat → fingerprint."""
    return {row.chat_id: row.fingerprint for row in connection.execute(select(command_menus))}


def keep(connection: Connection, chat: int, fingerprint: str) -> None:
    """Keep what has been set."""
    statement = insert(connection, command_menus).values(chat_id=chat, fingerprint=fingerprint)
    connection.execute(statement.on_conflict_do_update(index_elements=["chat_id"], set_={"fingerprint": fingerprint}))


def forget(connection: Connection, chats: Iterable[int]) -> None:
    """These chats have everybody's menu again."""
    connection.execute(delete(command_menus).where(command_menus.c.chat_id.in_(list(chats))))
