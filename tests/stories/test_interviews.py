"""A short talk before somebody is approved: offered, chosen, moved, missed, passed; and what comes between."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.points import Point
from bot.domain.technicians import Application, TechnicianStatus
from bot.usecases.applications import apply
from db import credentials, interviews, technicians
from db.personal_rows import own_rows
from playground.person import Person
from tests.clock import TestClock
from tests.stories.journeys import says, taps, texts_for
from tests.stories.stage import Stage, together, words

NAMES = {Language.EN: "Identity card", Language.RU: "Паспорт", Language.PL: "Dowód osobisty", Language.FA: "شناسنامه"}
IDENTITY: dict[str, Any] = {"key": "identity", "names": NAMES, "required": True, "expires": False}
INTERVIEWS: dict[str, Any] = {
    "required": True,
    "minutes": 30,
    "weekdays": ["mon", "fri"],
    "earliest": "09:00",
    "latest": "11:00",
    "days_ahead": 7,
    "notice_minutes": 60,
    "remind_minutes": [1440, 60],
}
FRIDAY = datetime(2026, 3, 27, 14, 0, tzinfo=UTC)
"""Too late for a time today; the next one is on Monday, and the clocks go forward on the Sunday between."""
MONDAY = datetime(2026, 3, 30, 7, 0, tzinfo=UTC)
"""Nine o'clock, by the clocks of that day."""
JUDGE = "cr:approve"
"""What an operator presses about a document."""
NO_TIMES = "There are no free times at the moment. We will write to you as soon as there are."


@pytest.fixture
async def stage(database_url: str, clock: TestClock) -> AsyncIterator[Stage]:
    """A market in which nobody is approved who has not talked to somebody."""
    clock.moment = FRIDAY
    documents = {"remind_days": 14, "types": [IDENTITY]}
    async with Stage(database_url, clock, {"documents": documents, "interviews": INTERVIEWS}) as stage:
        yield stage


async def applicant(stage: Stage, name: str, language: str, *, shows: bool = True) -> Person:
    """Somebody whose application is in, with or without what is required."""
    person = await stage.newcomer(name, language)
    said = Application(name, "+48600000002", ("plumbing",), Point(50.06, 19.94), "Grodzka 5", 10, ("pl",), "", ())
    await stage.app.turns.run(lambda tx: apply(tx, PersonId(person.id), said))
    await stage.settled()
    if shows:
        await shows_identity(stage, person)
    return person


async def shows_identity(stage: Stage, person: Person) -> None:
    await taps(stage, person, "My documents")
    await person.taps(NAMES[Language(person.language_code or "en")])
    await stage.settled()
    await person.sends_photo()
    await stage.settled()
    await taps(stage, person, "Send to the operators")


def day_of(stage: Stage, person: Person) -> str:
    return texts_for(stage, person).short_day(MONDAY, stage.clock.now())


def clock_of(stage: Stage, person: Person, moment: datetime) -> str:
    return texts_for(stage, person).time(moment)


async def offers(stage: Stage, operator: Person, *moments: datetime) -> None:
    """Tap the day, then each of these times."""
    await says(stage, operator, "/interviews")
    label = next(label for label in operator.buttons() if label.startswith(day_of(stage, operator)))
    await operator.taps(label)
    await stage.settled()
    for moment in moments:
        await operator.taps(clock_of(stage, operator, moment))
        await stage.settled()
    await taps(stage, operator, "Close")


async def chooses(stage: Stage, person: Person, moment: datetime, opens: str = "Choose a time") -> None:
    await taps(stage, person, opens)
    await person.taps(day_of(stage, person))
    await stage.settled()
    await person.taps(clock_of(stage, person, moment))
    await stage.settled()


async def is_refused(person: Person, data: str, msgid: str) -> None:
    answer = await person.press_raw(data)
    assert answer is not None
    assert answer.show_alert
    assert answer.text == words(person, msgid), answer.text


def flat(keyboard: Any) -> list[str]:
    return [button["text"] for row in keyboard or () for button in row]


def at(minutes: int) -> datetime:
    return datetime.fromtimestamp(MONDAY.timestamp() + minutes * 60, UTC)


@pytest.mark.parametrize("language", ["pl", "fa"])
async def test_from_the_first_time_to_the_approval(stage: Stage, language: str) -> None:
    olga = await stage.owner("Olga", language)
    tom = await applicant(stage, "Tom", language, shows=False)
    await tom.sees(words(tom, "Please show first: %(document)s", document=NAMES[Language(language)]))
    await is_refused(tom, "iv:choose", "Something is still missing before the interview. Your application says what.")
    await shows_identity(stage, tom)
    await tom.sees(words(tom, "There are no times at the moment. We will write to you as soon as there are."))
    needed = "First the interview: nobody is approved here who has not passed one."
    await is_refused(olga, f"ap:approve:{tom.id}", needed)
    await offers(stage, olga, MONDAY, at(30))
    await tom.does_not_see(words(tom, "There are times for your interview."))
    await stage.passes(minutes=3)
    await tom.sees(words(tom, "There are times for your interview."))
    await is_chosen_and_moved(stage, tom, olga)
    await is_missed_once(stage, tom, olga)
    await is_passed(stage, tom, olga)


