"""A document as operators see it, with what they can decide."""

from aiogram.types import InlineKeyboardButton

from bot.domain.credentials import Credential, CredentialStatus
from bot.domain.technicians import ENDED
from bot.ui.document_words import document_name, refusal_words, status_words
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.presses import CredentialPress
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import credentials, people, technicians

Row = list[InlineKeyboardButton | None]


@card("desk_credential")
@for_desk
def desk_credential_card(ask: CardRequest) -> View | None:
    """The document of the subject; what was decided stays in sight, with who decided it."""
    row = credentials.find(ask.connection, ask.subject_id)
    technician = technicians.find(ask.connection, row.technician) if row else None
    if row is None or technician is None:
        return None
    operator = people.find(ask.connection, row.decided_by) if row.decided_by else None
    text = ask.render(
        "documents/desk",
        credential=row,
        name=technician.name,
        kind=document_name(ask.texts, ask.market, row.kind),
        status=status_words(ask.texts, row),
        by=operator.name if operator else "",
        reason=refusal_words(ask.texts, row.reason),
    )
    return View(text, inline(_rows(ask, row, is_wanted=technician.status not in ENDED)))


def _rows(ask: CardRequest, row: Credential, *, is_wanted: bool) -> list[Row]:
    """What nobody has judged waits, unless the application came to nothing."""
    label = ask.texts.label
    photos: Row = [_button(label("Photos (%(number)s)", number=len(row.file_ids)), "show", row)]
    if row.status is not CredentialStatus.SHOWN or not is_wanted:
        return [photos]
    kind = ask.market.documents.find(row.kind)
    approve = label("Approve until…") if kind is not None and kind.expires else label("Approve")
    return [photos, [_button(approve, "approve", row), _button(label("Refuse…"), "refuse", row)]]


def _button(words: str, act: str, row: Credential) -> InlineKeyboardButton:
    return button(words, CredentialPress(act=act, credential_id=row.id))
