"""How a search widens from wave to wave."""

from bot.matching.searches import Search


def is_widest(search: Search) -> bool:
    """Whether later waves look no further than this one."""
    return search.radius_km >= search.last_radius_km


def size(search: Search) -> int:
    """The most that are asked at once: the wave's size for each technician that is still missing."""
    return search.rules.wave_size * search.missing
