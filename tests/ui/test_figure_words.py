"""What figures are called."""

from bot.ui.figure_words import LABELS
from bot.ui.templating import TEMPLATES_FOLDER


def test_a_figure_is_not_called_like_a_profiles_share_of_another_definition() -> None:
    profile = (TEMPLATES_FOLDER / "orders/profile.html").read_text("utf-8").lower()
    for share in ("on time", "to their end"):
        assert share in profile
        assert not [name for name in LABELS.values() if share in name.lower()]
