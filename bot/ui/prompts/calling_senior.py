"""The questions before a senior is called: why, and what was found."""

from bot.ui.prompting import Prompt, PromptRequest, prompt
from bot.ui.story import REASON_LABELS


@prompt("senior/reason")
def reason_prompt(ask: PromptRequest) -> Prompt:
    """The usual reasons, one tap each."""
    rows = [[ask.choice(ask.texts.label(label), reason.value)] for reason, label in REASON_LABELS.items()]
    percent = ask.market.jobs.first_visit_percent
    return Prompt(ask.render("jobs/ask_senior_reason", percent=percent), rows)


@prompt("senior/words")
def words_prompt(ask: PromptRequest) -> Prompt:
    """A note for whoever comes."""
    return Prompt(ask.render("jobs/ask_senior_words"))
