"""From acceptance to both ratings, in two chats: what each of the two taps, types, sends and sees."""

import json
from dataclasses import dataclass

import pytest

from bot.domain.ids import JobId, PersonId
from bot.domain.offers import JobStatus
from bot.domain.technicians import Technician
from bot.usecases.dispatch import withdraw_technician
from db import jobs, technicians
from playground.person import Person
from tests.job_scene import CODE, DOOR, accepted_order, make_technician
from tests.stories.stage import Stage


@dataclass
class Pair:
    """Anna, whose tap leaks, and Ali, who has accepted."""

    stage: Stage
    anna: Person
    ali: Person
    job: JobId

    async def ali_taps(self, *labels: str) -> None:
        for label in labels:
            await self.ali.taps(label)
            await self.stage.settled()

    async def begins_work(self) -> None:
        await self.ali_taps("On my way", "I have arrived", "Start")
        await self.ali.says(CODE)
        await self.ali.sees("At work since")

    async def technician(self) -> Technician:
        row = await self.stage.app.database.read(lambda connection: technicians.find(connection, self.ali.id))
        assert row is not None
        return row

    async def status(self) -> JobStatus:
        row = await self.stage.app.database.read(lambda connection: jobs.find(connection, self.job))
        assert row is not None
        return row.status


@pytest.fixture
async def pair(stage: Stage) -> Pair:
    anna, ali = await stage.newcomer("Anna"), await stage.newcomer("Ali")
    await stage.app.turns.run(lambda tx: make_technician(tx, PersonId(ali.id), "Ali Rezaei"))
    (job,) = await stage.app.turns.run(lambda tx: accepted_order(tx, [PersonId(ali.id)], 1, PersonId(anna.id)))
    await stage.settled()
    return Pair(stage, anna, ali, job)


async def test_the_way_to_the_work(pair: Pair) -> None:
    anna, ali = pair.anna, pair.ali
    await pair.ali_taps("Map")
    assert ali.chat.find("Rynek Główny 1/2") is not None
    assert [m for m in ali.chat.from_bot if "location" in m.content]
    await pair.ali_taps("On my way")
    await anna.sees("expected at 12:15")
    await pair.ali_taps("I have arrived")
    await anna.sees(CODE)
    await pair.ali_taps("Start")
    await ali.says("1111")
    await ali.sees("You have 4 more tries.")
    await ali.says(" ".join(CODE))
    await ali.sees("At work since")
    await anna.sees("At work since")


def pins(person: Person) -> list[str]:
    """The addresses under the pins that are in the chat now."""
    return [m.content["venue"]["address"] for m in person.chat.from_bot if "venue" in m.content and not m.deleted]


async def test_the_pin_is_there_while_the_job_runs(pair: Pair) -> None:
    """Asked for twice it is there once; when the work is done it is gone, with the address."""
    await pair.ali_taps("Map", "Map")
    await pair.stage.settled()
    assert pins(pair.ali) == ["Rynek Główny 1/2"]
    await pair.ali_taps("On my way", "I have arrived", "Start")
    await pair.ali.says(CODE)
    await pair.stage.settled()
    assert pins(pair.ali) == ["Rynek Główny 1/2"]
    await pair.ali_taps("Done")
    await pair.stage.settled()
    shown = json.dumps([m.content for m in pair.ali.chat.from_bot if not m.deleted], ensure_ascii=False)
    assert "Rynek Główny 1/2" not in shown


@pytest.mark.parametrize("ending", ["handed back", "called off", "withdrawn"])
async def test_the_pin_goes_however_the_job_ends(pair: Pair, ending: str) -> None:
    await pair.ali_taps("Map")
    assert pins(pair.ali) == ["Rynek Główny 1/2"]
    if ending == "handed back":
        await pair.ali_taps("Hand back", "My vehicle broke down")
    elif ending == "called off":
        for label in ("Cancel the order", "It is solved"):
            await pair.anna.taps(label)
            await pair.stage.settled()
    else:
        await pair.stage.app.turns.run(lambda tx: withdraw_technician(tx, PersonId(pair.ali.id)))
    await pair.stage.settled()
    assert pins(pair.ali) == []


async def test_ways_around_the_market_in_extra_work_and_names(pair: Pair) -> None:
    """A number in the words of a proposal, an account in a Telegram name: neither reaches the other side."""
    await pair.begins_work()
    await pair.ali_taps("Extra work")
    await pair.ali.says("50")
    await pair.ali.says("New valve, cheaper at 600 111 222 or @ali_private")
    await pair.anna.sees("New valve")
    await pair.anna.taps("Agree")
    await pair.stage.settled()
    read = json.dumps([m.content for m in pair.anna.chat.from_bot], ensure_ascii=False)
    assert "600 111 222" not in read
    assert "ali_private" not in read
    assert "New valve" in read


async def test_a_name_that_is_a_way_around_the_market(stage: Stage) -> None:
    anna = await stage.newcomer("t.me/anna_private")
    ali = await stage.newcomer("Ali")
    await stage.app.turns.run(lambda tx: make_technician(tx, PersonId(ali.id), "Ali Rezaei"))
    await stage.app.turns.run(lambda tx: accepted_order(tx, [PersonId(ali.id)], 1, PersonId(anna.id)))
    await stage.settled()
    for label in ("On my way", "I have arrived", "Start"):
        await ali.taps(label)
        await stage.settled()
    assert "anna_private" not in json.dumps([m.content for m in ali.chat.from_bot], ensure_ascii=False)


