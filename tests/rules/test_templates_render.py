"""Every template is rendered from its samples in every language: whole, within Telegram's rules, no branch unsaid."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS
from jinja2.ext import babel_extract
from jinja2.meta import find_referenced_templates, find_undeclared_variables

from bot.domain.languages import Language
from bot.domain.market import Market
from bot.ui.inspection import template_names
from bot.ui.templating import TEMPLATES_FOLDER, environment_for
from bot.ui.texts import Texts, texts_of
from playground.world.html_markup import parse_html
from playground.world.utf16 import utf16_length
from tests.rules.samples import SAMPLES
from tests.rules.samples.people import NOW, Fields

LONGEST_MESSAGE = 4096
BROKEN = ("%(", "{{", "{%", "Undefined", "&amp;lt;", "&amp;amp;")
"""What a reader must never see (`{{ yesterday }}`, which our sample customer typed, has been taken out)."""
ALWAYS_THERE = {"now", "market", "gettext", "ngettext", "_"}


class Listening(Texts):
    """English that remembers which sentences were said."""

    def __init__(self, market: Market) -> None:
        super().__init__(Language.EN, market.city.time_zone)
        self.said: set[str] = set()

    def say(self, msgid: str, /, **fields: object) -> object:  # type: ignore[override]  # the same, overheard
        self.said.add(msgid)
        return super().say(msgid, **fields)

    def say_many(self, singular: str, plural: str, n: int, /, **fields: object) -> object:  # type: ignore[override]
        self.said.add(singular)
        return super().say_many(singular, plural, n, **fields)


def source(name: str) -> str:
    return (TEMPLATES_FOLDER / f"{name}.html").read_text("utf-8")


def fields_of(name: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """What the template needs, with what it includes and builds upon."""
    tree = environment_for(texts_of(Language.EN)).parse(source(name))
    wanted = set(find_undeclared_variables(tree)) - ALWAYS_THERE
    others = {other.removesuffix(".html") for other in find_referenced_templates(tree) if other} - seen
    return wanted.union(*(fields_of(other, seen | {name}) for other in others))


def samples_of(name: str) -> list[Fields]:
    """A template that needs nothing needs no sample either."""
    return SAMPLES.get(name) or [{}]


def rendered(texts: Texts, market: Market, name: str) -> Iterator[str]:
    """The template in all its variants."""
    for fields in samples_of(name):
        yield texts.render(name, **{"now": NOW, "market": market, **fields})


def test_every_template_that_needs_a_sample_has_one() -> None:
    without = {name: sorted(fields_of(name)) for name in template_names() - set(SAMPLES)}
    assert {name: fields for name, fields in without.items() if fields} == {}


def test_no_sample_is_left_of_a_template_that_is_gone() -> None:
    assert set(SAMPLES) - template_names() == set()


@pytest.mark.parametrize("language", Language)
def test_they_all_render(market: Market, language: Language) -> None:
    texts = texts_of(language, market.city.time_zone)
    faults = {name: fault for name in sorted(template_names()) if (fault := fault_of(texts, market, name))}
    assert faults == {}


def fault_of(texts: Texts, market: Market, name: str) -> str:
    """What is wrong with the first variant in which anything is; '' when nothing is."""
    try:
        for text in rendered(texts, market, name):
            shown, _entities = parse_html(text)
            pieces = [piece for piece in _broken(texts.language) if piece in text.replace("{{ yesterday }}", "")]
            if pieces or "\n\n\n" in shown or utf16_length(shown) > LONGEST_MESSAGE:
                return f"{pieces} {text}"
    except Exception as error:  # noqa: BLE001 - all faulty templates are named at once, each with its reason
        return f"{type(error).__name__}: {error}"
    return ""


def _broken(language: Language) -> tuple[str, ...]:
    """In English, None is also a word."""
    return BROKEN if language is Language.EN else (*BROKEN, "None")


def test_every_sentence_is_said_by_a_sample(market: Market) -> None:
    """Otherwise a branch is left that nobody has ever seen."""
    texts = Listening(market)
    for name in template_names():
        list(rendered(texts, market, name))
    unsaid = {name: sorted(set(sentences_of(name)) - texts.said) for name in sorted(template_names())}
    assert {name: sentences for name, sentences in unsaid.items() if sentences} == {}


def sentences_of(name: str) -> Iterator[str]:
    """The English sentences that are written in this template."""
    options = {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
    with Path(TEMPLATES_FOLDER / f"{name}.html").open("rb") as file:
        for _line, _function, message, _comments in babel_extract(file, list(DEFAULT_KEYWORDS), [], options):
            yield message if isinstance(message, str) else str((message or ("",))[0])


def test_a_message_without_anything_is_not_sent(market: Market) -> None:
    """Telegram refuses empty messages: only parts of others may be empty."""
    parts = {
        "interviews/lines",
        "interviews/own",
        "jobs/sums",
        "ordering/said",
        "orders/crew",
        "orders/story",
        "orders/sums",
        "orders/under_way",
        "technicians/broken_words",
    }
    texts = texts_of(Language.EN, market.city.time_zone)
    empty = {name for name in template_names() for text in rendered(texts, market, name) if not text.strip()}
    assert empty <= parts


def test_no_template_is_another_rooms_word_for_word() -> None:
    """Said in two rooms is written in one and included by the other, or a change reaches only one of them."""
    by_words: dict[str, set[str]] = {}
    for name in template_names():
        by_words.setdefault(source(name), set()).add(name)
    copies = [names for names in by_words.values() if len({name.partition("/")[0] for name in names}) > 1]
    assert copies == []
