"""Documents: shown, refused, approved until a day, reminded of, expired; without one nobody is asked."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.languages import Language
from playground.person import Person
from tests.clock import TestClock
from tests.stories.journeys import asked_for, orders_a_leak, says, taps, technicians, texts_for
from tests.stories.stage import Stage, words

NAMES = {Language.EN: "Identity card", Language.RU: "Паспорт", Language.PL: "Dowód osobisty", Language.FA: "شناسنامه"}
IDENTITY: dict[str, Any] = {"key": "identity", "names": NAMES, "required": True, "expires": True}
COURSE: dict[str, Any] = {"key": "course", "names": dict.fromkeys(Language, "X"), "required": False, "expires": False}


@pytest.fixture
async def stage(database_url: str, clock: TestClock) -> AsyncIterator[Stage]:
    """A market that wants to know who comes."""
    documents = {"remind_days": 14, "types": [IDENTITY, COURSE]}
    async with Stage(database_url, clock, {"documents": documents}) as stage:
        yield stage


async def shows(stage: Stage, person: Person, opens: str) -> None:
    """Two photos, sent to the operators."""
    await person.taps(opens)
    await stage.settled()
    await person.sends_album(2)
    await stage.settled()
    await taps(stage, person, "Send to the operators")


@pytest.mark.parametrize("language", [Language.EN, Language.FA])
async def test_nobody_comes_without_a_document_that_holds(stage: Stage, language: Language) -> None:
    olga, anna = await stage.owner("Olga", language), await stage.newcomer("Anna", language)
    (ali,) = await technicians(stage, "Ali", language=language)
    order = await orders_a_leak(stage, anna)
    assert await asked_for(stage, order.id) == []
    await says(stage, olga, f"/why {order.id}")
    await olga.sees(texts_for(stage, olga).capital(words(olga, "without a valid document")))
    await says(stage, ali, "/documents")
    await shows(stage, ali, NAMES[language])
    await taps(stage, olga, "Refuse…", "Can’t be read")
    sentence = "It can’t be read: please take the photo in daylight, with all four corners."
    await ali.sees(words(ali, sentence))
    await shows(stage, ali, words(ali, "Show a new one"))
    await is_approved_for_twenty_days(stage, olga)
    await ali.sees(NAMES[language])
    assert await asked_for(stage, order.id) == [ali.id]
    await comes_to_an_end(stage, ali, anna, NAMES[language])


async def is_approved_for_twenty_days(stage: Stage, olga: Person) -> None:
    """Past days are refused; the day itself still counts."""
    today = stage.clock.now().date()
    await taps(stage, olga, "Approve until…")
    await says(stage, olga, "soon")
    await olga.sees(words(olga, "Please type a day, such as 2031-05-31."))
    await says(stage, olga, str(today - timedelta(days=1)))
    await olga.sees(words(olga, "That day is over already."))
    await says(stage, olga, str(today + timedelta(days=20)))


async def comes_to_an_end(stage: Stage, ali: Person, anna: Person, name: str) -> None:
    """A reminder, then the end: no offers, and the reason in plain words."""
    await stage.sleeps(days=8)
    await ali.sees(words(ali, "Show the new one in time, and nothing stops."))
    await stage.sleeps(days=13)
    await ali.sees(words(ali, "%(document)s has expired.", document=name))
    await ali.sees(words(ali, "No offers come until you have shown a new one."))
    again = await orders_a_leak(stage, anna)
    assert await asked_for(stage, again.id) == []
    await says(stage, ali, "/workplace")
    missing = "Missing: %(document)s. Without it you are not asked for the work that needs it."
    await ali.sees(words(ali, missing, document=name))


async def test_only_operators_judge_each_document_once(stage: Stage) -> None:
    olga, oskar = await stage.owner(), await stage.newcomer("Oskar")
    await says(stage, olga, f"/appoint {oskar.id} operator")
    ali, oleg = await technicians(stage, "Ali", "Oleg")
    await says(stage, olga, f"/appoint {oleg.id} operator")
    await says(stage, ali, "/documents")
    await shows(stage, ali, "X")
    for person, data, why in (
        (ali, "cr:approve:1", "for operators"),
        (oskar, "dc:identity", "for technicians"),
        (ali, "dc:gone", "no such document"),
        (oskar, "cr:approve:99", "no such document"),
    ):
        refused = await person.press_raw(data)
        assert refused is not None
        assert refused.show_alert
        assert why in refused.text, refused.text
    await taps(stage, olga, "Photos (2)", "Approve")
    late = await oskar.press_raw("cr:refuse:1")
    assert late is not None
    assert "Olga has approved it already." in late.text
    await ali.sees("Approved: X.")
    await says(stage, oleg, "/documents")
    await shows(stage, oleg, NAMES[Language.EN])
    own = await oleg.press_raw("cr:approve:2")
    assert own is not None
    assert "Somebody else has to look" in own.text
    await says(stage, olga, f"/technician {ali.id}")
    await olga.sees("Missing: Identity card")
    await taps(stage, olga, "Documents")
    await olga.sees("By Olga")
    assert not stage.playground.calls.refused()
