"""A technician's rating in a few words."""

from bot.domain.rating_rules import RatingRules
from bot.domain.ratings import average_stars
from bot.domain.technicians import ENOUGH_RATINGS, Technician
from bot.ui.texts import Texts


def rated_words(texts: Texts, technician: Technician, rules: RatingRules) -> str:
    """★ 4.9 (12 ratings); 'new' while there are too few to say anything."""
    if technician.stars_count < ENOUGH_RATINGS:
        return texts.label("new")
    average = texts.rating(average_stars(technician.stars_sum, technician.stars_count, rules))
    return texts.label_many(
        "%(average)s (%(num)s rating)", "%(average)s (%(num)s ratings)", technician.stars_count, average=average
    )
