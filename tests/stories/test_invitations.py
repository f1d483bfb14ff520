"""A link for one technician: sent by an operator, opened once, and the application says whose guest it is."""

import re

import pytest

from bot.domain.languages import OWN_NAMES, Language
from bot.domain.technicians import TechnicianStatus
from playground.person import Person
from tests.stories.journeys import says, taps, texts_for
from tests.stories.stage import KRAKOW, Stage, words
from tests.stories.test_becoming_a_technician import row

PAYLOAD = re.compile(r"\?start=(join-[\w-]+)")
UNKNOWN = "This link opens nothing here. Perhaps it was cut off: ask for it once more."
WELCOME = "%(name)s invites you to work here as a technician. A few questions first, then an operator looks at it."
USED = "Somebody has used this link already: each opens only once. Ask for a new one."
USED_BY_YOU = "You have used this link already. /menu shows where you are."


def payload_in(person: Person) -> str:
    """What the last link that this person was shown carries."""
    found = PAYLOAD.findall(person.transcript())
    assert found, person.transcript()
    return str(found[-1])


async def opens(stage: Stage, person: Person, payload: str) -> list[str]:
    """All that is said to whoever opens the link."""
    seen = len(person.chat.from_bot)
    await says(stage, person, f"/start {payload}")
    return [message.text for message in person.chat.from_bot[seen:]]


async def applies_invited(stage: Stage, person: Person, *, skill: str = "") -> None:
    """Through the questions of a registration whose skills are chosen already, unless there is one to choose."""
    await says(stage, person, person.first_name)
    await person.presses(words(person, "Share my number"))
    await stage.settled()
    if skill:
        await person.taps(stage.app.market.catalogue.skills[skill][Language(person.language_code or "en")])
        await stage.settled()
    await taps(stage, person, "Continue")
    await person.presses(words(person, "Send where I am"), at=KRAKOW)
    await stage.settled()
    await person.taps(texts_for(stage, person).distance(10_000))
    await stage.settled()
    await person.taps(OWN_NAMES[Language.PL])
    await stage.settled()
    await taps(stage, person, "Continue", "Skip", "Skip", "Skip", "Send the application")


@pytest.mark.parametrize("language", [Language.RU, Language.FA])
async def test_invited_applied_approved(stage: Stage, language: Language) -> None:
    olga, zoe = await stage.owner(), await stage.newcomer("Zoe", language)
    await says(stage, olga, "/invite Plumbing, locks")
    payload = payload_in(olga)
    for wrong in ("join-", "join-x", "join-' OR 1=1 --", "join-" + "a" * 4000, payload[:-1], payload + "0"):
        assert await opens(stage, zoe, wrong) == [words(zoe, UNKNOWN)]
    tom = stage.playground.person("Tom", language)
    await opens(stage, tom, payload)
    await taps(stage, tom, "I agree")
    await tom.sees(words(tom, WELCOME, name=texts_for(stage, tom).name("Olga")))
    assert await opens(stage, zoe, payload) == [words(zoe, USED)]
    await opens(stage, tom, payload)
    await applies_invited(stage, tom)
    await olga.sees("Invited by Olga")
    kept = await row(stage, tom)
    assert (kept.status, kept.skills) == (TechnicianStatus.PENDING, frozenset({"plumbing", "locks"}))
    assert await opens(stage, tom, payload) == [words(tom, USED_BY_YOU)]
    await taps(stage, olga, "Approve")
    assert (await row(stage, tom)).status is TechnicianStatus.APPROVED
    await says(stage, olga, "/invite")
    (said,) = await opens(stage, tom, payload_in(olga))
    assert said == words(tom, "You are a technician here already.")


async def test_what_is_typed_wrong_and_what_is_taken_back(stage: Stage) -> None:
    olga, anna = await stage.owner(), await stage.newcomer("Anna")
    await says(stage, olga, "/invite juggling")
    await olga.sees("Please type nothing more, or the skills")
    await says(stage, olga, "/invite")
    payload = payload_in(olga)
    assert await opens(stage, olga, payload) == ["This is your own link. Send it to whom it is for."]
    await taps(stage, olga, "Withdraw it")
    assert await opens(stage, anna, payload) == ["This link was withdrawn. Ask whoever sent it to you."]
    await says(stage, olga, "/invite")
    await stage.sleeps(days=8)
    assert await opens(stage, anna, payload_in(olga)) == ["This link has waited too long. Ask for a new one."]
    await says(stage, anna, "/invite")
    await anna.sees("I don’t know this command")
