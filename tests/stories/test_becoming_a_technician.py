"""From 'work as a technician' to being online: in chat, in each language, with operators who decide."""

import pytest

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.technicians import Technician, TechnicianStatus
from db import technicians
from playground.person import Person
from tests.stories.stage import KRAKOW, Stage, words

NEARBY = (50.0650, 19.9400)
WARSAW = (52.2297, 21.0122)


async def row(stage: Stage, person: Person) -> Technician:
    """What the market knows of this technician."""
    found = await stage.app.database.read(lambda connection: technicians.find(connection, PersonId(person.id)))
    assert found is not None
    return found


async def applies(stage: Stage, person: Person) -> None:
    """The whole registration, as quickly as it goes."""
    await person.taps(words(person, "Work as a technician"))
    await person.says("Tomek")
    await stage.settled()
    await person.presses(words(person, "Share my number"))
    skills = stage.app.market.catalogue.skills["plumbing"]
    await person.taps(skills[Language(person.language_code or "en")])
    await person.taps(words(person, "Continue"))
    await stage.settled()
    await person.presses(words(person, "Send where I am"), at=KRAKOW)
    await stage.settled()
    await person.says("12")
    await stage.settled()
    await person.taps("Polski")
    await person.taps(words(person, "Continue"))
    await person.taps(words(person, "Skip"))
    await stage.settled()
    await person.sends_album(3)
    await stage.settled()
    await person.taps(words(person, "Continue"))
    await stage.settled()
    await person.sends_photo()
    await stage.settled()
    await person.taps(words(person, "Send the application"))
    await stage.settled()


@pytest.mark.parametrize("language", list(Language))
async def test_the_whole_road(stage: Stage, language: Language) -> None:
    olga = await stage.owner()
    tom = await stage.newcomer("Tom", language)
    await applies(stage, tom)
    kept = await row(stage, tom)
    assert (kept.status, kept.name, kept.radius_km) == (TechnicianStatus.PENDING, "Tomek", 12)
    await olga.sees("New application")
    await olga.taps("Documents (3)")
    await stage.settled()
    await olga.taps("Approve")
    await stage.settled()
    await tom.taps(words(tom, "Go online"))
    await stage.settled()
    assert (await row(stage, tom)).online
    assert words(tom, "Go offline") in tom.buttons()
    assert not stage.playground.calls.refused()


async def test_the_first_of_two_operators_decides(stage: Stage) -> None:
    olga = await stage.owner()
    oskar = await stage.newcomer("Oskar")
    await olga.says(f"/appoint {oskar.id} operator")
    await stage.settled()
    tom = await stage.newcomer("Tom")
    await applies(stage, tom)
    await oskar.sees("New application")
    approve = next(m for m in oskar.chat.messages if "New application" in m.text)
    assert approve.inline_keyboard is not None
    data = approve.inline_keyboard[1][0]["callback_data"]
    await olga.taps("Reject…")
    await stage.settled()
    await olga.taps("Enough technicians")
    await stage.settled()
    late = await oskar.press_raw(data, approve.message_id)
    assert late is not None
    assert late.show_alert
    assert "Olga" in late.text
    assert (await row(stage, tom)).status is TechnicianStatus.REJECTED
    await tom.sees("There are enough technicians with these skills")
    await withdraws_in_vain(tom, "It is decided already: your application was not accepted this time.")
    stranger = await stage.newcomer("Eva")
    forged = await stranger.press_raw(data)
    assert forged is not None
    assert (await row(stage, tom)).status is TechnicianStatus.REJECTED


async def withdraws_in_vain(person: Person, refusal: str) -> None:
    """By a button that should not be there (any more)."""
    for press in ("aa:ask", "aa:yes", "aa:no"):
        told = await person.press_raw(press)
        assert told is not None
        assert (told.show_alert, told.text) == (True, refusal)


