"""A record in words: where it falls short, and what follows from it."""

from bot.domain.cautions import Caution, Step
from bot.domain.records import Measure, Shortfall
from bot.domain.technicians import Technician
from bot.ui.registry import CardRequest
from bot.ui.texts import N_, Texts
from db import cautions

MEASURES = {
    Measure.STARS: N_("Stars of late: %(value)s. At least %(wanted)s are needed."),
    Measure.ON_TIME: N_("On time of late: %(value)s%%. At least %(wanted)s%% are needed."),
    Measure.DONE: N_("Jobs brought to their end of late: %(value)s%%. At least %(wanted)s%% are needed."),
}
STEPS = {
    Step.WARNED: N_("warned: the record has fallen"),
    Step.LIMITED: N_("near and simple jobs only: the record has fallen"),
    Step.SUSPENDED: N_("suspended: the record has fallen"),
}


def shortfall_words(texts: Texts, why: Shortfall) -> str:
    """Which figure is too low, and how high it should be."""
    if why.measure is Measure.STARS:
        value, wanted = texts.number(round(why.value, 1)), texts.number(why.wanted)
    else:
        value, wanted = texts.number(round(why.value * 100)), texts.number(round(why.wanted * 100))
    return texts.label(MEASURES[why.measure], value=value, wanted=wanted)


def progress_lines(ask: CardRequest, technician: Technician) -> list[str]:
    """What holds a technician back at present: probation, or a caution with its figure."""
    lines, left = [], technician.probation_left
    if left:
        words = ask.texts.label_many(
            "First jobs, near and simple: %(num)s to go", "First jobs, near and simple: %(num)s to go", left
        )
        lines.append(words)
    caution = cautions.open_of(ask.connection, technician.id)
    if caution is not None:
        lines.append(f"{step_words(ask.texts, caution)} · {shortfall_words(ask.texts, caution.why)}")
    return lines


def step_words(texts: Texts, caution: Caution) -> str:
    """How far it has come."""
    return texts.capital(texts.label(STEPS[caution.step]))
