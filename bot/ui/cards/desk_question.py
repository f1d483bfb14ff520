"""A question to the operators, in their chats, with the answer once there is one."""

from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.presses import QuestionPress
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import people, questions


@card("desk_question")
@for_desk
def desk_question_card(ask: CardRequest) -> View | None:
    """The question of the subject."""
    question = questions.find(ask.connection, ask.subject_id)
    if question is None:
        return None
    author = people.find(ask.connection, question.person)
    assert author is not None
    operator = people.find(ask.connection, question.answered_by) if question.answered_by else None
    text = ask.render(
        "help/desk_question",
        question=question,
        author=author,
        operator=operator.name if operator else "",
    )
    reply = button(ask.texts.label("Answer…"), QuestionPress(question_id=question.id), style="primary")
    return View(text, inline([[reply if question.answer is None else None]]))
