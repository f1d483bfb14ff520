"""Answers to the market's own questions."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.turn import Turn
from bot.ui.answering import answer
from bot.ui.presses import SurveyPress
from bot.ui.texts import N_
from bot.usecases.surveys import answer_survey

router = Router(name="surveys")
THANKS = N_("Thank you!")


@router.callback_query(SurveyPress.filter())
async def survey_pressed(query: CallbackQuery, callback_data: SurveyPress, turn: Turn) -> None:
    """One tap says it."""
    survey, given = callback_data.survey_id, callback_data.answer
    await turn.decide(lambda tx: answer_survey(tx, survey, turn.sender.id, given))
    await answer(query, turn.sender.language, THANKS)
