"""`python main.py run` as an operator starts it: a process of its own, a token from the environment, signals."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.command_line import parser
from bot.domain.languages import Language
from playground import Playground
from tests.rules.project_files import ROOT

SLOW_START = 60.0
"""Seconds: a loaded machine takes its time to import everything."""


async def _run(
    playground: Playground, folder: Path, command: str = "run", stderr: int | None = None, **more: str
) -> asyncio.subprocess.Process:
    environment = {
        **os.environ,
        "BOT_TOKEN": playground.token,
        "ONSITE_TELEGRAM__API_URL": playground.url,
        "ONSITE_DATABASE__URL": f"sqlite:///{folder / 'market.db'}",
        **more,
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "main.py", command, cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE, stderr=stderr
    )


async def _stopped(process: asyncio.subprocess.Process) -> int:
    process.send_signal(signal.SIGTERM)
    return await asyncio.wait_for(process.wait(), SLOW_START)


async def test_a_second_process_on_the_same_file_is_refused_and_copies_are_not(tmp_path: Path) -> None:
    async with Playground() as playground:
        first = await _run(playground, tmp_path)
        assert first.stdout is not None
        await asyncio.wait_for(first.stdout.readline(), SLOW_START)
        second = await _run(playground, tmp_path, stderr=asyncio.subprocess.PIPE)
        _, said = await asyncio.wait_for(second.communicate(), SLOW_START)
        assert second.returncode == 2
        market = tmp_path / "market.db"
        assert said.decode() == (
            f"Another Onsite runs on {market}: stop that one, or give this one a file of its own (database.url).\n"
        )
        copying = await _run(playground, tmp_path, command="backup", ONSITE_BACKUP__FOLDER=str(tmp_path / "copies"))
        assert await asyncio.wait_for(copying.wait(), SLOW_START) == 0
        first.kill()
        await first.wait()
        third = await _run(playground, tmp_path)
        assert third.stdout is not None
        assert b"/claim" in await asyncio.wait_for(third.stdout.readline(), SLOW_START), "a kill lets go of the file"
        assert await _stopped(third) == 0


async def test_a_first_start_says_how_to_own_it_and_sigterm_ends_it_cleanly(tmp_path: Path) -> None:
    async with Playground() as playground:
        process = await _run(playground, tmp_path)
        assert process.stdout is not None
        line = (await asyncio.wait_for(process.stdout.readline(), SLOW_START)).decode()
        olga = playground.person("Olga")
        await olga.starts()
        await olga.taps("I agree", within=SLOW_START)
        await olga.says(line[line.index("/claim") :].strip())
        await olga.sees("You are the owner of this market now.", timeout=SLOW_START)
        assert await _stopped(process) == 0


async def test_what_was_written_while_it_was_down_is_answered_after_the_next_start(tmp_path: Path) -> None:
    async with Playground() as playground:
        anna = playground.person("Anna", "pl")
        await anna.starts()
        process = await _run(playground, tmp_path)
        await anna.taps("Zgadzam się", within=SLOW_START)
        assert await _stopped(process) == 0


async def test_a_mistake_in_the_settings_stops_the_start_with_its_name(tmp_path: Path) -> None:
    config = (ROOT / "config.yaml").read_text(encoding="utf-8").replace("wave_size:", "wave_sise:")
    (tmp_path / "config.yaml").write_text(config, encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "main.py",
        "--config",
        str(tmp_path / "config.yaml"),
        "migrate",
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await asyncio.wait_for(process.communicate(), SLOW_START)
    assert process.returncode == 2
    assert "wave_sise" in said.decode()


@pytest.mark.parametrize("language", list(Language))
def test_a_report_can_be_asked_for_in_every_language(language: Language) -> None:
    assert parser().parse_args(["report", "--language", language.value]).language == language
