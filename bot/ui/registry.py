"""Which function draws which card or notice.

A card is drawn from the database at the moment it is sent; a notice from the fields it was queued with.
A simple notice needs no function: the template of its name is enough.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from markupsafe import Markup
from sqlalchemy import Connection

from bot.domain.ids import ChatId
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.ui.texts import Texts, texts_of
from bot.ui.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRequest:
    """What a card is drawn from: an open read, whose chat, which subject, the language, the rules."""

    connection: Connection
    chat_id: ChatId
    subject_id: int
    language: Language
    market: Market
    now: datetime

    @property
    def texts(self) -> Texts:
        """The reader's language, by the clocks of the market's city."""
        return texts_of(self.language, self.market.city.time_zone)

    def render(self, template_name: str, /, **fields: object) -> Markup:
        """A template with these fields; `now` and `market` are always there."""
        return self.texts.render(template_name, **{"now": self.now, "market": self.market, **fields})


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRequest(CardRequest):
    """What a notice is drawn from: the same, and the fields it was queued with."""

    fields: Mapping[str, Any] = field(default_factory=dict)


CardMaker = Callable[[CardRequest], View | None]
NoticeMaker = Callable[[NoticeRequest], View | None]
Maker = TypeVar("Maker", CardMaker, NoticeMaker)
_cards: dict[str, CardMaker] = {}
_notices: dict[str, NoticeMaker] = {}


def card(name: str) -> Callable[[CardMaker], CardMaker]:
    """Register the function that draws this card; None from it means nothing (any more) to show."""
    return _registering(name, _cards)


def notice(name: str) -> Callable[[NoticeMaker], NoticeMaker]:
    """Register the function that draws the notice of this name."""
    return _registering(name, _notices)


def _registering(name: str, makers: dict[str, Maker]) -> Callable[[Maker], Maker]:
    def register(maker: Maker) -> Maker:
        if name in makers:
            raise ValueError(f"two functions draw {name!r}: {makers[name].__module__} and {maker.__module__}")
        makers[name] = maker
        return maker

    return register


def render_card(name: str, ask: CardRequest) -> View | None:
    """The card as it stands now; None when there is nothing to show. LookupError for a name nobody draws."""
    maker = card_makers().get(name)
    if maker is None:
        raise LookupError(f"no function draws the card {name!r}")
    view = maker(ask)
    if view is not None and view.media and not _is_pin(view):
        raise ValueError(f"the card {name!r} has media: only text can be edited in place for ever")
    return view


def _is_pin(view: View) -> bool:
    """One message that is taken away when it is over, and never edited."""
    return [medium.kind for medium in view.media] == ["venue"] and not view.text


def render_notice(name: str, ask: NoticeRequest) -> View | None:
    """The notice, by its function or else its template; jinja2's TemplateNotFound without either."""
    maker = notice_makers().get(name)
    return maker(ask) if maker else View(ask.render(name, **ask.fields))


def card_makers() -> Mapping[str, CardMaker]:
    """Every card by name."""
    _discover()
    return _cards


def notice_makers() -> Mapping[str, NoticeMaker]:
    """Every notice that has a function, by name."""
    _discover()
    return _notices


@cache
def _discover() -> None:
    """Import all that registers itself; late, because those modules import this one."""
    import_module("bot.ui.cards")
    import_module("bot.ui.notices")
