"""How a search widens from wave to wave."""

from datetime import timedelta

from bot.matching.searches import Search

NO_TIME = timedelta(0)


def radius_km(search: Search) -> float:
    """How far from the place this wave looks, straight line.

    It grows by a step a wave up to the market's last radius. Each time the customer agreed to look further the
    search begins where the one before ended and may reach as far again.
    """
    rules = search.rules
    begin = rules.first_radius_km + search.widened * (rules.last_radius_km - rules.first_radius_km)
    return min(begin + rules.radius_step_km * (search.wave - 1), last_radius_km(search))


def last_radius_km(search: Search) -> float:
    """The widest this search ever gets."""
    rules = search.rules
    return max(rules.first_radius_km, rules.last_radius_km) * (1 + search.widened)


def is_widest(search: Search) -> bool:
    """Whether later waves look no further than this one."""
    return radius_km(search) >= last_radius_km(search)


def size(search: Search) -> int:
    """The most that are asked at once: the wave's size for each technician that is still missing."""
    return search.rules.wave_size * search.missing
