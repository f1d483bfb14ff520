"""What the ordering wizard sends besides its questions."""

from bot.domain.points import Point
from bot.ui.registry import NoticeRequest, notice
from bot.ui.view import Media, View


@notice("ordering/map")
def map_notice(ask: NoticeRequest) -> View:
    """The place that was found, as a map: the question about it comes with the wizard's card."""
    return View("", media=(Media("location", point=Point(lat=ask.fields["lat"], lon=ask.fields["lon"])),))