async def test_a_reason_in_own_words_and_a_second_try(stage: Stage) -> None:
    olga = await stage.owner()
    tom = await stage.newcomer("Tom")
    await applies(stage, tom)
    await olga.taps("Ask for more…")
    await stage.settled()
    await olga.taps("In your own words…")
    await stage.settled()
    await olga.says("Which <years> were you at the waterworks?")
    await stage.settled()
    await tom.sees("Which <years> were you at the waterworks?")
    await tom.taps("Add to it")
    await tom.taps("Experience")
    await stage.settled()
    await tom.says("2010 to 2020")
    await stage.settled()
    await tom.taps("Send the application")
    await stage.settled()
    assert (await row(stage, tom)).experience == "2010 to 2020"
    await olga.taps("Approve")
    await stage.settled()
    assert (await row(stage, tom)).status is TechnicianStatus.APPROVED


async def test_a_restart_in_the_middle_resumes(stage: Stage) -> None:
    await stage.owner()
    tom = await stage.newcomer("Tom")
    await tom.taps("Work as a technician")
    await tom.says("Tomek")
    await stage.settled()
    await stage.restart()
    eva = await stage.newcomer("Eva")
    await withdraws_in_vain(eva, "There is no such application.")
    await tom.shares_contact(of=eva)
    await stage.settled()
    await tom.sees("somebody else’s contact")
    await tom.presses("Share my number")
    await stage.settled()
    await tom.sees("What can you do?")


async def test_a_position_by_hand(stage: Stage) -> None:
    olga = await stage.owner()
    tom = await stage.newcomer("Tom")
    await tom.shares_location(*KRAKOW)
    await tom.sees("I do not need a location right now")
    await applies(stage, tom)
    await olga.taps("Approve")
    await stage.settled()
    await tom.shares_location(*KRAKOW)
    await tom.sees("Position: shared")
    await tom.shares_location(*WARSAW)
    await tom.sees("too far away")


async def test_a_live_location_from_beginning_to_end(stage: Stage) -> None:
    olga = await stage.owner()
    tom = await stage.newcomer("Tom")
    await applies(stage, tom)
    await olga.taps("Approve")
    await stage.settled()
    await tom.shares_live_location(*NEARBY)
    await stage.passes(minutes=1)
    await tom.moves(50.0660, 19.9410)
    await stage.passes(minutes=1)
    await tom.moves(*WARSAW)
    await stage.settled()
    position = (await row(stage, tom)).position
    assert position is not None
    assert (position.lat, position.lon) == pytest.approx((50.0660, 19.9410), abs=1e-4)
    before = len(tom.chat.from_bot)
    await tom.moves(50.0670, 19.9420)
    await tom.stops_sharing()
    await stage.settled()
    position = (await row(stage, tom)).position
    assert position is not None
    assert position.lat == pytest.approx(50.0670, abs=1e-4)
    assert len(tom.chat.from_bot) == before


async def test_the_workplace_by_buttons_and_commands(stage: Stage) -> None:
    olga = await stage.owner()
    tom = await stage.newcomer("Tom")
    await applies(stage, tom)
    await olga.taps("Approve")
    await stage.settled()
    await tom.says("/online")
    await tom.sees("You are online.")
    await tom.taps("Work radius")
    await tom.taps("25 km")
    await tom.taps("Jobs at once")
    await tom.taps("3")
    await tom.taps("Working hours")
    await tom.taps("Mon–Fri 9–18")
    await tom.taps("Sat: day off")
    await stage.settled()
    await tom.says("10-14")
    await tom.taps("Save")
    await stage.settled()
    await tom.sees("Mon–Fri 09:00–18:00")
    await tom.sees("Sat 10:00–14:00")
    kept = await row(stage, tom)
    assert (kept.online, kept.radius_km, kept.max_jobs, sorted(kept.hours)) == (True, 25, 3, [0, 1, 2, 3, 4, 5])
    assert not stage.playground.calls.refused()


async def test_the_record_by_commands(stage: Stage) -> None:
    olga = await stage.owner()
    tom = await stage.newcomer("Tom")
    await tom.says("/online")
    await tom.sees("That is for technicians")
    await applies(stage, tom)
    await olga.taps("Approve")
    await stage.settled()
    for command, fragment in (("/jobs", "no jobs yet"), ("/earnings", "Your earnings"), ("/rating", "Your rating")):
        await tom.says(command)
        await tom.sees(fragment)
    await tom.says("/offline")
    await stage.settled()
    assert not (await row(stage, tom)).online
    assert not stage.playground.calls.refused()
