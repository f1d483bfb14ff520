"""What the quick tags of a rating are called."""

from bot.ui.texts import N_, Texts

TAG_LABELS = {
    "on_time": N_("on time"),
    "kind": N_("kind"),
    "tidy": N_("tidy work"),
    "skilled": N_("knows the trade"),
    "late": N_("late"),
    "rude": N_("rude"),
    "messy": N_("left a mess"),
    "not_fixed": N_("not fixed"),
    "clear": N_("clear description"),
    "easy_access": N_("easy to get in"),
    "absent": N_("nobody there"),
    "other_problem": N_("other work than described"),
}
"""Tag → English label."""


def tags_in_words(tags: list[str] | tuple[str, ...], texts: Texts) -> str:
    """The tags in a row: on time · kind."""
    return " · ".join(texts.label(TAG_LABELS[tag]) for tag in tags)
