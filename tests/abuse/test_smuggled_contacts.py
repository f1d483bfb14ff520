"""Before somebody accepts, no payload holds a phone number, a user name, a link or an exact address of the other side.

Every call that the bot makes to Telegram is looked through, whole, keyboards and notices included.
"""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.ids import OrderId, PersonId
from bot.domain.orders import Address
from bot.turn import Transaction
from bot.usecases.address_notes import keep_note
from bot.usecases.ordering import place_order
from db import places
from db.tables import technicians
from tests.abuse.crowd import BORIS_PHONE, STREET, Crowd
from tests.abuse.typed_fields import REGISTRATION
from tests.job_scene import DOOR
from tests.ordering_scene import a_draft

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOTED = ("4417#", "a big dog")
NOTE = f"Gate {', '.join(NOTED)}, call {BORIS_PHONE}"
SMUGGLED = {
    "plain": ("Leak, call 600 111 222", "600 111 222"),
    "with country": ("Leak +48 600-111-222 now", "600-111-222"),
    "dotted": ("Leak 600.111.222", "600.111.222"),
    "spaced out": ("Leak 6 0 0 1 1 1 2 2 2", "6 0 0 1 1 1 2 2 2"),
    "Persian digits": ("Leak ۶۰۰۱۱۱۲۲۲", "۶۰۰۱۱۱۲۲۲"),
    "Arabic digits": ("Leak ٦٠٠١١١٢٢٢", "٦٠٠١١١٢٢٢"),
    "full width": ("Leak ６００１１１２２２", "６００１１１２２２"),
    "keycaps": ("Leak 6️⃣0️⃣0️⃣1️⃣1️⃣1️⃣2️⃣2️⃣2️⃣", "6️⃣0️⃣0️⃣1️⃣1️⃣1️⃣"),
    "circled": ("Leak ⑥⓪⓪①①①②②②", "⑥⓪⓪①①①②②②"),
    "in words": ("Leak six zero zero one one one two two two", "zero zero one one"),
    "in brackets": ("Leak (600) 111 (222)", "111 (222"),
    "with slashes": ("Leak 600/111/222", "600/111/222"),
    "invisible between": ("Leak 600\u200b111\u200b222", "111222"),
    "user name": ("Leak, write @boris_private", "boris_private"),
    "full-width at": ("Leak, write ＠boris_private", "boris_private"),
    "link": ("Leak https://example.com/boris", "example.com"),
    "bare link": ("Leak example.com/boris", "example.com"),
    "t.me": ("Leak t.me/boris_private", "boris_private"),
    "tg link": ("Leak tg://resolve?domain=boris_private", "boris_private"),
    "mail": ("Leak boris@example.com", "boris@example"),
    "mail in words": ("Leak boris (at) example.com", "example.com"),
    "wa.me": ("Leak wa.me/48600111222", "600111222"),
    "markup": ("Leak <a href='tel:+48600111222'>x</a>", "600111222"),
}


@pytest.mark.parametrize(("words", "secret"), SMUGGLED.values(), ids=SMUGGLED)
async def test_what_the_customer_wrote(crowd: Crowd, words: str, secret: str) -> None:
    """Both technicians are asked; Boris himself may read what he wrote."""
    await _clear(crowd)
    placed = await crowd.decides(lambda tx: _placed(tx, PersonId(crowd.boris.id), words))
    payloads = await _payloads(crowd, crowd.ali.id, crowd.eva.id, crowd.zoe.id)
    assert payloads
    assert any("Leak" in payload for payload in payloads)
    told = "\n".join(payloads)
    assert secret not in told
    for hidden in (
        STREET,
        *NOTED,
        BORIS_PHONE,
        BORIS_PHONE[3:],
        "boris_private",
        str(crowd.boris.id),
        "Boris",
    ):
        assert hidden not in told
    await crowd.says(crowd.olga, f"/cancel {placed} done")


@pytest.mark.parametrize(("words", "secret"), SMUGGLED.values(), ids=SMUGGLED)
async def test_what_the_technician_calls_experience(crowd: Crowd, words: str, secret: str) -> None:
    """The customer reads it when somebody comes; it is no way around the market either."""
    change = technicians.update().where(technicians.c.person_id == crowd.ali.id).values(experience=words)
    await crowd.decides(lambda tx: tx.execute(change))
    await _clear(crowd)
    await crowd.presses(crowd.anna, crowd.press("pf:{job}"))
    told = "\n".join(await _payloads(crowd, crowd.anna.id))
    assert "Leak" in told
    for hidden in (secret, "+48601234567", "ali_plumber", str(crowd.ali.id)):
        assert hidden not in told


@pytest.mark.parametrize(
    "name",
    ["Jan 600 111 222", "Jan @boris_private", "Jan t.me/x", "Jan example.com", "Jan ＠boris_private", "six00111222"],
)
async def test_what_an_applicant_is_called(crowd: Crowd, name: str) -> None:
    await crowd.free(crowd.zoe)
    await crowd.at(crowd.zoe, "registration", REGISTRATION, "name")
    await crowd.says(crowd.zoe, name)
    assert await crowd.problem(crowd.zoe) == "name_with_contacts"


async def test_the_whole_morning_told_nothing_to_those_who_did_not_accept(crowd: Crowd) -> None:
    """All that Eva, Ivan and Zoe were ever sent, at a market in which the others order, talk and work."""
    for reader in (crowd.eva, crowd.ivan, crowd.zoe):
        shown = json.dumps([[m.content, m.inline_keyboard] for m in reader.chat.from_bot], ensure_ascii=False)
        for hidden in (STREET, "Rynek Główny 1/2", "600 111 222", "600111222", "anna_at_home", "boris_private"):
            assert hidden not in shown, reader.first_name
        others = [p for p in crowd.people.values() if p is not reader]
        assert not [p for p in others if str(p.id) in shown], reader.first_name


def _placed(tx: Transaction, boris: PersonId, words: str) -> OrderId:
    """His order, and what he noted for the door."""
    order = place_order(tx, boris, _draft(words))
    place = places.saved(tx.connection, boris, STREET)
    assert place is not None
    keep_note(tx, place.id, boris, NOTE)
    return order


def _draft(words: str) -> Any:
    draft = a_draft(description=words, phone=BORIS_PHONE)
    return replace(draft, address=Address(DOOR, STREET, "Stare Miasto"))


async def _clear(crowd: Crowd) -> None:
    await crowd.stage.settled()
    crowd.stage.playground.calls.clear()


async def _payloads(crowd: Crowd, *readers: int) -> list[str]:
    """All that went to these chats since."""
    await crowd.stage.settled()
    calls = [call for call in crowd.stage.playground.calls if int(call.arguments.get("chat_id", 0)) in readers]
    written = [{key: value for key, value in call.arguments.items() if key != "chat_id"} for call in calls]
    return [json.dumps(arguments, ensure_ascii=False, default=str) for arguments in written]
