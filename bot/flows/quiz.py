"""A quiz. Steps: begin (what it is like, and that a try counts), question (open until all are answered)."""

from dataclasses import dataclass, replace

from bot.domain.errors import Refusal
from bot.domain.quizzes import Drawn
from bot.flows.answers import Answer
from bot.flows.opening import open_wizard
from bot.flows.wizard import Problem, Question, Scene, Stay, Step, Wizard
from bot.ui.typed import parse_whole
from bot.usecases import conversations
from bot.usecases.skills import begin_quiz, check_may_try, end_quiz

BEGIN, OPTION = "begin", "option:"


@dataclass(frozen=True, slots=True)
class QuizDraft:
    """Which skill; once begun the try's number, its questions, how many are answered and how many of them rightly."""

    skill: str
    attempt: int = 0
    drawn: tuple[Drawn, ...] = ()
    answered: int = 0
    right: int = 0


def open_quiz(scene: Scene, skill: str) -> None:
    """Say what it is like; a Refusal for whoever may not take it, or not yet."""
    check_may_try(scene.tx, scene.person.id, skill)
    open_wizard(QUIZ, scene, QuizDraft(skill))


def ask_begin(_scene: Scene, draft: QuizDraft) -> Question:
    """Shall it begin?"""
    return Question("quiz/begin", {"skill": draft.skill})


def got_begin(scene: Scene, draft: QuizDraft, given: Answer) -> QuizDraft:
    """The questions are drawn once: going back and forth brings no others."""
    if given.choice != BEGIN:
        raise Problem("choose_button")
    if draft.attempt:
        return draft
    try:
        attempt, drawn = begin_quiz(scene.tx, scene.person.id, draft.skill)
    except Refusal as refusal:
        raise Problem("quiz_closed") from refusal
    return replace(draft, attempt=attempt, drawn=drawn)


def ask_question(_scene: Scene, draft: QuizDraft) -> Question:
    """The next one."""
    drawn = draft.drawn[draft.answered]
    fields = {"skill": draft.skill, "question": drawn.question, "order": list(drawn.order)}
    return Question("quiz/question", {**fields, "number": draft.answered + 1, "count": len(draft.drawn)})


def got_answer(_scene: Scene, draft: QuizDraft, given: Answer) -> QuizDraft | Stay[QuizDraft]:
    """One of the options shown; after the last question it is over. The choice names the question: a second tap on
    the first one's button answers no other."""
    place = _place(draft, given.choice)
    drawn = draft.drawn[draft.answered]
    answered = replace(draft, answered=draft.answered + 1, right=draft.right + drawn.is_right(place))
    return answered if answered.answered == len(draft.drawn) else Stay(answered)


def _place(draft: QuizDraft, choice: str) -> int:
    question, _, option = choice.removeprefix(OPTION).partition(".")
    place = parse_whole(option) if choice.startswith(OPTION) and question == str(draft.answered + 1) else None
    if place is None or not 0 <= place < len(draft.drawn[draft.answered].order):
        raise Problem("choose_button")
    return place


def end(scene: Scene, draft: QuizDraft) -> None:
    """The result, and the skill for whoever has passed."""
    conversations.end(scene.tx, scene.person.id)
    end_quiz(scene.tx, scene.person.id, draft.attempt, draft.skill, draft.right)


QUIZ = Wizard(
    "quiz",
    QuizDraft,
    (Step("begin", ask_begin, got_begin), Step("question", ask_question, got_answer)),
    end,
    cancelled="skills/quiz_left",
)
