"""The questions of a quiz, and what it says before them."""

from bot.ui.prompting import Prompt, PromptRequest, prompt
from bot.ui.skill_words import skill_name


@prompt("quiz/begin")
def begin_prompt(ask: PromptRequest) -> Prompt:
    """How many questions, how many must be right, and that a try counts."""
    skill, rules = ask.fields["skill"], ask.market.quizzes
    text = ask.render(
        "skills/quiz_begin",
        name=skill_name(ask.texts, ask.market, skill),
        count=rules.asked(skill),
        needed=rules.needed(skill),
        wait=rules.retry_after.total_seconds() / 60,
    )
    return Prompt(text, [[ask.choice(ask.texts.label("Begin"), "begin", style="success")]])


@prompt("quiz/question")
def question_prompt(ask: PromptRequest) -> Prompt:
    """The question with its options written out: a button is too short for them."""
    bank, number = ask.market.quizzes.banks.get(ask.fields["skill"], ()), ask.fields["question"]
    question = bank[number] if number < len(bank) else None
    known = question.options if question else ()
    options = [
        (ask.texts.digits(str(at)), ask.texts.named(known[place]))
        for at, place in enumerate(ask.fields["order"], start=1)
        if place < len(known)
    ]
    words = ask.texts.named(question.ask) if question else ""
    at = ask.fields["number"]
    buttons = [ask.choice(digit, f"option:{at}.{place}") for place, (digit, _) in enumerate(options)]
    return Prompt(ask.render("skills/quiz_question", question=words, options=options), [buttons])
