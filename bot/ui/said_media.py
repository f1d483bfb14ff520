"""What somebody said with a file or a place, as what is sent on."""

from typing import cast

from bot.domain.relay import Utterance
from bot.ui.view import Media, MediaKind


def media_of(said: Utterance) -> tuple[Media, ...]:
    """The file or place of an utterance; nothing for words."""
    if said.kind == "text":
        return ()
    return (Media(cast(MediaKind, said.kind), said.file_id, said.point),)
