"""The templates' engine: one environment a language, so that `{{ price|money }}` knows how to speak."""

import re
from decimal import Decimal
from enum import Enum
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined
from markupsafe import Markup

from bot.domain.money import Money

if TYPE_CHECKING:
    from bot.ui.texts import Texts

TEMPLATES_FOLDER = Path(__file__).parent / "templates"
FILTERS = (
    "capital",
    "date",
    "day",
    "digits",
    "distance",
    "duration",
    "minor",
    "moment",
    "money",
    "name",
    "named",
    "number",
    "period",
    "phone",
    "rating",
    "short_day",
    "stars",
    "time",
    "window",
)
"""The methods of Texts that templates use as filters."""
PAGES_FOLDER = Path(__file__).parent / "pages"
"""Whole HTML pages, for a browser or a printer; Telegram sees only what lies among the templates."""
_TRAILING_SPACE = re.compile(r"[ \t]+$", re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")
_BLANK_LINES = re.compile(r"\n{3,}")


def environment_for(texts: "Texts") -> Environment:
    """An environment whose `_()`, `{% trans %}` and filters speak the language of these texts."""
    environment = Environment(
        loader=FileSystemLoader([TEMPLATES_FOLDER, PAGES_FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
        finalize=lambda value: shown(value, texts),
    )
    # jinja2 keeps its extensions' settings as attributes it does not declare.
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.globals.update(gettext=texts.say, ngettext=texts.say_many)
    environment.filters.update({name: getattr(texts, name) for name in FILTERS})
    return environment


def shown(value: object, texts: "Texts") -> str:
    """A value inside a sentence. What can be written in several ways (a date) must choose a filter."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return value
    if isinstance(value, int) and not isinstance(value, (bool, Enum)):
        return texts.digits(str(value))
    if isinstance(value, float | Decimal):
        return texts.number(value)
    if isinstance(value, Money):
        return texts.money(value)
    if isinstance(value, Undefined):
        return str(value)
    raise TypeError(f"a {type(value).__name__} can be written in several ways: choose a filter")


def plain(text: Markup) -> str:
    """The text that this HTML shows, its lines kept."""
    return unescape(_TAG.sub("", text))


def tidied(rendered: str) -> Markup:
    """What a template made, without the blank lines and spaces that its untaken branches leave behind."""
    text = _BLANK_LINES.sub("\n\n", _TRAILING_SPACE.sub("", rendered)).strip()
    return Markup(text)  # noqa: S704  # the template has escaped what people wrote
