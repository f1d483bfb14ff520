"""When the bot fails: operators say so, and people with running jobs can call each other, if they agreed before."""

import re

import pytest
from sqlalchemy import select

from bot.domain.ids import JobId, PersonId
from bot.domain.languages import Language
from bot.domain.offers import HandBackReason
from bot.domain.orders import Address, OrderDraft
from bot.usecases.handing_back import hand_back
from bot.usecases.ordering import place_order
from db import people
from db.tables import audit
from playground.person import Person
from tests.job_scene import DOOR, accepted_order
from tests.stories.journeys import says, taps, technicians, texts_for
from tests.stories.stage import Stage, words

ANNAS, ALIS, OLGAS = "+48600000001", "+48601234567", "+48600111222"
"""Anna's for her order, the technicians' own, Olga's on duty."""


async def running(stage: Stage, anna: Person, ali: Person) -> JobId:
    """A job that Ali has accepted."""
    made: list[JobId] = await stage.app.turns.run(
        lambda tx: accepted_order(tx, [PersonId(ali.id)], 1, PersonId(anna.id), phone=ANNAS)
    )
    await stage.settled()
    return made[0]


async def hears(stage: Stage, person: Person, text: str) -> str:
    """The bot's answer to these words."""
    await says(stage, person, text)
    return str(person.chat.from_bot[-1].text)


def digits_sent(stage: Stage, person: Person, since: int) -> str:
    """The digits of every payload that has left for this person's chat since that call."""
    calls = [
        call for call in stage.playground.calls if call.number > since and call.arguments.get("chat_id") is not None
    ]
    own = [str(call.arguments) for call in calls if str(call.arguments["chat_id"]) == str(person.id)]
    assert own, "nothing was sent at all"
    return re.sub(r"\D", "", " ".join(own))


def number(stage: Stage, person: Person, e164: str) -> str:
    return str(texts_for(stage, person).phone(e164))


def refusal(stage: Stage, person: Person, code: str, **fields: object) -> str:
    return str(texts_for(stage, person).render_plain(f"refusals/{code}", **fields))


async def is_refused(stage: Stage, person: Person, *presses: str) -> None:
    """Each of these presses is answered with an alert."""
    for data in presses:
        answer = await person.press_raw(data, answer_within=30)
        assert answer is not None
        assert answer.show_alert


@pytest.mark.parametrize("language", [Language.EN, Language.FA])
async def test_on_and_off(stage: Stage, language: Language) -> None:
    olga, anna = await stage.owner("Olga", language), await stage.newcomer("Anna", language)
    ali, bo = await technicians(stage, "Ali", "Bo", language=language)
    assert refusal(stage, olga, "outage_is_off") in await hears(stage, olga, "/outage off")
    assert words(olga, NOBODY) in await hears(stage, olga, "/oncall")
    # One question once; Ali says yes, Anna has not been asked.
    await says(stage, ali, "/offline", "/online", "/offline", "/online")
    assert ali.transcript().count(words(ali, QUESTION)) == 1
    await taps(stage, ali, "Yes, if the bot fails")
    await running(stage, anna, ali)
    await says(stage, olga, f"/oncall on {OLGAS}", "/outage on the <network>")
    await taps(stage, olga, "Yes, tell them")
    told = anna.chat.from_bot[-1]
    assert "<network>" in told.text
    assert all(number(stage, anna, one) in told.text for one in (ALIS, OLGAS))
    assert number(stage, ali, OLGAS) in ali.chat.from_bot[-1].text
    assert number(stage, ali, ANNAS) not in ali.chat.from_bot[-1].text
    assert refusal(stage, olga, "outage_is_on") in await hears(stage, olga, "/outage on again")
    await anna_agrees(stage, anna, ali)
    await bo_comes_and_goes(stage, anna, bo)
    # Over: the numbers go out of the messages.
    await taps(stage, olga, "The outage is over")
    assert words(anna, "It is over: the bot works again.") in anna.chat.from_bot[-1].text
    assert number(stage, anna, ALIS) not in anna.transcript()
    assert number(stage, ali, OLGAS) not in ali.transcript()
    assert refusal(stage, olga, "outage_is_off") in await hears(stage, olga, "/outage off")


async def anna_agrees(stage: Stage, anna: Person, ali: Person) -> None:
    """In the middle of it: the message that Ali has already says so, and says it no more when she thinks again."""
    for label, shown in (("📞 Give my number if the bot fails", True), ("📞 Don’t give my number", False)):
        await says(stage, anna, "/preferences")
        await taps(stage, anna, label)
        assert (number(stage, ali, ANNAS) in ali.chat.from_bot[-1].text) is shown


async def bo_comes_and_goes(stage: Stage, anna: Person, bo: Person) -> None:
    """Another job in the middle of it is told once, and its numbers go with it."""
    job = await running(stage, anna, bo)
    assert number(stage, bo, OLGAS) in bo.chat.from_bot[-1].text
    count = len(bo.chat.from_bot)
    await taps(stage, bo, "On my way")
    assert [m for m in bo.chat.from_bot[count:] if number(stage, bo, OLGAS) in m.text] == []
    await stage.app.turns.run(lambda tx: hand_back(tx, job, PersonId(bo.id), HandBackReason.VEHICLE))
    await stage.settled()
    await bo.sees(texts_for(stage, bo).render_plain("outages/left"))
    assert number(stage, bo, OLGAS) not in bo.transcript()


