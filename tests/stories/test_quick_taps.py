"""A finger that is faster than the network: several taps before the first one has been drawn."""

import asyncio

from bot.domain.ids import PersonId
from bot.ui.presses import WizardPress
from db import conversations
from tests.stories.stage import Stage, words


async def test_three_skills_ticked_at_once_are_three_skills(stage: Stage) -> None:
    tom = await stage.newcomer("Tom")
    await tom.taps(words(tom, "Work as a technician"))
    await tom.says("Tomek")
    await stage.settled()
    await tom.presses(words(tom, "Share my number"))
    message = await tom.sees("What can you do?")
    packed = [str(button["callback_data"]) for row in message.inline_keyboard or () for button in row]
    skills = [data for data in packed if ":" in data and WizardPress.unpack(data).choice.startswith("skill:")][:3]
    answers = await asyncio.gather(*(tom.press_raw(data, message.message_id) for data in skills))
    await stage.settled()
    assert [answer and answer.text for answer in answers] == ["", "", ""]
    kept = await stage.app.database.read(lambda connection: conversations.find(connection, PersonId(tom.id)))
    assert kept is not None
    assert len(kept.draft["skills"]) == 3
