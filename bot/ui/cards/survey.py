"""A question of the market's own: buttons while it waits, a word of thanks afterwards."""

from aiogram.types import InlineKeyboardButton

from bot.domain.ids import ChatId
from bot.domain.surveys import SurveyKind
from bot.ui.keyboards import button, in_rows, inline
from bot.ui.presses import SurveyPress
from bot.ui.registry import CardRequest, card
from bot.ui.service_names import service_name
from bot.ui.texts import N_
from bot.ui.view import View
from db import orders, surveys
from db.surveys import Survey

HOW_IT_WAS = ((N_("Good"), 2), (N_("So-so"), 1), (N_("Not good"), 0))


@card("survey")
def survey_card(ask: CardRequest) -> View | None:
    """The question (the subject), for the person it was put to."""
    survey = surveys.find(ask.connection, ask.subject_id)
    if survey is None or ChatId(survey.person) != ask.chat_id:
        return None
    order = orders.find(ask.connection, survey.order)
    assert order is not None
    text = ask.render(
        f"surveys/{survey.kind.value}",
        order=order.id,
        service=service_name(ask.texts, ask.market, order.service),
        answer=survey.answer,
        market=ask.market.name,
    )
    return View(text, None if survey.answer is not None else inline(_ANSWERS[survey.kind](ask, survey)))


def _still_fine(ask: CardRequest, survey: Survey) -> list[list[InlineKeyboardButton]]:
    label = ask.texts.label
    fine = button(label("All fine"), SurveyPress(survey_id=survey.id, answer=1), style="success")
    return [[fine, button(label("It came back"), SurveyPress(survey_id=survey.id, answer=0))]]


def _recommend(ask: CardRequest, survey: Survey) -> list[list[InlineKeyboardButton]]:
    marks = [button(ask.texts.digits(str(n)), SurveyPress(survey_id=survey.id, answer=n)) for n in range(11)]
    return in_rows(marks, 6)


def _follow_up(ask: CardRequest, survey: Survey) -> list[list[InlineKeyboardButton]]:
    return [[button(ask.texts.label(words), SurveyPress(survey_id=survey.id, answer=n)) for words, n in HOW_IT_WAS]]


_ANSWERS = {
    SurveyKind.STILL_FINE: _still_fine,
    SurveyKind.RECOMMEND: _recommend,
    SurveyKind.FOLLOW_UP: _follow_up,
}
