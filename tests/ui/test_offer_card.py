"""The offer card: readable in one line, silent about the customer, true to the last."""

from typing import Any

import pytest
from aiogram.types import InlineKeyboardMarkup

from bot.domain.ids import ChatId
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.offers import DeclineReason
from bot.domain.orders import Attachment, OrderStatus
from bot.turn import Turns
from bot.ui.view import View
from bot.usecases.cancelling import call_off
from bot.usecases.dispatch import decline_offer, withdraw_technician
from db import orders
from db.database import Database
from db.tables import cards
from tests.clock import TestClock
from tests.dispatch_scene import ANNA, OLGA, DispatchScene
from tests.matching_scene import window


@pytest.fixture
async def scene(database: Database, market: Market, clock: TestClock) -> DispatchScene:
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    await scene.technicians(10, 11)
    return scene


async def shown(scene: DispatchScene, order: Any, technician: int = 10) -> View:
    offer = await scene.offer(order, technician)
    view = await scene.card(technician, "offer", offer)
    assert view is not None
    return view


async def sent(scene: DispatchScene, order: Any, technician: int) -> None:
    """The card has reached the technician."""
    offer = await scene.offer(order, technician)
    row = {"chat_id": technician, "view": "offer", "subject_id": offer, "message_id": 1, "content_hash": ""}
    row |= {"has_inline_keyboard": True, "editable": True, "sent_at": scene.clock.now()}
    await scene(lambda tx: tx.execute(cards.insert().values(row)))


def labels(view: View) -> list[list[str]]:
    if view.keyboard is None:
        return []
    assert isinstance(view.keyboard, InlineKeyboardMarkup)
    return [[button.text for button in row] for row in view.keyboard.inline_keyboard]


async def test_the_first_line_is_enough_to_decide(scene: DispatchScene) -> None:
    view = await shown(scene, await scene.order())
    assert view.text.splitlines()[0].replace("\xa0", " ") == "<b>Leaking pipe or tap · PLN 180 · 1 km</b>"


async def test_the_rest_says_where_when_and_what(scene: DispatchScene) -> None:
    text = (await shown(scene, await scene.order())).text
    assert "Stare Miasto, about 4 min away" in text
    assert "As soon as possible" in text
    assert "<blockquote>Water &lt;everywhere&gt;, call ▒▒▒</blockquote>" in text


async def test_nothing_leads_to_the_customer_before_the_yes(scene: DispatchScene) -> None:
    order = await scene.order()
    view = await shown(scene, order)
    whole = view.text + str(view.keyboard)
    for secret in ("Rynek", "Anna", "Nowak", "601", "600000001", "4711", "50.06", "19.93", str(ANNA) + ":"):
        assert secret not in whole
    await scene.accepts(order, 10)
    assert "Rynek" in (await shown(scene, order)).text


async def test_the_window_and_the_crew(scene: DispatchScene) -> None:
    order = await scene.order(window=window(1), crew=3)
    text = (await shown(scene, order)).text
    assert "Today, 13:00–15:00" in text
    assert "3 technicians wanted, the price is for each" in text


@pytest.mark.parametrize(
    ("kinds", "label"),
    [([], None), (["photo"] * 3, "Photos (3)"), (["photo", "voice"], "Photos and recordings (2)")],
)
async def test_the_buttons(scene: DispatchScene, kinds: list[str], label: str | None) -> None:
    attachments = tuple(Attachment(kind, f"file-{n}") for n, kind in enumerate(kinds))
    view = await shown(scene, await scene.order(attachments=attachments))
    assert labels(view) == [["Accept", "Decline"], [*([label] if label else []), "Why me?"]]


async def test_after_a_no_the_reason_is_one_tap(scene: DispatchScene) -> None:
    order = await scene.order()
    offer = await scene.offer(order, 10)
    await scene.does(decline_offer, offer, 10)
    view = await shown(scene, order)
    assert view.text.startswith("<b>Declined. Why, in one tap?</b>")
    assert labels(view) == [["I am busy", "Too far"], ["The price", "Not my kind of work"], ["I’ll take it after all"]]
    await scene.does(decline_offer, offer, 10, DeclineReason.FAR)
    view = await shown(scene, order)
    assert view.text.startswith("<b>Declined: too far.</b>")
    assert labels(view) == [["I’ll take it after all"]]
    await scene.accepts(order, 11)
    assert labels(await shown(scene, order)) == []


async def closed_as_taken(scene: DispatchScene, order: Any) -> None:
    await scene.accepts(order, 11)


async def closed_as_cancelled(scene: DispatchScene, order: Any) -> None:
    def cancel(tx: Any) -> None:
        orders.move(tx, order, OrderStatus.CANCELLED)
        call_off(tx, order, "wait")

    await scene(cancel)


async def closed_as_expired(scene: DispatchScene, order: Any) -> None:
    await scene.passes(minutes=21)


async def closed_as_withdrawn(scene: DispatchScene, order: Any) -> None:
    await scene.does(withdraw_technician, 10)


@pytest.mark.parametrize(
    ("close", "words"),
    [
        (closed_as_taken, "Taken by somebody else."),
        (closed_as_cancelled, "The order was cancelled."),
        (closed_as_expired, "Expired: the search is over."),
        (closed_as_withdrawn, "This offer is closed: you can’t be asked for it at the moment."),
    ],
)
async def test_a_closed_offer_says_why_and_asks_nothing(scene: DispatchScene, close: Any, words: str) -> None:
    order = await scene.order()
    await sent(scene, order, 10)
    await close(scene, order)
    view = await shown(scene, order)
    assert view.text.startswith(f"<b>{words}</b>\nLeaking pipe or tap · ")
    assert labels(view) == ([["Why not me?"]] if close is closed_as_taken else [])
    assert "everywhere" not in view.text


async def test_an_offer_that_is_gone_before_it_was_sent_is_never_sent(scene: DispatchScene) -> None:
    order = await scene.order()
    await scene.accepts(order, 11)
    offer = await scene.offer(order, 10)
    assert await scene.card(10, "offer", offer) is None


async def test_nobody_else_sees_it(scene: DispatchScene) -> None:
    order = await scene.order()
    offer = await scene.offer(order, 10)
    for stranger in (11, ANNA, OLGA, -100):
        assert await scene.card(stranger, "offer", offer) is None
        assert await scene.notice(stranger, "offers/attachments", offer=offer) is None
    assert await scene.card(10, "offer", 999) is None


async def test_the_photos_come_as_an_album(scene: DispatchScene) -> None:
    order = await scene.order()
    offer = await scene.offer(order, 10)
    view = await scene.notice(ChatId(10), "offers/attachments", offer=offer)
    assert view is not None
    assert [(medium.kind, medium.file_id) for medium in view.media] == [("photo", "file-1"), ("photo", "file-2")]


@pytest.mark.parametrize("language", Language)
async def test_every_language_can_say_it(scene: DispatchScene, language: Language) -> None:
    order = await scene.order(window=window(30), crew=4)
    await scene.passes(hours=28)
    offer = await scene.offer(order, 10)
    view = await scene.card(10, "offer", offer, language)
    assert view is not None
    assert "Stare Miasto" in view.text