@pytest.mark.parametrize("language", [Language.EN, Language.FA])
async def test_without_consent_no_number_leaves(stage: Stage, language: Language) -> None:
    """Nobody has agreed and nobody is on duty: an outage that gives out no number at all is told all the same."""
    olga, anna = await stage.owner("Olga", language), await stage.newcomer("Anna", language)
    (ali,) = await technicians(stage, "Ali", language=language)
    await running(stage, anna, ali)
    began = max(call.number for call in stage.playground.calls)
    await says(stage, olga, "/outage on")
    await olga.sees(words(olga, "Nobody is on duty: people get no number of ours to call. /oncall on"))
    for person in (anna, ali):
        assert words(person, UNKNOWN) in await hears(stage, person, "/outage on")
        await is_refused(stage, person, "ou:begin:1", "ou:drop:1", "ou:end:1", "dy:on", "dy:off")
    await taps(stage, olga, "Yes, tell them")
    await is_refused(stage, olga, "ou:begin:1", "ou:drop:1")
    for person in (anna, ali):
        assert words(person, "The bot may be slow or silent for a while.") in person.chat.from_bot[-1].text
        sent = digits_sent(stage, person, began)
        assert [one for one in (ANNAS, ALIS, OLGAS) if one.strip("+") in sent] == []


async def test_whoever_orders_meanwhile_is_told_and_asked(stage: Stage) -> None:
    """Things are slow: said at once. And who gives a number for an order is asked about it, once."""
    olga, anna = await stage.owner("Olga"), await stage.newcomer("Anna")
    assert "No job is running" in await hears(stage, olga, "/outage on")
    await taps(stage, olga, "No, all is well")
    await hears(stage, olga, "/outage on a storm")
    await taps(stage, olga, "Yes, tell them")
    draft = OrderDraft("leak", "", (), Address(DOOR, "Rynek 1", "Stare Miasto"), None, 1, ANNAS)
    for _ in range(2):
        await stage.app.turns.run(lambda tx: place_order(tx, PersonId(anna.id), draft))
        await stage.settled()
    assert anna.transcript().count("Things are slow just now") == 2
    assert anna.transcript().count("may the technician get this number") == 1
    await taps(stage, anna, "No, not my number")
    kept = await stage.app.database.read(lambda c: people.find(c, anna.id))
    assert kept is not None
    assert not kept.may_be_called


async def test_on_duty(stage: Stage) -> None:
    """Everybody for themselves, admins for others; more than one; whoever leaves the staff leaves the duty."""
    olga, oskar = await stage.owner("Olga"), await stage.newcomer("Oskar")
    await says(stage, olga, f"/appoint {oskar.id} operator")
    assert refusal(stage, olga, "duty_number_unknown") in await hears(stage, olga, f"/oncall on {oskar.id}")
    assert refusal(stage, olga, "duty_number_unreadable") in await hears(stage, olga, "/oncall on +12")
    assert refusal(stage, oskar, "role_too_low", needed="admin") in await hears(stage, oskar, f"/oncall off {olga.id}")
    assert number(stage, olga, ALIS) in await hears(stage, olga, f"/oncall on {oskar.id} {ALIS}")
    assert number(stage, olga, OLGAS) in await hears(stage, olga, f"/oncall on {OLGAS}")
    assert refusal(stage, olga, "on_duty_already") in await hears(stage, olga, f"/oncall on {OLGAS}")
    await taps(stage, olga, "I am off duty")
    assert number(stage, olga, OLGAS) not in olga.chat.from_bot[-1].text
    assert refusal(stage, olga, "not_on_duty") in await hears(stage, olga, "/oncall off")
    await says(stage, olga, f"/dismiss {oskar.id}")
    assert NOBODY in await hears(stage, olga, "/oncall")
    acts = await stage.app.database.read(lambda c: [row.act for row in c.execute(select(audit).order_by(audit.c.id))])
    assert acts[-4:] == ["on_duty", "on_duty", "off_duty", "dismiss"]


@pytest.mark.parametrize("language", [Language.PL, Language.FA])
async def test_on_duty_with_the_own_contact(stage: Stage, language: Language) -> None:
    """Typed words and somebody else's contact do not count; strangers are not even asked."""
    olga, anna = await stage.owner("Olga", language), await stage.newcomer("Anna", language)
    await is_refused(stage, anna, "dy:contact", "dy:on")
    await says(stage, olga, "/oncall")
    await taps(stage, olga, "With my own contact…")
    await says(stage, olga, OLGAS)
    await olga.sees(words(olga, "Please use the button below: only that shows that the number is yours."))
    await olga.shares_contact(of=anna)
    await stage.settled()
    assert words(olga, NOBODY) in await hears(stage, olga, "/oncall")
    await taps(stage, olga, "With my own contact…")
    await olga.presses(words(olga, "Share my number"))
    await stage.settled()
    own = number(stage, olga, f"+{(olga.account.phone_number or '').lstrip('+')}")
    assert own in olga.chat.from_bot[-1].text
    assert own in await hears(stage, olga, "/oncall")
    assert number(stage, olga, OLGAS) in await hears(stage, olga, f"/oncall {OLGAS}")


UNKNOWN = "I don’t know this command. /help says what I can do."
NOBODY = "Nobody is on duty: if the bot fails, people get no number of ours to call."
QUESTION = "If the bot ever fails in the middle of a job: may the customer get your number to call you?"
