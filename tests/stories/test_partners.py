"""A partner company from its first link to a job done: invited, approved, sent, late, handed back; and who may not."""

import pytest

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.offers import JobStatus
from bot.domain.orders import Order
from db.tables import technicians as rows
from playground.person import Person
from tests.stories.journeys import (
    LEAK_PRICE,
    code_of,
    crew_of,
    orders_a_leak,
    says,
    taps,
    technicians,
    texts_for,
    works,
)
from tests.stories.stage import Stage, words
from tests.stories.test_invitations import applies_invited, opens, payload_in

REFUSED = "That is for dispatchers of partner companies."


async def alert(person: Person, press: str) -> str:
    """What a press is refused with."""
    answer = await person.press_raw(press)
    assert answer is not None, press
    assert answer.show_alert, press
    return answer.text


async def a_partner(stage: Stage, olga: Person, dana: Person, name: str) -> None:
    """The operator makes it and sends a link; the dispatcher opens it."""
    await says(stage, olga, f"/partner {name}")
    await taps(stage, olga, "A link for its dispatcher")
    await opens(stage, dana, payload_in(olga))
    await dana.sees(words(dana, "You send the technicians of %(name)s now.", name=texts_for(stage, dana).name(name)))


async def one_of_theirs(stage: Stage, olga: Person, dana: Person, name: str, language: Language) -> Person:
    """Invited by the dispatcher, applied, approved: belongs to the partner."""
    await taps(stage, dana, "Invite a technician")
    tom = stage.playground.person(name, language)
    await opens(stage, tom, payload_in(dana))
    await taps(stage, tom, "I agree")
    await applies_invited(stage, tom, skill="plumbing")
    await olga.sees(f"Invited by {dana.first_name}")
    await olga.sees("Employment: from Blue Pipe")
    await taps(stage, olga, "Approve")
    await dana.sees(words(dana, "%(name)s is approved and belongs to your people now.", name=tom.first_name))
    return tom


async def sends(stage: Stage, dana: Person, order: Order, name: str) -> None:
    """From the people to the open orders, to this one, to whom to send."""
    await says(stage, dana, "/team")
    await taps(stage, dana, "Open orders")
    await dana.taps(texts_for(stage, dana).digits(str(order.id)))
    await stage.settled()
    await dana.taps(name)
    await stage.settled()


@pytest.mark.parametrize("language", [Language.RU, Language.FA])
async def test_from_the_link_to_the_job_done(stage: Stage, language: Language) -> None:
    olga, anna = await stage.owner(), await stage.newcomer("Anna", language)
    dana, zoe = await stage.newcomer("Dana", language), await stage.newcomer("Zoe", language)
    await a_partner(stage, olga, dana, "Blue Pipe")
    tom = await one_of_theirs(stage, olga, dana, "Tom", language)
    order = await orders_a_leak(stage, anna)
    await sends(stage, dana, order, "Tom")
    assert await crew_of(stage, order.id) == {tom.id: JobStatus.ASSIGNED}
    shown = dana.transcript()
    assert texts_for(stage, dana).money(LEAK_PRICE) in shown
    assert order.address.words not in shown
    assert "Anna" not in shown
    await tom.sees(order.address.words)
    too_late = await alert(dana, f"sd:{order.id}:{tom.id}")
    assert too_late == words(dana, "Somebody has taken the order already.")
    for press in ("tm:team:0", "tm:orders:0", f"tm:order:{order.id}", "tm:invite:0", f"sd:{order.id}:{tom.id}"):
        assert await alert(zoe, press) == words(zoe, REFUSED)
    await works(stage, tom, await code_of(stage, order.id))
    assert await crew_of(stage, order.id) == {tom.id: JobStatus.DONE}
    await says(stage, olga, "/technicians blue pipe")
    await olga.sees("from Blue Pipe")


