"""Which entries whom."""

from typing import Any

import pytest

from bot.domain.languages import Language
from bot.turn import Turns
from bot.ui.technician_menu import technician_menu_rows
from bot.ui.texts import texts_of
from db import technicians
from tests.dispatch_scene import DispatchScene


def words(technician: Any, language: Language = Language.EN) -> list[str]:
    return [button.text for row in technician_menu_rows(texts_of(language), technician) for button in row]


def test_strangers_may_apply() -> None:
    assert words(None) == ["Work as a technician"]


RECORD = ["Open orders nearby", "My jobs", "Earnings", "Rating", "Why was I not asked?"]


@pytest.mark.parametrize(
    ("status", "online", "first"),
    [
        ("pending", False, ["My application"]),
        ("more_wanted", False, ["My application"]),
        ("rejected", False, ["My application"]),
        ("withdrawn", False, ["My application"]),
        ("approved", True, ["Go offline", "My workplace", *RECORD]),
        ("approved", False, ["Go online", "My workplace", *RECORD]),
        ("suspended", False, ["My jobs", "Earnings", "Rating"]),
    ],
)
async def test_everybody_has_their_own(
    database: Any, market: Any, clock: Any, status: str, online: bool, first: list[str]
) -> None:
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    person = await scene.technician(10, status=status, online=online)
    technician = await scene(lambda tx: technicians.find(tx.connection, person))
    assert words(technician) == first
    for language in Language:
        assert all(words(technician, language))
