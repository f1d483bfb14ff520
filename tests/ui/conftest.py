"""A city and a moment for the texts, templates from memory."""

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from jinja2 import DictLoader

from bot.domain.languages import Language
from bot.ui.texts import Texts

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = dt.datetime(2026, 3, 15, 12, 0, tzinfo=dt.UTC)
"""A Sunday, 13:00 in Warsaw, 24 Esfand 1404."""

Render = Callable[..., str]


@pytest.fixture
def render() -> Render:
    """`render(language, template source, **fields)`, through the environment that the bot uses."""

    def render_source(language: Language, source: str, /, **fields: object) -> str:
        texts = Texts(language, WARSAW)
        texts._environment.loader = DictLoader({"here.html": source})
        return texts.render("here", **fields)

    return render_source
