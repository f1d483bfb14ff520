"""What must hold after everything that was broken: each function yields a sentence a breach, none when all is well."""

from collections.abc import Callable, Iterator

from tests.chaos.invariants import counts, crews, deadlines, deliveries, screens, talks
from tests.chaos.invariants.sight import Sight

Invariant = Callable[[Sight], Iterator[str]]
INVARIANTS: tuple[Invariant, ...] = (
    deliveries.every_update_took_effect_once,
    deliveries.every_message_came_to_its_end,
    deliveries.every_notice_arrived,
    deliveries.as_many_came_as_were_sent,
    deliveries.no_notice_overtook_another,
    talks.every_note_was_passed_on_once_and_in_order,
    talks.no_words_count_twice,
    screens.every_card_shows_the_truth,
    screens.everybody_has_the_cards_they_need,
    screens.nothing_else_can_be_pressed,
    crews.each_order_has_exactly_its_crew,
    crews.offers_and_jobs_belong_together,
    crews.nothing_happened_twice,
    deadlines.no_deadline_is_lost,
    counts.counters_add_up,
    counts.money_adds_up,
)


def broken(sight: Sight) -> list[str]:
    """All breaches, each with the name of what it breaks."""
    return [f"{invariant.__name__}: {breach}" for invariant in INVARIANTS for breach in invariant(sight)]
