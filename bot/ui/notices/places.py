"""What was kept for a place, read back."""

from bot.domain.ids import private_chat
from bot.ui.registry import NoticeRequest, notice
from bot.ui.view import View
from db import places


@notice("places/note_kept")
def note_kept(ask: NoticeRequest) -> View | None:
    """As it stands now, to the place's own person."""
    known = places.find(ask.connection, ask.fields["place"])
    if known is None or private_chat(known.person) != ask.chat_id or not known.note:
        return None
    return View(ask.render("places/note_kept", address=known.address, note=known.note))
