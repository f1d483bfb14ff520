"""A world kept in a file and played again."""

from pathlib import Path

import pytest

from playground import Limits, ManualClock, Person, Playground, Settings
from tests.playground.conftest import Api, button, keyboard


async def test_a_scene_goes_on_where_it_stopped(
    api: Api, anna: Person, playground: Playground, tmp_path: Path, clock: ManualClock
) -> None:
    group = await playground.group("Team", [anna], forum=True)
    await api("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    await api("sendMessage", chat_id=anna.id, text="Shall I?", reply_markup=keyboard([button("Yes")]))
    photo = (await anna.sends_photo("look")).content["photo"][-1]["file_id"]
    await anna.shares_live_location(1, 2)
    before = anna.transcript()
    playground.save(tmp_path / "scene.json")

    async with Playground.load(tmp_path / "scene.json", Settings(limits=Limits.off()), clock) as again:
        caller = Api(again, api.session)
        same = again.people[anna.id]
        assert again.token == playground.token
        assert same.transcript() == before
        await same.moves(3, 4)
        await same.taps("Yes", answer_within=0)
        assert len((await caller("getUpdates")).result) == len(again.world.state.updates)
        assert (await caller("getUpdates")).result[-1]["callback_query"]["data"] == "go"
        assert (await caller("getMyCommands")).result[0]["command"] == "help"
        assert (await caller("getFile", file_id=photo)).result["file_size"] > 0
        assert (await caller("getChatMemberCount", chat_id=group.id)).result == 2
        assert (await caller("getMe")).result["id"] == playground.world.bot.id


def test_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scene.json"
    Playground().save(path)
    path.write_text(path.read_text().replace('"format": 1', '"format": 99'))
    with pytest.raises(ValueError, match="format 99"):
        Playground.load(path)


def test_what_is_no_scene_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scene.json"
    path.write_text("{}")
    with pytest.raises(ValueError, match="state"):
        Playground.load(path)
