"""Whatever is pressed, typed, due or sent: which order it is about."""

from types import SimpleNamespace
from typing import Any

import pytest

from bot.handlers.update_kinds import named_by
from bot.turn import Turns
from db.order_concerned import Thing, order_of, thing_due, thing_in, thing_on
from tests.dispatch_scene import DispatchScene


@pytest.mark.parametrize(
    ("found", "thing"),
    [
        (thing_in({"job": 7, "text": "x"}), ("job", 7)),
        (thing_in({"act": "x", "order_id": 3}), ("order", 3)),
        (thing_in({"order_id": 0, "job": "7", "case": True}), None),
        (thing_on("offer", 4, {}), ("offer", 4)),
        (thing_on("desk_order", 4, {}), ("order", 4)),
        (thing_on("relay/message", 0, {"job": 9}), ("job", 9)),
        (thing_on("workplace", 5_000_000_001, {}), None),
        (thing_due("dispatch.wave", 4), ("order", 4)),
        (thing_due("survey.still_fine", 4), ("order", 4)),
        (thing_due("job.late", 4), ("job", 4)),
        (thing_due("quiet_hours.over", 5_000_000_001), None),
    ],
)
def test_what_it_names(found: Thing | None, thing: Thing | None) -> None:
    assert found == thing


@pytest.mark.parametrize(
    ("data", "thing"),
    [("jb:arrive:12", ("job", 12)), ("or:map:3", ("order", 3)), ("jb:arrive:x", None), ("me:x", None), ("?", None)],
)
def test_what_a_press_names(data: str, thing: Thing | None) -> None:
    update: Any = SimpleNamespace(callback_query=SimpleNamespace(data=data))
    assert named_by(update) == thing


async def test_whose_it_is(database: Any, market: Any, clock: Any) -> None:
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    await scene.technicians(10, 11)
    await scene.order()
    second = await scene.order()
    await scene.accepts(second, 10)

    def found(thing: Thing | None) -> Any:
        return scene(lambda tx: order_of(tx.connection, thing))

    assert await found(("job", 1)) == int(second) != 1
    assert await found(("order", 4)) == 4
    assert [await found(thing) for thing in (None, ("job", 99), ("case", 1), ("extra", 1), ("survey", 1))] == [None] * 5
