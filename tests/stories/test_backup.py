"""An admin asks for a copy of the market in the chat."""

from pathlib import Path

import pytest

from db.backup import DamagedBackupError, check
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
    await owner.says("/interviews tomorrow")
    await owner.sees("Please type only /interviews.")
    assert not (stage.folder / "copies").exists()


@pytest.mark.parametrize("language", ["pl", "fa"])
@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_disk_that_takes_nothing_is_told_at_once_and_after_the_night(stage: Stage, language: str) -> None:
    owner, oskar = await stage.owner(language=language), await stage.newcomer("Oskar")
    await taps(stage, oskar, "I agree")
    await owner.says(f"/appoint {oskar.id} operator")
    await oskar.sees("You are on the staff now")
    (stage.folder / "copies").write_text("in the way")
    await owner.says("/backup")
    await owner.sees(words(owner, "No copy could be made. The market runs on."))
    (nightly,) = stage.app.scheduler._errands
    stage.troubles.forgiven |= {"errand_failed"}
    await stage.app.scheduler.run_errand(nightly)
    await owner.sees(words(owner, "/backup tries again."))
    await owner.sees("FileExistsError")
    await stage.settled()
    await oskar.does_not_see("FileExistsError")
    (stage.folder / "copies").unlink()
    await stage.app.scheduler.run_errand(nightly)
    (copy,) = (stage.folder / "copies").iterdir()
    check(copy)


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_copy_that_turns_out_damaged_is_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> Path:
        raise DamagedBackupError("onsite.part: malformed")

    monkeypatch.setattr("bot.backups.back_up", damaged)
    owner = await stage.owner()
    await owner.says("/backup")
    await owner.sees("onsite.part: malformed")
