"""What is written in a case."""

from bot.domain.cases import Way
from bot.ui.case_sight import case_sight
from bot.ui.prompting import Prompt, PromptRequest, prompt
from bot.ui.typed import shortened
from db import case_messages

MOST_WORDS = 700


@prompt("cases/talk")
def case_talk_prompt(ask: PromptRequest) -> Prompt:
    """Whom it goes to, with what they said last in sight."""
    sight = case_sight(ask.connection, ask.fields["case"])
    assert sight is not None
    way = ask.fields["way"]
    name = {Way.TO_PERSON.value: sight.person_name, Way.TO_OTHER.value: sight.other_name}.get(way, "")
    asked = {Way.TO_PERSON.value: Way.FROM_PERSON, Way.TO_OTHER.value: Way.FROM_OTHER}.get(way)
    said = [message for message in case_messages.latest(ask.connection, sight.case.id, 10) if message.way is asked]
    words = shortened(said[-1].said.words, MOST_WORDS) if said else ""
    return Prompt(ask.render("cases/talk", name=name, words=words))
