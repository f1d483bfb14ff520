"""A company pays: its manager invites, limits, says yes or no, and finds the month as a file."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from bot.domain.languages import Language
from bot.domain.money import Money
from bot.domain.orders import Order, OrderStatus
from bot.ui.typed_money import typed_money
from db.tables import audit, people
from playground.person import Person
from tests.stories.journeys import (
    LEAK_PRICE,
    answers_crew_and_contact,
    find,
    opens_the_leak,
    order_of,
    says,
    taps,
    texts_for,
)
from tests.stories.journeys import technicians as approved
from tests.stories.stage import KRAKOW, Stage, words
from tests.stories.test_invitations import USED, opens, payload_in
from tests.stories.test_own_data import record_of, traces

ACME, SITE = "Kowal & Synowie", "=Warehouse"
REMOVED = (
    "You are no member of %(company)s any more. What is under way goes on; what still waits is yours to pay for or to "
    "cancel: /menu"
)
NO_ACCOUNT = "You are in none"


async def refused(person: Person, *presses: str) -> set[str]:
    """What each of these presses is answered with; they are all refused."""
    answers = [await person.press_raw(data) for data in presses]
    assert all(answer is not None and answer.show_alert for answer in answers), presses
    return {answer.text for answer in answers if answer is not None}


async def opened_by(stage: Stage, olga: Person, language: Language) -> tuple[Person, str]:
    """Maya comes in by the operator's link, and adds a site; the link is of no use to anybody else."""
    await says(stage, olga, f"/company {ACME}")
    payload = payload_in(olga)
    maya, zoe = await stage.newcomer("Maya", language), await stage.newcomer("Zoe", language)
    await says(stage, maya, "/company")
    await maya.sees(words(maya, "Company accounts"))
    await opens(stage, maya, payload)
    await maya.sees(words(maya, "nothing ordered yet"))
    assert await opens(stage, zoe, payload) == [words(zoe, USED)]
    await taps(stage, maya, "Add a site")
    await maya.shares_location(*KRAKOW)
    await stage.settled()
    await says(stage, maya, SITE)
    assert f"🏢 {SITE}" in maya.buttons()
    return maya, payload


async def let_in(stage: Stage, maya: Person, name: str, language: Language, limit: str) -> Person:
    """Somebody new opens Maya's link, agrees to the rules, and has a limit a minute later."""
    await says(stage, maya, "/company")
    await taps(stage, maya, "Invite a member")
    ben = stage.playground.person(name, language)
    await says(stage, ben, "/start")
    asked_first = ben.last
    assert asked_first is not None
    await opens(stage, ben, payload_in(maya))
    await ben.press_raw("co:menu", asked_first.message_id)
    await stage.settled()
    await ben.sees(ACME)
    await taps(stage, maya, "Set the limit…")
    await says(stage, maya, "a lot")
    await maya.sees(words(maya, "Please type an amount, only the number, or tap a button."))
    await says(stage, maya, limit)
    amount = typed_money(limit, "PLN")
    assert amount is not None
    heard = "You may order for %(company)s up to %(limit)s a month; above it they are asked first."
    texts = texts_for(stage, ben)
    await ben.sees(words(ben, heard, company=texts.name(ACME), limit=texts.money(amount)))
    told = words(maya, "Up to %(limit)s a month; above it you are asked.", limit=texts_for(stage, maya).money(amount))
    await maya.sees(told)
    return ben


async def looks(stage: Stage, maya: Person, spent: Money) -> None:
    """The account's card, wherever it is, says what Ben has spent; his name turns no line around."""
    texts, of = texts_for(stage, maya), Money(200_00, "PLN")
    amounts = words(maya, "%(spent)s of %(limit)s", spent=texts.money(spent), limit=texts.money(of))
    assert f"👤 {texts.name('Ben')} · {amounts}" in maya.buttons()


async def orders_for(stage: Stage, ben: Person, *, waits: bool = False) -> Order:
    """A leak at the company's site. `waits`: the summary says beforehand who is asked first."""
    await opens_the_leak(stage, ben)
    await taps(stage, ben, "Nothing to add")
    await ben.taps(words(ben, "For %(company)s", company=ACME))
    await stage.settled()
    await ben.presses(f"🏢 {SITE}")
    await stage.settled()
    await taps(stage, ben, "As soon as possible")
    await answers_crew_and_contact(stage, ben)
    asked = words(ben, "Above your limit: %(name)s is asked first.", name=texts_for(stage, ben).name("Maya"))
    assert (asked in ben.transcript()) is waits
    await taps(stage, ben, "Order for %(price)s", price=LEAK_PRICE)
    return await order_of(stage, ben)


async def file_of(stage: Stage, person: Person, ending: str) -> bytes:
    """The latest file of that kind in the chat."""
    sent = [m.content["document"] for m in person.chat.from_bot if "document" in m.content]
    latest = next(document for document in reversed(sent) if document["file_name"].endswith(ending))
    content: bytes = stage.playground.world.state.files[latest["file_id"]].content
    return content


