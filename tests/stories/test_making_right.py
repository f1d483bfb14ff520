"""An operator makes it right at once: an apology, credit, a discount, a free revisit; within limits, and back again."""

import pytest

from bot.domain.cases import CaseKind, Matter
from bot.domain.ids import OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.money import Money
from bot.turn import Transaction
from bot.usecases.cases import open_case
from db import credit
from playground.person import Person
from tests.stories.journeys import code_of, order_of, orders_a_leak, says, taps, technicians, texts_for, works
from tests.stories.stage import Stage, words
from tests.stories.test_cases import a_group, in_topic
from tests.stories.test_service_book import refused

LANGUAGES = pytest.mark.parametrize("language", [Language.FA, Language.PL])
NO_VISIT = (
    "The free visit for order %(number)s was offered by mistake and does not hold. We are sorry for the confusion."
)
USED = "It is used by now and cannot be taken back."


def zloty(amount: int) -> Money:
    return Money(amount * 100, "PLN")


async def staff(stage: Stage, language: str) -> tuple[Person, Person]:
    """An owner and an operator."""
    olga, oskar = await stage.owner("Olga", language), await stage.newcomer("Oskar", language)
    await says(stage, olga, f"/appoint {oskar.id} operator")
    return olga, oskar


async def complains(stage: Stage, anna: Person, order: int = 0) -> None:
    """A case of hers, on everybody's desk."""

    def decide(tx: Transaction) -> None:
        matter = Matter(OrderId(order)) if order else Matter()
        open_case(tx, CaseKind.COMPLAINT, PersonId(anna.id), matter)

    await stage.app.turns.run(decide)
    await stage.settled()


async def gives(stage: Stage, operator: Person, amount: str, way: str = "Credit…", **fields: object) -> None:
    """From the card of the case or order in sight."""
    await taps(stage, operator, "Make it right…")
    await taps(stage, operator, way, **fields)
    await says(stage, operator, amount)


def sees_as(stage: Stage, person: Person, msgid: str, **amounts: int) -> str:
    """A sentence with amounts in the person's own digits."""
    return words(person, msgid, **{name: zloty(amount) for name, amount in amounts.items()})


@LANGUAGES
async def test_credit_from_a_case_pays_for_the_next_order_and_comes_back(stage: Stage, language: str) -> None:
    olga, oskar = await staff(stage, language)
    anna = await stage.newcomer("Anna", language)
    (ali,) = await technicians(stage, "Ali", language=language)
    await complains(stage, anna)
    await over_the_limit_only_an_admin_gives(stage, olga, oskar)
    await gives(stage, oskar, texts_for(stage, oskar).digits("50"))
    await anna.sees(sees_as(stage, anna, "Your next order costs %(balance)s less, by itself.", balance=50))
    await oskar.sees(words(oskar, "Not used yet."))
    await says(stage, anna, "/menu")
    await anna.sees(
        sees_as(stage, anna, "You have %(amount)s credit: your next order costs so much less, by itself.", amount=50)
    )
    order = await orders_a_leak(stage, anna, credit=50_00)
    paid = sees_as(stage, anna, "We pay %(credit)s of it, you pay %(rest)s", credit=50, rest=130)
    await anna.sees(paid)
    await taps(stage, ali, "Accept")
    await ali.sees(words(ali, "Price: %(price)s", price=zloty(180)))
    await ali.sees(sees_as(stage, ali, "The market pays %(credit)s of it, the customer %(rest)s.", credit=50, rest=130))
    assert await refused(oskar, "ab:2") == {words(oskar, USED)}
    await taps(stage, anna, "Cancel the order", "It takes too long")
    back = "Order %(number)s does not need all of your credit any more: %(amount)s is yours again, for your next order."
    await anna.sees(words(anna, back, number=order.id, amount=zloty(50)))
    await only_the_giver_takes_it_back_once(stage, olga, oskar, anna, ali)
    await orders_a_leak(stage, anna)
    assert not stage.playground.calls.refused()


async def over_the_limit_only_an_admin_gives(stage: Stage, olga: Person, oskar: Person) -> None:
    """The operator reads who may; an amount that is none is asked for again."""
    await gives(stage, oskar, "500")
    limits = "An operator may give %(limit)s for one case or order, of which %(left)s is left. An admin may give more."
    await oskar.sees(sees_as(stage, oskar, limits, limit=100, left=100))
    await says(stage, oskar, "a lot")
    await oskar.sees(words(oskar, "Please type an amount, only the number."))
    await taps(stage, oskar, "Cancel")
    await gives(stage, olga, "500")
    await olga.sees(sees_as(stage, olga, "Credit of %(amount)s", amount=500))
    await taps(stage, olga, "Take it back")