@pytest.mark.parametrize("language", [Language.EN, Language.PL])
async def test_late_handed_back_and_the_role_that_goes(stage: Stage, language: Language) -> None:
    olga, anna = await stage.owner(), await stage.newcomer("Anna", language)
    dana, remo = await stage.newcomer("Dana", language), await stage.newcomer("Remo", language)
    await a_partner(stage, olga, dana, "Blue Pipe")
    tom = await one_of_theirs(stage, olga, dana, "Tom", language)
    await a_partner(stage, olga, remo, "Red Wire")
    order = await orders_a_leak(stage, anna)
    foreign = await alert(remo, f"sd:{order.id}:{tom.id}")
    assert foreign == words(remo, "That technician is not one of your people (any more).")
    assert await alert(remo, f"tm:order:{order.id}") == words(remo, "That order is not for your people.")
    await sends(stage, dana, order, "Tom")
    await taps(stage, tom, "On my way")
    await stage.passes(minutes=40)
    await dana.sees(words(dana, "%(name)s is late, order %(number)s", name="Tom", number=order.id))
    await taps(stage, tom, "Hand back")
    await tom.taps(words(tom, "My vehicle broke down"))
    await stage.settled()
    await dana.sees(words(dana, "%(name)s hands order %(number)s back", name="Tom", number=order.id))
    await others_end_it(stage, olga, dana, tom, anna, order)
    await says(stage, olga, "/partner 1")
    await taps(stage, olga, "Dismiss %(name)s", name="Dana")
    assert await alert(dana, f"sd:{order.id}:{tom.id}") == words(dana, REFUSED)
    assert await alert(dana, "tm:page:0") == words(dana, REFUSED)
    await says(stage, dana, "/team")
    await dana.sees(words(dana, REFUSED))


async def others_end_it(stage: Stage, olga: Person, dana: Person, tom: Person, anna: Person, handed: Order) -> None:
    """Somebody else goes there now; an operator calls one off; the market takes one from whoever is suspended."""
    (ali,) = await technicians(stage, "Ali", language=dana.language_code or "en")
    await stage.passes(minutes=1)
    await taps(stage, ali, "Accept")
    await dana.sees(words(dana, "Order %(number)s is taken: %(names)s goes there now", number=handed.id, names="Ali"))
    await dana.sees(words(dana, "It was %(name)s’s before.", name="Tom"))
    second = await orders_a_leak(stage, anna)
    await sends(stage, dana, second, "Tom")
    await says(stage, olga, f"/cancel {second.id} the main has burst")
    heard = (await dana.sees(words(dana, "Called off: %(name)s, order %(number)s", name="Tom", number=second.id))).text
    assert words(dana, "An operator has ended the order: %(words)s", words="the main has burst") in heard
    third = await orders_a_leak(stage, anna)
    await sends(stage, dana, third, "Tom")
    await says(stage, olga, f"/suspend {tom.id} no insurance")
    taken = words(dana, "%(name)s no longer has order %(number)s", name="Tom", number=third.id)
    heard = (await dana.sees(taken)).text
    assert words(dana, "It is open again: you may send somebody else.") in heard
    assert not [part for part in ("Anna", "no insurance", third.address.words) if part in heard]
    assert not [message.text for message in tom.chat.from_bot if taken in message.text], "that is for the dispatcher"


async def test_whom_a_technician_belongs_to_is_a_tap(stage: Stage) -> None:
    olga = await stage.owner()
    await says(stage, olga, "/partner")
    await olga.sees("None yet. /partner and a name makes one.")
    await says(stage, olga, "/partner Blue Pipe", "/partner Blue Pipe", "/invite 1", "/invite staff")
    await olga.sees("Employment: own staff")
    tom = await stage.newcomer("Tom")
    await opens(stage, tom, payload_in(olga))
    await applies_invited(stage, tom, skill="plumbing")
    await taps(stage, olga, "Approve")
    await says(stage, olga, f"/technician {tom.id}")
    await taps(stage, olga, "Employment", "Blue Pipe")
    await olga.sees("Now: from Blue Pipe")
    await says(stage, olga, "/technicians partner", f"/employment {tom.id} freelance", "/technicians staff")
    await olga.sees("None.")
    kept = await stage.app.database.read(lambda c: c.execute(rows.select().where(rows.c.person_id == tom.id)).one())
    assert (kept.employment, kept.partner_id) == ("freelance", None)
    for wrong in ("/employment", f"/employment {tom.id}", f"/employment {PersonId(tom.id)} gardener"):
        await says(stage, olga, wrong)
        assert "Please type the technician’s id and freelance" in olga.chat.from_bot[-1].text
    await says(stage, olga, f"/employment {tom.id} 7", "/partner 7", "/invite 7")
    assert [message.text for message in olga.chat.from_bot[-3:]] == [
        "There is no such partner. /partner shows them all."
    ] * 3
