"""The buttons about skills: a technician takes a quiz or asks for a skill; an operator grants one or takes it away."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.ids import PersonId
from bot.flows.acts import unknown_act
from bot.flows.quiz import open_quiz
from bot.flows.wizard import Scene
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import DeskSkillPress, SkillPress
from bot.ui.texts import N_
from bot.usecases import skills

router = Router(name="skills")


OWN_ACTS: dict[str, tuple[Callable[[Transaction, Turn, str], None], str]] = {
    "quiz": (lambda tx, turn, skill: open_quiz(Scene(tx, turn.sender), skill), ""),
    "want": (lambda tx, turn, skill: skills.want(tx, turn.sender.id, skill), N_("The operators are asked.")),
}
DESK_ACTS: dict[bool, tuple[Callable[[Transaction, PersonId, str, PersonId], None], str]] = {
    True: (skills.grant, N_("Granted.")),
    False: (skills.withdraw, N_("Taken away.")),
}
"""What a press is called → what happens, and the word after it."""


@router.callback_query(SkillPress.filter())
async def pressed(query: CallbackQuery, callback_data: SkillPress, turn: Turn) -> None:
    """A technician about their own skill."""
    act, words = OWN_ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, turn, callback_data.skill))
    await answer(query, turn.sender.language, words)


@router.callback_query(DeskSkillPress.filter())
async def pressed_at_desk(query: CallbackQuery, callback_data: DeskSkillPress, turn: Turn) -> None:
    """An operator about a technician's."""
    act, words = DESK_ACTS[callback_data.granted]
    technician = PersonId(callback_data.person_id)
    await turn.decide(lambda tx: act(tx, technician, callback_data.skill, turn.sender.id))
    await answer(query, turn.sender.language, words)
