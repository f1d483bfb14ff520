"""What operators hear of the market's own questions."""

from bot.ui.case_sight import topic_of
from bot.ui.for_desk import for_desk
from bot.ui.registry import NoticeRequest, notice
from bot.ui.view import View


@notice("surveys/desk_came_back")
@for_desk
def came_back_notice(ask: NoticeRequest) -> View | None:
    """A week later it is not fixed after all."""
    text = ask.render("surveys/desk_came_back", order=ask.fields["order"])
    return View(text, topic=topic_of(ask))
