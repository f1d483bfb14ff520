"""An admin asks for a copy of the market in the chat."""

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
    await owner.says("/backup")
    await owner.sees("onsite-")
    await owner.sees(words(owner, "The keys are not in it: keep them elsewhere."))
    (copy,) = (stage.folder / "copies").iterdir()
    check(copy)


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_it_is_nobody_elses_command(stage: Stage) -> None:
    owner, anna = await stage.owner(), await stage.newcomer("Anna")
    await taps(stage, anna, "I agree")
    await anna.says("/backup")
    await anna.sees("/help")
    oskar = await stage.newcomer("Oskar")
    await owner.says(f"/appoint {oskar.id} operator")
    await oskar.sees("You are on the staff now")
    await oskar.says("/backup")
    await oskar.sees("Only an admin or an owner may do that.")
    await owner.says("/backup yesterday")
    await owner.sees("Please type only /backup.")
    assert not (stage.folder / "copies").exists()


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_disk_that_takes_nothing_is_told(stage: Stage) -> None:
    owner = await stage.owner()
    (stage.folder / "copies").write_text("in the way")
    await owner.says("/backup")
    await owner.sees("No copy could be made. The market runs on.")
