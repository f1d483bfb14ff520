"""Whoever carries the database off learns no phone number, no address and no word of a conversation."""

import asyncio

import pytest

from bot.domain.languages import Language
from tests.stories.journeys import rates, says, taps
from tests.stories.stage import Stage
from tests.stories.test_first_to_last import (
    PHONE,
    USERNAME,
    anna_orders,
    code_on_card,
    everybody_is_hired,
)

TALK = "The blue gate behind the bakery"
QUESTION = "May I pay by card at Jasna 9"
TYPED = (
    "Floria",
    "code 4418",
    "600700800",
    "600 700 800",
    "Grodzka 5",
    TALK,
    QUESTION,
    "Water under the sink",
    USERNAME,
)
PIN = ("50.0647", "19.9403")
"""Floriańska, as the offline map has it."""


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_the_files_of_a_whole_journey(stage: Stage) -> None:
    """A half-finished order, a whole one with its talk, a question: then the files' bytes, with the log of writes."""
    crew = await everybody_is_hired(stage, Language.EN)
    anna = await stage.newcomer("Anna", username=USERNAME, phone_number=PHONE)
    await anna_orders(stage, anna)
    bo = crew[1]
    await taps(stage, bo, "Accept")
    await taps(stage, anna, "Write to Bo")
    await says(stage, anna, TALK)
    await taps(stage, bo, "Map", "On my way", "I have arrived", "Start")
    await says(stage, bo, code_on_card(anna))
    await taps(stage, bo, "Done")
    await rates(stage, anna, "Bo", 5)
    await says(stage, anna, "/help")
    await taps(stage, anna, "Ask an operator")
    await says(stage, anna, QUESTION)
    await nothing_lies_open(stage)
    await stage.restart()
    await nothing_lies_open(stage)
    await taps(stage, bo, "Write to Anna")
    await bo.sees(TALK)


async def nothing_lies_open(stage: Stage) -> None:
    """In no file beside the keys."""
    await stage.settled()
    files = [path for path in stage.folder.iterdir() if path.suffix != ".keys"]
    contents = await asyncio.gather(*(asyncio.to_thread(path.read_bytes) for path in files))
    assert sum(map(len, contents)) > 200_000
    for path, content in zip(files, contents, strict=True):
        found = [secret for secret in (*TYPED, *PIN) if secret.encode() in content]
        assert not found, (path.name, found)