async def is_chosen_and_moved(stage: Stage, tom: Person, olga: Person) -> None:
    """The first time, then the second one; the first is free again for somebody else, who is a little late."""
    await chooses(stage, tom, MONDAY)
    moment = texts_for(stage, tom).moment(MONDAY, stage.clock.now())
    await tom.sees(words(tom, "Interview: %(moment)s", moment=moment))
    await olga.sees("Grodzka 5")
    eva = await applicant(stage, "Eva", "en")
    await taps(stage, eva, "Choose a time")
    await eva.taps(day_of(stage, eva))
    await stage.settled()
    assert "09:00" not in eva.buttons()
    await chooses(stage, tom, at(30), "Another time")
    moved = "%(name)s has moved the interview: not %(moment)s but %(later)s."
    later = texts_for(stage, olga).moment(at(30), stage.clock.now())
    was = texts_for(stage, olga).moment(MONDAY, stage.clock.now())
    await olga.sees(words(olga, moved, name=texts_for(stage, olga).name("Tom"), moment=was, later=later))
    assert tom.buttons().count(words(tom, "My documents")) == 1, "the application stands in the chat once"
    await eva.taps("09:30")
    await stage.settled()
    await eva.sees("Somebody was faster: that time is taken. Please choose another.")
    await eva.taps("09:00")
    await stage.settled()
    await taps(stage, eva, "Cancel the interview")
    await is_refused(eva, "iv:cancel", "There is no interview to cancel.")


async def is_missed_once(stage: Stage, tom: Person, olga: Person) -> None:
    """Both are reminded; nothing can be noted before its time; whoever does not come may choose once more."""
    (row,) = await stage.app.database.read(lambda c: interviews.of_applicant(c, tom.id))
    await is_refused(olga, f"di:missed:{row.id}", "The interview has not taken place yet.")
    await stage.passes(days=2, hours=15)
    moment = texts_for(stage, tom).moment(at(30), at(30) - timedelta(days=1))
    await tom.sees(words(tom, "Your interview is %(moment)s.", moment=moment))
    assert len([one for one in tom.chat.from_bot if words(tom, "Another time") in flat(one.inline_keyboard)]) == 2
    await stage.passes(hours=3)
    await tom.sees(words(tom, "Your interview begins now."))
    await taps(stage, olga, "Did not come", "Skip")
    await tom.sees(words(tom, "We could not reach you for the interview."))
    await is_refused(olga, f"di:missed:{row.id}", "This interview has moved on. Its message shows how it stands.")


async def is_passed(stage: Stage, tom: Person, olga: Person) -> None:
    """A slip is put right, a note is kept beside the application, and the door is open."""
    await taps(stage, olga, "Passed")
    await says(stage, olga, "Knows <pipes>")
    await tom.sees(words(tom, "Thank you for the talk: the interview is passed."))
    await is_refused(tom, "iv:choose", "There is no interview to choose a time for any more.")
    await says(stage, olga, "/applicants")
    await olga.sees("Knows <pipes>")
    kept = await stage.app.database.read(lambda c: own_rows(c, tom.id))
    assert [row["note"] for row in kept["interviews"]] == ["Knows <pipes>"]
    await olga.press_raw(f"ap:approve:{tom.id}")
    standing = await stage.app.database.read(lambda c: technicians.standing(c, tom.id))
    assert standing is not None
    assert standing.status is TechnicianStatus.APPROVED
    for data in ("aa:ask", "aa:yes"):
        await is_refused(tom, data, "Your application is approved already: you are a technician here.")


