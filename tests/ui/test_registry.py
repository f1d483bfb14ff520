"""Cards and notices find the function that draws them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jinja2 import DictLoader
from jinja2.exceptions import TemplateNotFound
from sqlalchemy import Connection, create_engine

from bot.domain.ids import ChatId
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.ui import registry
from bot.ui.registry import CardRequest, NoticeRequest, card, notice, render_card, render_notice
from bot.ui.texts import texts_of
from bot.ui.view import Media, View
from tests.ui.conftest import NOW


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    registry.card_makers()
    monkeypatch.setattr(registry, "_cards", dict(registry.card_makers()))
    monkeypatch.setattr(registry, "_notices", dict(registry.notice_makers()))


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def asked(connection: Connection, market: Market) -> dict[str, Any]:
    """What every request holds."""
    return {
        "connection": connection,
        "chat_id": ChatId(7),
        "subject_id": 12,
        "language": Language.PL,
        "market": market,
        "now": NOW,
    }


@pytest.fixture
def greeting(monkeypatch: pytest.MonkeyPatch, market: Market) -> None:
    """A template 'greeting' for a notice without a function."""
    texts = texts_of(Language.PL, market.city.time_zone)
    templates = DictLoader({"greeting.html": "{{ who }}, {{ now|moment(now) }}, {{ market.currency }}"})
    monkeypatch.setattr(texts._environment, "loader", templates)


def test_a_card_is_drawn_by_its_function(asked: dict[str, Any]) -> None:
    @card("lamp")
    def lamp_card(ask: CardRequest) -> View | None:
        return View(ask.texts.say("%(n)s", n=ask.subject_id))

    assert render_card("lamp", CardRequest(**asked)) == View("12")


def test_a_card_may_have_nothing_to_show(asked: dict[str, Any]) -> None:
    card("gone")(lambda ask: None)
    assert render_card("gone", CardRequest(**asked)) is None


def test_a_card_nobody_draws_is_an_error(asked: dict[str, Any]) -> None:
    with pytest.raises(LookupError, match="unheard_of"):
        render_card("unheard_of", CardRequest(**asked))


def test_a_card_with_media_is_an_error(asked: dict[str, Any]) -> None:
    card("album")(lambda ask: View("text", media=(Media("photo", "file"),)))
    with pytest.raises(ValueError, match="album"):
        render_card("album", CardRequest(**asked))


@pytest.mark.parametrize("register", [card, notice])
def test_two_functions_of_one_name_are_an_error(register: Callable[[str], Callable[[Any], Any]]) -> None:
    register("twice")(lambda ask: None)
    with pytest.raises(ValueError, match="twice"):
        register("twice")(lambda ask: None)


def test_a_notice_is_drawn_by_its_function(asked: dict[str, Any]) -> None:
    notice("photos")(lambda ask: View("look", media=(Media("photo", ask.fields["file"]),)))
    view = render_notice("photos", NoticeRequest(**asked, fields={"file": "AgAC"}))
    assert view == View("look", media=(Media("photo", "AgAC"),))


@pytest.mark.usefixtures("greeting")
def test_a_simple_notice_is_its_template(asked: dict[str, Any]) -> None:
    view = render_notice("greeting", NoticeRequest(**asked, fields={"who": "<b>Anna"}))
    assert view is not None
    assert view.text == f"&lt;b&gt;Anna, dziś o 13:00, {asked['market'].currency}"


def test_a_notice_nobody_draws_is_an_error(asked: dict[str, Any]) -> None:
    with pytest.raises(TemplateNotFound):
        render_notice("unheard/of", NoticeRequest(**asked))


def test_modules_of_the_folders_register_themselves() -> None:
    assert "prompt" in registry.card_makers()
