"""The way to a human."""

from typing import Any

import pytest

from bot.turn import Turns
from bot.usecases.questions import AN_HOUR, answer_question, ask_operators
from tests.dispatch_scene import ANNA, OLGA, DispatchScene


@pytest.fixture
async def scene(database: Any, market: Any, clock: Any) -> DispatchScene:
    return await DispatchScene(Turns(database, clock, market), clock).begin()


async def test_a_question_goes_to_the_desk_and_the_first_answer_back(scene: DispatchScene) -> None:
    question = await scene.does(ask_operators, ANNA, "Where is <he>?")
    assert await scene.news() == [(OLGA, "desk_question", False), (ANNA, "help/asked", True)]
    view = await scene.card(OLGA, "desk_question", question)
    assert view is not None
    assert "Where is &lt;he&gt;?" in view.text
    await scene.does(answer_question, question, OLGA, "At the door")
    (told,) = [row for row in await scene.outgoing() if row.view == "help/answered"]
    assert (told.chat_id, told.fields["words"]) == (ANNA, "At the door")
    view = await scene.card(OLGA, "desk_question", question)
    assert view is not None
    assert "At the door" in view.text
    assert view.keyboard is None
    assert (await scene.refused(answer_question, question, OLGA, "again")).code == "question_answered"


async def test_who_may_answer_and_how_much_may_be_asked(scene: DispatchScene) -> None:
    for number in range(AN_HOUR):
        await scene.does(ask_operators, ANNA, f"Question {number}")
    assert (await scene.refused(ask_operators, ANNA, "One more")).code == "too_many_questions"
    scene.clock.advance(minutes=61)
    question = await scene.does(ask_operators, ANNA, "One more")
    assert (await scene.refused(answer_question, question, ANNA, "me")).code == "not_staff"
    assert (await scene.refused(answer_question, 404, OLGA, "what")).code == "question_answered"