@pytest.mark.parametrize("language", ["ru", "fa"])
async def test_operators_go_and_applicants_too(stage: Stage, language: str) -> None:
    """A colleague steps in, or the applicant chooses anew; whoever is banned or forgotten gives the time back."""
    olga, oskar = await stage.owner("Olga", language), await stage.newcomer("Oskar", language)
    await says(stage, olga, f"/appoint {oskar.id} operator")
    await offers(stage, oskar, MONDAY, at(30))
    await offers(stage, olga, MONDAY, at(60))
    tom, eva = await applicant(stage, "Tom", language), await applicant(stage, "Eva", language)
    await chooses(stage, tom, MONDAY)
    await chooses(stage, eva, at(30))
    await nothing_is_theirs(stage, tom, eva)
    await says(stage, olga, f"/dismiss {oskar.id}")
    assert [(row.applicant, row.operator) for row in await coming(stage)] == [(tom.id, olga.id)]
    moment = texts_for(stage, eva).moment(at(30), stage.clock.now())
    await eva.sees(words(eva, "Sorry: your interview (%(moment)s) can’t take place.", moment=moment))
    await chooses(stage, eva, at(60))
    await they_write_to_each_other(stage, olga, eva)
    await withdraws_and_comes_back(stage, olga, eva)
    await says(stage, olga, f"/ban {tom.id} rude")
    assert [row.applicant for row in await coming(stage)] == [eva.id]
    await says(stage, eva, "/forget")
    await taps(stage, eva, "Erase everything about me")
    assert await coming(stage) == []
    free = await stage.app.database.read(lambda c: interviews.free_from(c, MONDAY))
    assert [row.begins_at for row in free] == [MONDAY, at(90)]
    assert not stage.playground.calls.refused()


async def coming(stage: Stage) -> list[Any]:
    return await stage.app.database.read(lambda c: interviews.coming(c, FRIDAY))


async def nothing_is_theirs(stage: Stage, tom: Person, eva: Person) -> None:
    """Neither another's interview nor what only operators do."""
    (row,) = await stage.app.database.read(lambda c: interviews.of_applicant(c, tom.id))
    for data in (f"di:show:{row.id}", f"di:passed:{row.id}", f"di:call_off:{row.id}", f"di:write:{row.id}"):
        await is_refused(eva, data, "That is for operators.")
    zoe = await stage.newcomer("Zoe", tom.language_code or "en")
    await is_refused(zoe, "iv:choose", "This is for applicants whose application waits.")


async def they_write_to_each_other(stage: Stage, olga: Person, eva: Person) -> None:
    """Through the bot, from the interview's message, and the answer comes back to the desk."""
    row = (await stage.app.database.read(lambda c: interviews.of_applicant(c, eva.id)))[0]
    await olga.press_raw(f"di:write:{row.id}")
    await stage.settled()
    await says(stage, olga, "Shall I call this number?")
    await eva.sees("Shall I call this number?")
    await taps(stage, eva, "Reply")
    await says(stage, eva, "Yes, please")
    await olga.sees("Yes, please")
    await olga.press_raw(f"di:call_off:{row.id}")
    await is_refused(eva, "iv:choose", NO_TIMES)
    await offers(stage, olga, at(90))
    await stage.passes(minutes=3)
    await eva.sees(words(eva, "There are times for your interview."))
    await chooses(stage, eva, at(90))


async def withdraws_and_comes_back(stage: Stage, olga: Person, eva: Person) -> None:
    """Not by one tap; then the operators have nothing to decide, the time is free, and another application may come."""
    await taps(stage, eva, "Withdraw my application…", "No, keep it")
    assert eva.id in [row.applicant for row in await coming(stage)]
    await taps(stage, eva, "Withdraw my application…", "Yes, withdraw it")
    await eva.sees(words(eva, "You have withdrawn your application."))
    assert words(eva, "My documents") not in flat(eva.chat.from_bot[-1].inline_keyboard)
    assert eva.id not in [row.applicant for row in await coming(stage)]
    await olga.sees(words(olga, "Application: withdrawn by the applicant"))
    gone = "The applicant has withdrawn this application."
    (shown,) = await stage.app.database.read(lambda c: credentials.of_technician(c, eva.id))
    for data in (f"ap:approve:{eva.id}", f"ap:reject:{eva.id}", f"{JUDGE}:{shown.id}"):
        await is_refused(olga, data, gone)
    for data in ("aa:ask", "aa:yes", "aa:no"):
        await is_refused(eva, data, "You have withdrawn this application already.")
    await taps(stage, eva, "Apply again", "Send the application")
    await chooses(stage, eva, at(90))


async def test_two_want_the_same_time(stage: Stage) -> None:
    """Both have it before them; the first tap wins, the other one reads so and has the other times."""
    olga = await stage.owner()
    await offers(stage, olga, MONDAY, at(30))
    people = [await applicant(stage, name, "en") for name in ("Tom", "Eva")]
    for person in people:
        await taps(stage, person, "Choose a time")
        await person.taps(day_of(stage, person))
        await stage.settled()
    await together(*(person.taps("09:00") for person in people))
    await stage.settled()
    assert len(await coming(stage)) == 1
    late = next(person for person in people if "09:30" in person.buttons())
    await late.sees("Somebody was faster: that time is taken. Please choose another.")
    await taps(stage, late, "09:30")
    assert {row.applicant for row in await coming(stage)} == {person.id for person in people}
