"""Why, on a phone: sixty candidates stay one message, and figures that nobody has words for are shown all the same."""

from typing import Any

import pytest

from bot.domain.desk import DeskList
from bot.domain.ids import OrderId
from bot.domain.languages import Language
from bot.turn import Turns
from bot.ui.typed import utf16_length
from bot.usecases.technicians import go_offline, go_online
from bot.usecases.why import turn_why
from db import desk_pages, orders
from db.tables import order_events
from tests.application_scene import labels
from tests.dispatch_scene import ANNA, OLGA, DispatchScene

LONG_NAME = "<b>Ann & \u200fО'Neil</b> " + "آ" * 100
RULES = ("hours", "own_radius", "load", "wave_radius", "no_clash", "open_offers", "tools_of_tomorrow")
SIXTY = range(10, 70)


@pytest.fixture
async def scene(database: Any, market: Any, clock: Any) -> DispatchScene:
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    for id_ in SIXTY:
        await scene.technician(id_, 3 + id_ / 100, name=LONG_NAME)
    return scene


async def an_order(scene: DispatchScene, **account: Any) -> OrderId:
    """An order of one wave, with this account of it."""
    order: OrderId = await scene.order()
    kept = {"round": 1, "wave": 1, "radius_km": 4, "asked": [], "waiting": [], "held_back": {}, **account}

    def replace(tx: Any) -> None:
        tx.execute(order_events.delete().where(order_events.c.kind == "wave"))
        orders.record(tx, order, "wave", None, kept)

    await scene(replace)
    return order


def figures(id_: int, **more: float) -> dict[str, float]:
    return {"technician": id_, "metres": 1200, "stars": 4.8, "jobs": 1, "door_minutes": 9.0, **more}


async def look(
    scene: DispatchScene, order: int, spot: str = "", page: int = 0, language: Language = Language.EN
) -> Any:
    words = f"{order} {spot}".strip()
    id_ = await scene(lambda tx: desk_pages.open_page(tx, DeskList.WHY, words, page))
    view = await scene.card(OLGA, "desk_page", id_, language)
    assert view is not None
    assert utf16_length(view.text) <= 4096
    return view


def a_crowd() -> dict[str, Any]:
    """Twelve asked, eight waiting, forty held back under seven rules."""
    held = {rule: list(SIXTY[20 + place :: len(RULES)]) for place, rule in enumerate(RULES)}
    return {
        "asked": [figures(id_) for id_ in SIXTY[:12]],
        "waiting": [figures(id_) for id_ in SIXTY[12:20]],
        "held_back": held,
    }


@pytest.mark.parametrize("language", Language)
async def test_sixty_candidates_are_one_message(scene: DispatchScene, language: Language) -> None:
    order = await an_order(scene, **a_crowd())
    view = await look(scene, order, language=language)
    assert len(view.text.splitlines()) < 30
    assert len(labels(view)) == 2 + len(RULES) + 1


async def test_every_group_can_be_leafed_through_to_its_end(scene: DispatchScene) -> None:
    order = await an_order(scene, **a_crowd())
    seen: list[str] = []
    for group in range(1, 3 + len(RULES)):
        for page in (0, 1):
            view = await look(scene, order, f"w0g{group}", page)
            seen += [line for line in view.text.splitlines() if "<code>" in line]
    assert {id_ for id_ in SIXTY if any(f"<code>{id_}</code>" in line for line in seen)} == set(SIXTY)
    assert "13. " in (await look(scene, order, "w0g2")).text, "those in line are counted on from those who were asked"


async def test_a_rule_and_a_figure_without_words_go_by_their_names(scene: DispatchScene) -> None:
    order = await an_order(scene, asked=[figures(10, moon_phase=0.5)], held_back={"tools_of_tomorrow": [11]})
    view = await look(scene, order)
    assert "1.2 km · 9 min to the door · ★\xa04.8 · 1 job running · moon phase 0.5" in view.text
    assert "Tools of tomorrow" in view.text


async def test_an_account_that_keeps_less_or_more_is_read(scene: DispatchScene) -> None:
    order = await an_order(scene, radius_km=None, held_back={"hours": [{**figures(11), "words": "x"}]}, joint=True)
    assert "Outside working hours" in (await look(scene, order)).text
    assert "1.2 km" in (await look(scene, order, "w0g1")).text


@pytest.mark.parametrize("spot", ["", "w9g0", "w0g99", "explode", "w0g0"])
async def test_a_spot_that_is_not_there_shows_what_is(scene: DispatchScene, spot: str) -> None:
    order = await an_order(scene, **a_crowd())
    assert "Wave 1" in (await look(scene, order, spot)).text


async def test_only_a_why_page_is_turned_and_only_by_the_staff(scene: DispatchScene) -> None:
    order = await an_order(scene)
    other = await scene(lambda tx: desk_pages.open_page(tx, DeskList.ORDERS, "open"))
    why = await scene(lambda tx: desk_pages.open_page(tx, DeskList.WHY, str(order)))
    assert (await scene.refused(turn_why, other, "w0g0", OLGA, OLGA)).code == "list_gone"
    assert (await scene.refused(turn_why, why, "w0g0", ANNA, ANNA)).code == "not_staff"


async def test_whoever_was_offline_just_then_is_named(scene: DispatchScene) -> None:
    """Waves do not look at them: when they were online says who they are, also after they came back."""
    await scene.does(go_online, await scene.technician(99, 1, name="Otto", online=False))
    await scene.does(go_offline, 99)
    order = await scene.order()
    scene.clock.advance(minutes=1)
    await scene.does(go_online, 99)
    assert "<b>Offline</b>: 1 · Otto" in (await look(scene, order)).text
