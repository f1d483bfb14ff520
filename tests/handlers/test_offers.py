"""The buttons of the offer card, through the handler and a real turn."""

from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.ids import ChatId, PersonId
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.offers import DeclineReason, JobStatus, OfferStatus
from bot.domain.people import Person
from bot.handlers.offers import ACTS, offer_pressed
from bot.turn import AlreadyDoneError, Turns
from bot.ui.presses import OfferPress
from db import inbox, offers
from db.database import Database
from db.inbox import Received
from tests.clock import TestClock
from tests.dispatch_scene import DispatchScene


@dataclass
class Query:
    """Stands in for a button press: remembers what it was answered with."""

    id: str = "1"
    answers: list[str | None] = field(default_factory=list)

    async def answer(self, text: str | None = None, show_alert: bool = False) -> None:
        self.answers.append(text)


@pytest.fixture
async def scene(database: Database, market: Market, clock: TestClock) -> DispatchScene:
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    await scene.technicians(10, 11)
    return scene


async def press(scene: DispatchScene, technician: int, act: str, offer: int, update_id: int = 1) -> list[str | None]:
    received = Received(update_id, technician, "{}")
    await scene(lambda tx: inbox.store(tx.connection, [received], tx.now))
    turn = await scene.turns.begin(update_id, Person(PersonId(technician), "Tech", Language.EN), ChatId(technician))
    query = Query()
    await offer_pressed(cast(CallbackQuery, query), OfferPress(act=act, offer_id=offer), turn)
    return query.answers


async def status(scene: DispatchScene, offer: int) -> tuple[OfferStatus, Any]:
    row = await scene(lambda tx: offers.find(tx.connection, offer))
    return row.status, row.reason


async def test_accept(scene: DispatchScene) -> None:
    order = await scene.order()
    assert await press(scene, 10, "accept", await scene.offer(order, 10)) == ["It is yours."]
    assert await scene.jobs(order) == {10: JobStatus.ASSIGNED}


async def test_decline_and_say_why(scene: DispatchScene) -> None:
    offer = await scene.offer(await scene.order(), 10)
    assert await press(scene, 10, "decline", offer, 1) == ["Declined."]
    assert await status(scene, offer) == (OfferStatus.DECLINED, None)
    assert await press(scene, 10, "price", offer, 2) == ["Thank you, noted."]
    assert await status(scene, offer) == (OfferStatus.DECLINED, "price")


async def test_photos(scene: DispatchScene) -> None:
    offer = await scene.offer(await scene.order(), 10)
    await scene.news()
    assert await press(scene, 10, "photos", offer) == [None]
    assert await scene.news() == [(10, "offers/attachments", True)]


@pytest.mark.parametrize("act", [*ACTS, "nonsense"])
async def test_no_act_is_done_for_somebody_else(scene: DispatchScene, act: str) -> None:
    offer = await scene.offer(await scene.order(), 10)
    with pytest.raises(Refusal) as refused:
        await press(scene, 11, act, offer)
    assert refused.value.code == ("not_your_offer" if act in ACTS else "button_unknown")
    assert await status(scene, offer) == (OfferStatus.OPEN, None)


async def test_an_act_that_no_card_offers(scene: DispatchScene) -> None:
    offer = await scene.offer(await scene.order(), 10)
    with pytest.raises(Refusal):
        await press(scene, 10, "nonsense", offer)
    assert await status(scene, offer) == (OfferStatus.OPEN, None)


async def test_the_same_update_takes_effect_once(scene: DispatchScene) -> None:
    offer = await scene.offer(await scene.order(), 10)
    await press(scene, 10, "decline", offer)
    with pytest.raises(AlreadyDoneError):
        await press(scene, 10, "accept", offer)
    assert await status(scene, offer) == (OfferStatus.DECLINED, None)


def test_every_reason_has_its_button() -> None:
    assert {reason.value for reason in DeclineReason} <= set(ACTS)
