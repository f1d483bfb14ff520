"""The director's panel says what is true: of the bot that does not start, of the crowd, of the speed."""

import random
from pathlib import Path
from typing import Any

import pytest

from bot.config import load_settings
from bot.demo import town as towns
from bot.demo.bot_process import BotDiedError
from bot.demo.controls import DirectorControls
from bot.demo.crowd import Crowd
from bot.demo.town import Town
from playground.stage.acts import ActRefused


async def _never_starts(*_: object) -> None:
    raise BotDiedError("the bot has ended before it began")


def _values(town: Town) -> dict[str, Any]:
    return {name: control.value for name, control in town.playground.controls._controls.items()}


async def _nothing() -> None:
    """Nobody begins anew here."""


async def test_the_panel_tells_the_truth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Town(load_settings(), tmp_path, seed=1) as town:
        crowd, change = Crowd(town, random.Random(1)), town.playground.controls.change
        DirectorControls(town, crowd, _nothing).add_to(town.playground.controls)
        assert _values(town)["eagerness"] == 62.5
        await change("haste", 400)
        await change("eagerness", 20)
        assert (crowd.mood.speed, crowd.mood.eagerness) == (4.0, 0.2)
        await change("speed", 60)
        assert town.playground.settings.keeping.queries == 60 * 150
        assert town.playground.limits.chat_rate == towns.HASTE
        monkeypatch.setattr(towns, "start_bot", _never_starts)
        with pytest.raises(ActRefused, match="did not start"):
            await change("restart")
        assert _values(town)["bot"] is False
        with pytest.raises(ActRefused, match="did not start"):
            await change("bot", True)
        assert _values(town)["bot"] is False
        monkeypatch.undo()
        await change("bot", True)
        assert town.bot_runs
        assert _values(town)["bot"] is True