@pytest.mark.parametrize("language", [Language.EN, Language.FA])
@pytest.mark.plain_waves
async def test_a_company_pays_within_limits(stage: Stage, language: Language) -> None:
    olga = await stage.owner("Olga", language)
    (ali,) = await approved(stage, "Ali", language=language)
    await says(stage, olga, "/companies")
    await olga.sees(words(olga, "None yet. /company and a name opens an account."))
    maya, payload = await opened_by(stage, olga, language)
    ben = await let_in(stage, maya, "Ben", language, "200")
    await says(stage, maya, "/company")
    await looks(stage, maya, Money(0, "PLN"))
    first = await orders_for(stage, ben)
    assert first.status is OrderStatus.SEARCHING
    await looks(stage, maya, LEAK_PRICE)
    second = await above_the_limit(stage, maya, ben)
    await looks(stage, maya, Money(2 * LEAK_PRICE.amount, "PLN"))
    third = await refused_and_paid_by_himself(stage, maya, ben)
    await operators_look_it_up(stage, olga, ben, (first, second, third))
    assert {(await find(stage, order.id)).status for order in (first, second, third)} == {OrderStatus.SEARCHING}
    await strangers_and_old_buttons(stage, maya, ben, second)
    await the_month_as_a_file(stage, maya, first, second)
    await removed_while_an_order_runs(stage, maya, ben)
    assert await opens(stage, ali, payload) == [words(ali, USED)]


async def above_the_limit(stage: Stage, maya: Person, ben: Person) -> Order:
    """The summary says so beforehand, the card says who is asked, and a yes lets the search begin."""
    order = await orders_for(stage, ben, waits=True)
    assert order.status is OrderStatus.APPROVING
    texts = texts_for(stage, ben)
    await ben.sees(words(ben, "Waiting for approval by %(name)s", name=texts.name("Maya")))
    await maya.sees(words(maya, "%(name)s asks for your yes", name=texts.name("Ben")))
    await taps(stage, maya, "Approve")
    await maya.sees(words(maya, "Approved by %(name)s", name=texts.name("Maya")))
    await ben.sees(words(ben, "Looking for a technician"))
    return order


async def refused_and_paid_by_himself(stage: Stage, maya: Person, ben: Person) -> Order:
    """A no is told kindly, with what can be done now."""
    order = await orders_for(stage, ben, waits=True)
    await taps(stage, maya, "Refuse")
    texts = texts_for(stage, ben)
    await ben.sees(words(ben, "%(company)s does not pay for this one", company=texts.name(ACME)))
    await taps(stage, ben, "I pay for it myself")
    await maya.sees(words(maya, "%(name)s pays for it", name=texts.name("Ben")))
    return order


async def operators_look_it_up(stage: Stage, olga: Person, ben: Person, placed: tuple[Order, Order, Order]) -> None:
    """The list, the company's card by a tap, an order's by the next; nothing of it for anybody else."""
    await the_list_of_companies(stage, olga)
    await from_the_company_to_its_orders(stage, olga, placed)
    assert await refused(ben, "dq:show:1", "dq:link:1") == {words(ben, "That is for operators.")}
    assert await refused(olga, "dq:show:99") == {words(olga, "There is no such company. /companies shows them all.")}
    await says(stage, ben, "/companies")
    assert words(ben, "I don’t know this command. /help says what I can do.") in ben.chat.from_bot[-1].text


async def the_list_of_companies(stage: Stage, olga: Person) -> None:
    """With what the month holds so far; also by a part of the name."""
    texts = texts_for(stage, olga)
    await says(stage, olga, "/companies")
    listed = (await olga.sees(words(olga, "Company accounts"))).text
    total = texts.money(LEAK_PRICE.times(2))
    assert texts.name(ACME) in listed
    assert total in listed
    assert texts.label_many("%(num)s site", "%(num)s sites", 1) in listed
    assert texts.label_many("%(num)s member", "%(num)s members", 2) in listed
    await says(stage, olga, "/companies nowhere")
    await olga.sees(words(olga, "None."))
    await says(stage, olga, "/companies KOWAL")


async def from_the_company_to_its_orders(stage: Stage, olga: Person, placed: tuple[Order, Order, Order]) -> None:
    """The third is not the company's any more: Ben pays for it himself."""
    texts, total = texts_for(stage, olga), texts_for(stage, olga).money(LEAK_PRICE.times(2))
    await olga.taps(ACME)
    await stage.settled()
    shown = (await olga.sees(words(olga, "Under way"))).text
    assert all(part in shown for part in ("Maya", "Ben", SITE, total, words(olga, "runs the account")))
    assert "Rynek" not in shown, "doors stay with the orders"
    numbers = [texts.digits(str(order.id)) for order in placed]
    assert [number in olga.buttons() for number in numbers] == [True, True, False]
    site, approved = texts.name(SITE), words(olga, "Approved by %(name)s", name=texts.name("Maya"))
    for number, stands in zip(numbers, (words(olga, "within the limit"), approved), strict=False):
        await olga.taps(number)
        await stage.settled()
        card = olga.chat.from_bot[-1].text
        assert f"🏢 {texts.name(ACME)} · {site} · {stands}" in card
    await says(stage, olga, f"/order {placed[-1].id}")
    assert ACME not in olga.chat.from_bot[-1].text


