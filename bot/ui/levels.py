"""The levels in words."""

from bot.domain.levels import Level, level_from
from bot.ui.texts import N_, Texts

LEVELS = {
    Level.NEW: N_("new here"),
    Level.JUNIOR: N_("junior"),
    Level.CERTIFIED: N_("certified"),
    Level.EXPERT: N_("expert"),
    Level.MENTOR: N_("mentor"),
}


def level_name(texts: Texts, word: str) -> str:
    """What the level of a row is called."""
    return texts.label(LEVELS[level_from(word)])
