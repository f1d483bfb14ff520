"""The question for photos of the work."""

from bot.ui.prompting import Prompt, PromptRequest, prompt


@prompt("jobs/photos")
def photos_prompt(ask: PromptRequest) -> Prompt:
    """As many as are wanted; every one is kept as it comes, so there is nothing to cancel."""
    return Prompt(ask.render("jobs/add_photos"), labels={"nav:cancel": ask.texts.label("That’s all")})
