"""The pages that operators leaf through: what a message in the desk's chat shows, as a row."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from db.tables import desk_pages
from db.transaction import Transaction

DESK_PAGE = "desk_page"
"""The card that shows such a page; its subject is the page's number."""


@dataclass(frozen=True, slots=True)
class DeskPage:
    """`kind` says which list it is, `words` what was asked for, `page` counts from 0."""

    id: int
    kind: str
    words: str
    page: int


def open_page(tx: Transaction, kind: str, words: str = "", page: int = 0) -> int:
    """Begin a list."""
    row = {"kind": kind, "words": words, "page": page, "opened_at": tx.now}
    return tx.insert(desk_pages, row)


def find(connection: Connection, desk_page: int) -> DeskPage | None:
    """The list of that number."""
    row = connection.execute(select(desk_pages).where(desk_pages.c.id == desk_page)).first()
    return None if row is None else DeskPage(row.id, row.kind, row.words, row.page)


def turn_to(tx: Transaction, desk_page: int, page: int, words: str | None = None) -> bool:
    """Show another page of the list, or other things in it; False when there is no such list (any more)."""
    values: dict[str, object] = {"page": page} if words is None else {"page": page, "words": words}
    return tx.changed(update(desk_pages).where(desk_pages.c.id == desk_page).values(values))