async def test_photos_and_extra_work(pair: Pair) -> None:
    anna, ali = pair.anna, pair.ali
    await pair.begins_work()
    await pair.ali_taps("Photos of the work")
    await ali.sends_album(2)
    await ali.sees("2 photos are kept.")
    await pair.ali_taps("That’s all")
    await ali.sees("The photos are kept")
    await pair.ali_taps("Extra work")
    await ali.says("50")
    await ali.says("New valve")
    await anna.sees("New valve")
    await anna.taps("Agree")
    await ali.sees("Anna agrees to the extra work")
    await pair.ali_taps("Done")
    for person in (anna, ali):
        await person.sees("Together: PLN 230")
    await anna.taps("Photos of the work (2)")
    await anna.sees("Photos of the work, order")


async def test_both_rate_and_read_it_together(pair: Pair) -> None:
    await pair.begins_work()
    await pair.ali_taps("Done")
    await rates(pair, pair.anna, "Rate Ali", "5 ★")
    assert (await pair.technician()).stars_count == 0
    await rates(pair, pair.ali, "Rate Anna", "4 ★")
    await pair.anna.sees("Ali rated you")
    await pair.ali.sees("Anna rated you")
    ali = await pair.technician()
    assert (ali.jobs_done, ali.stars_sum, ali.stars_count) == (1, 5, 1)
    await pair.stage.passes(days=3)
    assert not [b for b in (*pair.anna.buttons(), *pair.ali.buttons()) if b.startswith("Rate")]


async def rates(pair: Pair, person: Person, button: str, stars: str) -> None:
    await person.taps(button)
    await person.taps(stars)
    await person.sees("What was it like?")
    await person.taps("Skip")
    if person is pair.anna:
        await person.sees("Was it fixed at the first visit?")
        await person.taps("Yes, at once")
    await person.sees("A word about it?")
    await person.taps("Skip")
    await person.sees("Thank you, your rating is kept.")
    await pair.stage.settled()


async def test_a_chat_that_hides_both_accounts(pair: Pair) -> None:
    anna, ali = pair.anna, pair.ali
    await anna.taps("Write to Ali")
    await anna.sees("Write to Ali about order")
    await anna.says("The <blue> door")
    await ali.sees("The <blue> door")
    await anna.sends_photo("here it is")
    await ali.sees("here it is")
    await anna.shares_location(DOOR.lat, DOOR.lon)
    await anna.sends_voice()
    await pair.stage.settled()
    assert {"photo", "location", "voice"} <= {key for m in ali.chat.from_bot for key in m.content}
    await ali.taps("Reply")
    await ali.says("On my way")
    await anna.sees("From your technician Ali")
    await anna.taps("End chat")
    await anna.sees("The chat is ended.")
    shown = ali.transcript() + anna.transcript()
    assert str(anna.id) not in ali.transcript()
    assert str(ali.id) not in anna.transcript()
    assert "Rezaei" not in shown


async def test_a_live_location_is_shown_to_the_waiting_customer(pair: Pair) -> None:
    anna, ali = pair.anna, pair.ali
    await pair.ali_taps("On my way")
    assert not [b for b in anna.buttons() if b.startswith("Where")]
    await ali.shares_live_location(50.07, 19.94)
    await pair.stage.settled()
    await anna.taps("Where is Ali?")
    await anna.sees("Ali is here now")
    pins = [m.content["location"] for m in anna.chat.from_bot if "location" in m.content]
    assert [(pin["latitude"], pin["longitude"]) for pin in pins] == [(50.07, 19.94)]


async def test_handing_back_asks_why_and_the_search_goes_on(pair: Pair) -> None:
    await pair.ali_taps("Hand back")
    await pair.ali.sees("Why do you hand order")
    await pair.ali_taps("My vehicle broke down")
    await pair.anna.sees("Ali can’t make it to you after all")
    assert await pair.status() is JobStatus.HANDED_BACK
    assert "My vehicle broke down" not in pair.ali.buttons()
    assert "On my way" not in pair.ali.buttons()


async def test_a_restart_between_the_steps_loses_nothing(pair: Pair) -> None:
    await pair.ali_taps("On my way", "I have arrived", "Start")
    await pair.stage.restart()
    await pair.ali.says(CODE)
    await pair.ali.sees("At work since")
    assert await pair.status() is JobStatus.IN_PROGRESS


async def test_forged_presses_of_a_stranger_change_nothing(pair: Pair) -> None:
    zoe = await pair.stage.newcomer("Zoe")
    forged = [f"jb:{act}:{pair.job}" for act in ("set_out", "finish", "hand_back", "place", "where", "start_for")]
    forged += [f"{prefix}:{pair.job}" for prefix in ("st", "jp", "xw", "rl", "rt")]
    forged += [f"hb:sick:{pair.job}", f"xa:{pair.job}:1"]
    for data in forged:
        answer = await zoe.press_raw(data)
        assert answer is not None
        assert answer.show_alert, data
    assert await pair.status() is JobStatus.ASSIGNED
    assert "Rynek" not in zoe.transcript()
