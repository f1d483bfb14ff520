"""An admin asks for a copy of the market in the chat."""

import dataclasses

import pytest

from db.backup import check
from tests.stories.journeys import orders_a_leak, taps
from tests.stories.stage import Stage, words


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_copy_now(stage: Stage, language: str) -> None:
    owner = await stage.owner(language=language)
    anna = await stage.newcomer("Anna")
    await taps(stage, anna, "I agree")
    await orders_a_leak(stage, anna)
    folder = stage.folder / "copies"
    stage.app.services = dataclasses.replace(
        stage.app.services, backups=dataclasses.replace(stage.app.backups, folder=folder)
    )
    await owner.says("/backup")
    await owner.sees("onsite-")
    await owner.sees(words(owner, "The keys are not in it: keep them elsewhere."))
    (copy,) = folder.iterdir()
    check(copy)


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_it_is_nobody_elses_command(stage: Stage) -> None:
    await stage.owner()
    anna = await stage.newcomer("Anna")
    await taps(stage, anna, "I agree")
    await anna.says("/backup")
    await anna.sees("/help")
    assert not list(stage.folder.glob("**/onsite-*.db"))


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_disk_that_takes_nothing_is_told(stage: Stage) -> None:
    owner = await stage.owner()
    (stage.folder / "file").write_text("in the way")
    stage.app.services = dataclasses.replace(
        stage.app.services, backups=dataclasses.replace(stage.app.backups, folder=stage.folder / "file")
    )
    await owner.says("/backup")
    await owner.sees("No copy could be made. The market runs on.")
