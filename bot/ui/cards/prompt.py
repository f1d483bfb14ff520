"""The card of a wizard's open question: progress, what was wrong with the last answer, the question, navigation."""

from collections.abc import Mapping
from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.domain.people import Person
from bot.ui.keyboards import inline, reply
from bot.ui.navigation import LABELS
from bot.ui.prompting import Prompt, PromptRequest, prompt_makers
from bot.ui.registry import CardRequest, card
from bot.ui.texts import Texts
from bot.ui.view import View
from db import conversations, people


@card("prompt")
def prompt_card(ask: CardRequest) -> View | None:
    """The question that this person (the subject) was asked last; None when the wizard is over."""
    conversation = conversations.find(ask.connection, ask.subject_id)
    person = people.find(ask.connection, ask.subject_id)
    if conversation is None or person is None:
        return None
    request = _request(ask, person, conversation.prompt, conversation.version)
    question = prompt_makers()[conversation.prompt["view"]](request)
    return _view(request, conversation.prompt, question)


def _request(ask: CardRequest, person: Person, prompt: dict[str, Any], version: int) -> PromptRequest:
    return PromptRequest(
        connection=ask.connection,
        person=person,
        texts=ask.texts,
        market=ask.market,
        version=version,
        fields=prompt["fields"],
    )


def _view(request: PromptRequest, prompt: dict[str, Any], question: Prompt) -> View:
    problem = prompt["problem"]
    words = request.texts.render(f"problems/{problem['code']}", **problem["fields"]) if problem else ""
    text = request.texts.render("prompts/frame", prompt=prompt, problem=words, question=question.text)
    choices = _navigation(prompt)
    if question.reply is not None:
        return View(text, reply([*question.reply, *_reply_navigation(request.texts, choices)]))
    return View(text, inline([*question.rows, _inline_navigation(request, choices, question.labels)]))


def _navigation(prompt: dict[str, Any]) -> list[str]:
    return [
        *(["nav:back"] if prompt["back"] else []),
        *(["nav:skip"] if prompt["skip"] else []),
        "nav:cancel",
    ]


def _inline_navigation(
    request: PromptRequest, choices: list[str], labels: Mapping[str, str]
) -> list[InlineKeyboardButton]:
    words = {**{choice: request.texts.label(LABELS[choice]) for choice in choices}, **labels}
    return [request.choice(words[choice], choice) for choice in choices]


def _reply_navigation(texts: Texts, choices: list[str]) -> list[list[str]]:
    return [[texts.label(LABELS[choice]) for choice in choices]]
