"""Whoever is shut out reads whom to ask: the bot takes nothing from them any more."""

from dataclasses import replace

import pytest

from bot.domain.languages import Language
from bot.domain.market import Market
from bot.ui.answering import LONGEST
from bot.ui.texts import texts_of
from bot.ui.typed import utf16_length

CONTACT = "help@<onsite>.example, +48 600 111 222"


@pytest.mark.parametrize("language", Language)
def test_the_banned_and_the_suspended_read_the_contact(market: Market, language: Language) -> None:
    texts, known = texts_of(language, None), replace(market, contact=CONTACT)
    for view in ("refusals/banned", "desk/banned", "technicians/suspended"):
        said = texts.render_plain(view, market=known, reason="")
        assert CONTACT in said, view
        assert "None" not in texts.render_plain(view, market=market, reason=""), view


@pytest.mark.parametrize("language", Language)
def test_the_answer_to_a_press_has_room_for_it(market: Market, language: Language) -> None:
    said = texts_of(language, None).render_plain("refusals/banned", market=replace(market, contact="x" * 80))
    assert utf16_length(said) <= LONGEST