async def strangers_and_old_buttons(stage: Stage, maya: Person, ben: Person, order: Order) -> None:
    """Nobody but a manager says yes; what was answered says where it stands."""
    not_yours = words(ben, "That is for those who run the company’s account.")
    assert await refused(ben, f"cv:{order.id}:1", "cy:invite:1", "cy:member:1", "cm:1:202603", "cy:months:1") == {
        not_yours
    }
    assert await refused(ben, "cy:remove:1", "cy:limit:2", "cy:close:1", "cy:place:1", "cy:waiting:1") == {not_yours}
    gone = await refused(maya, f"cv:{order.id}:1", f"cv:{order.id}:0")
    assert gone == {words(maya, "We are still looking for a technician.")}


async def the_month_as_a_file(stage: Stage, maya: Person, first: Order, second: Order) -> None:
    """By itself on the first, and again whenever it is asked for: a row an order, a sum, no formulas."""
    await says(stage, maya, "/company")
    await taps(stage, maya, "Statements")
    assert not any("document" in message.content for message in maya.chat.from_bot)
    await stage.sleeps(days=28)
    rows = list(csv.reader(StringIO((await file_of(stage, maya, ".csv")).decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:-1]] == [str(first.id), str(second.id)]
    assert {row[2] for row in rows[1:-1]} == {f"'{SITE}"}
    assert [row[5] for row in rows[1:-1]] == [words(maya, "within the limit"), "Maya"]
    assert float(rows[-1][-1]) == sum(float(row[-1]) for row in rows[1:-1]) == 2 * LEAK_PRICE.amount / 100
    book = load_workbook(BytesIO(await file_of(stage, maya, ".xlsx"))).active
    assert book is not None
    assert [str(row[0]) for row in book.iter_rows(values_only=True)] == [row[0] for row in rows]
    assert book.column_dimensions["E"].width > max(len(row[4]) for row in rows), "nothing is cut off"
    before = len(maya.chat.from_bot)
    assert (await maya.press_raw("cm:1:202603")) is not None
    await stage.settled()
    assert sum("document" in message.content for message in maya.chat.from_bot[before:]) == 2
    assert await refused(maya, "cm:1:202613", "cm:1:203001") == {
        words(maya, "There is nothing to tell about that month.")
    }


async def removed_while_an_order_runs(stage: Stage, maya: Person, ben: Person) -> None:
    """The order goes on, and the next one is Ben's own."""
    order = await orders_for(stage, ben)
    assert order.status is OrderStatus.SEARCHING, "a new month"
    await says(stage, maya, "/company")
    known = f"👤 {texts_for(stage, maya).name('Ben')}"
    await maya.taps(next(label for label in maya.buttons() if label.startswith(known)))
    await stage.settled()
    await taps(stage, maya, "Remove")
    await ben.sees(words(ben, REMOVED, company=texts_for(stage, ben).name(ACME)))
    assert (await find(stage, order.id)).status is OrderStatus.SEARCHING
    await says(stage, ben, "/menu")
    await opens_the_leak(stage, ben)
    await taps(stage, ben, "Nothing to add")
    assert words(ben, "For myself") not in ben.buttons()


@pytest.mark.plain_waves
async def test_what_is_kept_goes_with_whoever_goes(stage: Stage) -> None:
    """The record tells it, the address lies sealed, and the accounts go on without the names."""
    olga = await stage.owner()
    maya, _ = await opened_by(stage, olga, Language.PL)
    ben = await let_in(stage, maya, "Benedykt", Language.PL, "500")
    await orders_for(stage, ben)
    record = await record_of(stage, ben)
    (member,) = record[words(ben, "Companies whose member you are or were")]
    assert "500" in member["monthly_limit"]
    assert str(maya.id) not in json.dumps(record[words(ben, "Orders that a company pays for")])
    await taps(stage, ben, "Cancel the order")
    await taps(stage, ben, "Ordered by mistake")
    await says(stage, ben, "/forget")
    await taps(stage, ben, "Erase everything about me")
    assert await traces(stage, str(ben.id), "Benedykt") == {}
    await says(stage, maya, "/company")
    assert not any("Benedykt" in label for label in maya.buttons())
    await says(stage, maya, "/forget")
    await taps(stage, maya, "Erase everything about me")
    await olga.sees("has nobody any more who runs its account")
    assert (
        await stage.app.database.read(lambda c: c.execute(select(people.c.id).where(people.c.name == "Maya")).all())
        == []
    )
    acts = await stage.app.database.read(lambda c: list(c.execute(select(audit.c.act)).scalars()))
    assert acts.count("company") == 1
    await says(stage, olga, "/company kowal & synowie", "/company")
    await olga.sees("has an account. This link makes whoever opens it one of its managers")
    await olga.sees(NO_ACCOUNT)
