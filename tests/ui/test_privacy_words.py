"""What is said of how long something is kept is what the settings say."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.languages import Language
from bot.domain.market import Market
from bot.ui.texts import texts_of

PERIODS = {"addresses": 11, "messages": 12, "photos": 13, "address_notes": 14, "traces": 15, "copies": 31}


@pytest.fixture
def market(market: Market) -> Market:
    """A market that keeps everything for other days than the shipped one."""
    days = {name: timedelta(days=count) for name, count in PERIODS.items()}
    return replace(market, retention=replace(market.retention, **days))


@pytest.mark.parametrize("language", Language)
def test_periods_come_from_the_settings(market: Market, language: Language) -> None:
    texts = texts_of(language, None)
    said = texts.render_plain("start/privacy", market=market)
    for name, count in PERIODS.items():
        assert (texts.digits(str(count)) in said) == (name != "traces"), name


@pytest.mark.parametrize("language", Language)
def test_nothing_is_left_when_the_log_is_pruned_and_the_last_copy_of_it_gone(
    market: Market, language: Language
) -> None:
    texts = texts_of(language, None)
    assert texts.digits("46") in texts.render_plain("privacy/forgotten", market=market)
