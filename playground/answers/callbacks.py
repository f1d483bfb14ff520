"""Answers to button presses."""

from aiogram import methods

from playground.answers.registry import Request, answers
from playground.world.callbacks import answer
from playground.world.state import Json


@answers(methods.AnswerCallbackQuery)
def answer_callback_query(request: Request[methods.AnswerCallbackQuery]) -> bool:
    """Say something (or nothing) to a press, as a toast or an alert."""
    arguments = request.arguments
    said: Json = {"text": arguments.text or "", "show_alert": bool(arguments.show_alert)}
    if arguments.url:
        said["url"] = arguments.url
    answer(request.world, arguments.callback_query_id, said)
    return True
