"""A number is found again in the words of the very button that offers it."""

import pytest

from bot.domain.languages import Language
from bot.ui.texts import texts_of
from bot.usecases.phones import in_e164, mentions


@pytest.mark.parametrize("shared", ["48600111222", "+98 912 345 6789", "15550000016"])
@pytest.mark.parametrize("language", list(Language))
def test_the_known_number_on_its_button(shared: str, language: Language) -> None:
    """Whatever a contact may bring, also a number that nobody has been given yet."""
    kept, texts = in_e164(shared, "PL"), texts_of(language)
    assert kept is not None
    assert mentions(texts.label("Use %(number)s", number=texts.phone(kept)), kept)
    assert not mentions(texts.label("Use %(number)s", number=texts.phone("+48600111223")), kept)