async def only_the_giver_takes_it_back_once(
    stage: Stage, olga: Person, oskar: Person, anna: Person, ali: Person
) -> None:
    """Not a colleague, not the customer, not a technician; and a second tap says so."""
    assert await refused(olga, "ab:2") == {words(olga, "Only the operator who gave it can take it back.")}
    for person in (anna, ali):
        for press in ("ab:2", "am:credit:0:1", "am:apology:0:1", "dk:amends:1", "do:amends:1"):
            assert await refused(person, press) == {words(person, "That is for operators.")}
    await taps(stage, oskar, "Take it back")
    gone = "The credit of %(amount)s was given by mistake and is taken back. We are sorry for the confusion."
    await anna.sees(sees_as(stage, anna, gone, amount=50))
    assert await refused(oskar, "ab:2") == {words(oskar, "It has been taken back already.")}


@LANGUAGES
async def test_discount_apology_and_revisit_from_an_order(stage: Stage, language: str) -> None:
    _, oskar = await staff(stage, language)
    anna = await stage.newcomer("Anna", language)
    (ali,) = await technicians(stage, "Ali", language=language)
    order = await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept")
    await says(stage, oskar, f"/order {order.id}")
    number = {"number": order.id}
    await gives(stage, oskar, "10%", "Discount on order %(number)s…", **number)
    await anna.sees(sees_as(stage, anna, "We pay %(credit)s of it, you pay %(rest)s", credit=18, rest=162))
    await oskar.sees(
        sees_as(stage, oskar, "Credit and discounts: %(credit)s · left to pay: %(rest)s", credit=18, rest=162)
    )
    await taps(stage, oskar, "Take it back")
    await ali.does_not_see(
        sees_as(stage, ali, "The market pays %(credit)s of it, the customer %(rest)s.", credit=18, rest=162)
    )
    await works(stage, ali, await code_of(stage, order.id))
    await says(stage, oskar, f"/order {order.id}")
    await gives(stage, oskar, "200", "Discount on order %(number)s…", **number)
    await oskar.sees(
        sees_as(stage, oskar, "The customer pays %(most)s for this order: a discount cannot be more.", most=180)
    )
    await says(stage, oskar, "50%")
    await anna.sees(sees_as(stage, anna, "Your next order costs %(balance)s less, by itself.", balance=90))
    await sorry_once(stage, oskar, anna)
    await comes_again_free_of_charge(stage, oskar, anna, ali)
    assert await stage.app.database.read(lambda connection: credit.balance(connection, anna.id)) == 90_00
    assert (await order_of(stage, anna)).price == zloty(0)


async def sorry_once(stage: Stage, oskar: Person, anna: Person) -> None:
    await says(stage, oskar, "/order 1")
    await taps(stage, oskar, "Make it right…")
    await taps(stage, oskar, "Apologise to %(name)s", name="Anna")
    await anna.sees(words(anna, "We are sorry"))
    assert await refused(oskar, "am:apology:1:0") == {words(oskar, "We have apologised for this already.")}


async def comes_again_free_of_charge(stage: Stage, oskar: Person, anna: Person, ali: Person) -> None:
    """Offered, taken back, offered again: and then the customer sends for him."""
    for again in (False, True):
        await says(stage, oskar, "/order 1")
        await taps(stage, oskar, "Make it right…", "Free revisit")
        twice = await refused(oskar, "am:revisit:1:0")
        assert twice == {words(oskar, "The customer has been offered a free revisit for this already.")}
        if not again:
            await taps(stage, oskar, "Take it back")
            await anna.sees(words(anna, NO_VISIT, number=1))
    await taps(stage, anna, "Send somebody now")
    await ali.sees(words(ali, "Under warranty: it came back after order %(number)s. Nothing is paid for it.", number=1))
    await oskar.sees(words(oskar, "Order %(number)s came of it.", number=2))


@pytest.mark.parametrize("language", [Language.RU, Language.FA])
async def test_in_the_operators_group_everything_is_in_the_cases_topic(stage: Stage, language: str) -> None:
    """The group has the market's language. Only the amount is asked for in private; a colleague sees what was given."""
    olga, oskar = await staff(stage, Language.EN)
    anna = await stage.newcomer("Anna", language)
    group = await a_group(stage, olga, oskar)
    await complains(stage, anna)
    there = oskar.within(group)
    await taps(stage, there, "Make it right…", "Apologise to %(name)s", name="Anna")
    await anna.sees(words(anna, "We are sorry"))
    await taps(stage, anna, "Reply")
    await says(stage, anna, "Thank you")
    elsewhere = await there.taps("Credit…")
    assert elsewhere is not None
    assert elsewhere.text == "The question is in our private chat."
    await stage.settled()
    await oskar.taps(texts_for(stage, oskar).money(zloty(50)))
    await stage.settled()
    shown = "\n".join(olga.reads(message) for message in in_topic(group))
    for what in ("Thank you", "Apology · case 1", "Credit of PLN 50 · case 1"):
        assert what in shown.replace("\N{NO-BREAK SPACE}", " "), shown
    colleague = await olga.within(group).taps("Take it back")
    assert colleague is not None
    assert colleague.text == "Only the operator who gave it can take it back."
    await taps(stage, oskar, "Take it back")
    gone = "The credit of %(amount)s was given by mistake and is taken back. We are sorry for the confusion."
    await anna.sees(sees_as(stage, anna, gone, amount=50))
    assert group.find("Taken back, or lapsed with the order.")
