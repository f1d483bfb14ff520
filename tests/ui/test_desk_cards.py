"""What operators see: nothing breaks on long names, markup, empty lists, any status, any language."""

import re
from typing import Any

import pytest

from bot.domain.desk import CHOICES, DeskList
from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.orders import OrderStatus
from bot.turn import Turns
from bot.ui.typed import utf16_length
from bot.ui.view import View
from bot.usecases.people import ban
from db import desk_pages, orders, people
from db.tables import orders as order_rows
from db.tables import people as people_rows
from db.tables import technicians as technician_rows
from tests.application_scene import labels
from tests.dispatch_scene import ANNA, OLGA, DispatchScene

TOM = PersonId(10)
NASTY = "<b>Ann & \u200fО'Neil</b> " + "آ" * 230
"""Markup, both directions, as long as Telegram allows."""


@pytest.fixture
async def scene(database: Any, market: Any, clock: Any) -> DispatchScene:
    return await DispatchScene(Turns(database, clock, market), clock).begin()


async def page(
    scene: DispatchScene, kind: DeskList, words: str = "", number: int = 0, language: Language = Language.EN
) -> View:
    id_ = await scene(lambda tx: desk_pages.open_page(tx, kind, words, number))
    view = await scene.card(OLGA, "desk_page", id_, language)
    assert view is not None
    return view


def is_sound(view: View | None) -> bool:
    """Fits into a message, and every tag that opens closes."""
    assert view is not None
    opened = re.findall(r"<(\w+)", view.text)
    return utf16_length(view.text) <= 4096 and sorted(opened) == sorted(re.findall(r"</(\w+)", view.text))


# ---------------------------------------------------------------- lists


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("kind", "words"),
    [(kind, words) for kind, choices in CHOICES.items() for words in sorted(choices)] + [(DeskList.TECHNICIANS, "")],
)
async def test_empty_lists_say_so(scene: DispatchScene, kind: DeskList, words: str, language: Language) -> None:
    view = await page(scene, kind, words, language=language)
    assert is_sound(view)
    assert kind is DeskList.STATISTICS or language is not Language.EN or "None." in view.text


async def test_orders_are_paged_and_each_has_its_button(scene: DispatchScene) -> None:
    for _ in range(10):
        await scene.order()
    first, last = await page(scene, DeskList.ORDERS, "open"), await page(scene, DeskList.ORDERS, "open", 7)
    assert labels(first)[:9] == ["10", "9", "8", "7", "6", "5", "4", "3", "Next"]
    assert labels(last)[:3] == ["2", "1", "Previous"], "a page beyond the end shows the last one"
    assert "· Open ·" in labels(first)


async def test_which_orders_are_open_todays_or_a_problem(scene: DispatchScene) -> None:
    old = await scene.order()
    scene.clock.advance(days=1)
    await scene.order()
    cancelled = order_rows.update().where(order_rows.c.id == old).values(status="cancelled")
    problem = await page(scene, DeskList.ORDERS, "problem")
    assert labels(problem)[0] == str(old), "searching for a day is a problem, for a moment it is not"
    await scene(lambda tx: tx.execute(cancelled))
    assert [labels(await page(scene, DeskList.ORDERS, which))[0] for which in ("open", "today", "all")] == ["2"] * 3
    assert "None." in (await page(scene, DeskList.ORDERS, "problem")).text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Tom", "Tim", "Ted"]),
        ("plumbing", ["Tom", "Tim"]),
        ("ГИДРА", []),
        ("hydraul", ["Tom", "Tim"]),
        ("сантех", ["Tom", "Tim"]),
        ("tI", ["Tim"]),
        ("12", ["Ted"]),
        ("online", ["Tom", "Ted"]),
        ("<b>", []),
    ],
)
async def test_technicians_are_found_by_name_id_and_skill_in_any_language(
    scene: DispatchScene, words: str, found: list[str]
) -> None:
    for id_, name, skill, online in ((10, "Tom", "plumbing", 1), (11, "Tim", "plumbing", 0), (12, "Ted", "locks", 1)):
        await scene.technician(id_, skills=[skill], name=name, online=bool(online))
    shown = await page(scene, DeskList.TECHNICIANS, words)
    assert sorted(labels(shown)) == sorted(found)
    assert is_sound(shown)


async def test_who_can_be_assigned_the_able_first(scene: DispatchScene) -> None:
    order = await scene.order()
    await scene.technician(10, 0.5, name="Lock", skills=["locks"])
    await scene.technician(11, 5, name="Far")
    await scene.technician(12, 1, name="Near")
    await scene.technician(13, 0.2, name="Off", online=False)
    await scene.technician(14, 0.1, name="Gone", status="suspended")
    await scene.technician(15, 0.1, name="Bad")
    await scene.does(ban, PersonId(15), OLGA, "why")
    assert labels(await page(scene, DeskList.ASSIGN, str(order))) == ["Near", "Far", "Off", "Lock", "Back to the order"]


