"""The open line between a job's two people."""

from bot.ui.job_sight import job_sight
from bot.ui.prompting import Prompt, PromptRequest, prompt


@prompt("relay/talk")
def talk_prompt(ask: PromptRequest) -> Prompt:
    """With whom one writes, and that the last message was passed on."""
    sight = job_sight(ask.connection, ask.fields["job"])
    assert sight is not None
    name = sight.other_name(ask.person.id)
    text = ask.render("relay/talk", name=name, order=sight.order.id)
    return Prompt(text, labels={"nav:cancel": ask.texts.label("End chat")})