async def test_figures_of_few_orders_are_marked(scene: DispatchScene) -> None:
    await scene.technician(TOM)
    order = await scene.order()
    await scene.accepts(order, TOM)
    view = await page(scene, DeskList.STATISTICS, "today")
    assert "Accepted: 100% (1 of 1) ≈" in view.text
    assert "fewer than 20" in view.text
    assert "Technicians online: 1 of 1" in view.text


# ---------------------------------------------------------------- cards


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("status", list(OrderStatus))
async def test_an_order_in_every_status_and_language(
    scene: DispatchScene, status: OrderStatus, language: Language
) -> None:
    await scene.technician(TOM, name=NASTY[:120])
    order = await scene.order(description=NASTY * 8)
    await scene.accepts(order, TOM)
    await scene(lambda tx: tx.execute(people_rows.update().values(name=NASTY)))
    await scene(lambda tx: tx.execute(order_rows.update().values(status=status.value)))
    view = await scene.card(OLGA, "desk_order", order, language)
    assert is_sound(view)


@pytest.mark.parametrize(
    ("status", "first"),
    [
        ("quoting", "Change the price…"),
        ("searching", "Assign…"),
        ("expired", "Assign…"),
        ("disputed", "Settle and close…"),
        ("en_route", "Map"),
        ("closed", "Photos and recordings (2)"),
    ],
)
async def test_each_status_has_its_next_step_first(scene: DispatchScene, status: str, first: str) -> None:
    order = await scene.order()
    await scene(lambda tx: tx.execute(order_rows.update().values(status=status)))
    view = await scene.card(OLGA, "desk_order", order)
    assert labels(view)[0] == first
    assert ("Cancel the order…" in labels(view)) == (status != "closed")


async def test_the_record_of_a_closed_order_has_neither_number_nor_door(scene: DispatchScene) -> None:
    order = await scene.order()
    view = await scene.card(OLGA, "desk_order", order)
    assert view is not None
    assert "Rynek Główny 1/2" in view.text
    await scene(lambda tx: tx.execute(order_rows.update().values(status="closed")))
    view = await scene.card(OLGA, "desk_order", order)
    assert view is not None
    assert "Rynek Główny" not in view.text
    assert "600 000 001" not in view.text.replace("\N{NO-BREAK SPACE}", " ")


async def test_long_histories_and_many_offers_stay_one_message(scene: DispatchScene) -> None:
    await scene.technicians(*range(10, 40))
    order = await scene.order(description="x" * 4000, crew=4)
    for technician in range(10, 13):
        await scene.accepts(order, technician)
    await scene.passes(minutes=19)
    for number in range(40):
        await scene.does(orders.record, order, "cancelled", OLGA, {"words": f"{number} " + "ы" * 280})
    assert len(await scene.asked(order)) > 20
    assert is_sound(await scene.card(OLGA, "desk_order", order))


@pytest.mark.parametrize("status", ["pending", "more_wanted", "rejected", "approved", "suspended"])
async def test_a_technician_in_every_status(scene: DispatchScene, status: str) -> None:
    await scene.technician(TOM, name=NASTY[:120])
    order = await scene.order()
    await scene.accepts(order, TOM)
    await scene.does(ban, TOM, OLGA, NASTY)
    await scene(lambda tx: tx.execute(technician_rows.update().values(status=status, status_reason=NASTY)))
    view = await scene.card(OLGA, "desk_technician", TOM)
    assert is_sound(view)
    assert view is not None
    assert "banned" in view.text
    assert "Unban" in labels(view)


async def test_cards_of_nothing_are_nothing(scene: DispatchScene) -> None:
    for view in ("desk_order", "desk_technician", "desk_page", "desk_case", "desk_case_message"):
        assert await scene.card(OLGA, view, 404) is None


@pytest.mark.parametrize("language", list(Language))
async def test_the_menu_and_help_in_every_language_and_role(scene: DispatchScene, language: Language) -> None:
    await scene.technician(TOM)
    await scene(lambda tx: people.choose_language(tx, ANNA, language))
    for person in (ANNA, TOM, OLGA):
        for view in ("menu/menu", "help/help", "start/consent", "start/privacy", "start/language"):
            assert is_sound(await scene.notice(person, view)), view
        assert (await scene.notice(person, "desk/staff") is not None) == (person == OLGA)
        assert (await scene.notice(person, "help/desk", person=person) is not None) == (person == OLGA)
