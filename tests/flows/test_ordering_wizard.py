"""The ordering wizard from its first question to the order, and whatever people answer instead."""

from dataclasses import replace

import pytest

from bot.domain.languages import Language
from bot.domain.orders import SOMETHING_ELSE, Attachment, OrderStatus
from bot.flows.answers import Answer
from bot.flows.ordering.what import LONGEST_DESCRIPTION
from db import conversations
from db.transaction import Transaction
from tests.ordering_scene import ANNA, OWN_NUMBER, SQUARE, Customer, balanced, labels, own_contact, plain, reaches


async def test_the_whole_way(anna: Customer) -> None:
    await reaches(anna, "summary")
    summary = await anna.sees()
    assert "Leaking pipe or tap" in summary.text
    assert "Water under the sink" in summary.text
    assert "Order for PLN 180" in labels(summary)
    await anna.taps("nav:confirm")
    order = await anna.order()
    assert (order.service, order.crew, order.phone) == ("leak", 1, OWN_NUMBER)
    assert order.status is OrderStatus.SEARCHING
    assert order.address.point == SQUARE
    assert await anna.step() == ""
    assert ("order", order.id) in await anna.told()


@pytest.mark.parametrize("language", Language)
async def test_every_question_can_be_drawn(anna: Customer, language: Language) -> None:
    for step in ("service", "problem", "place", "time", "crew", "contact", "summary"):
        await reaches(anna, step)
        view = await anna.sees(language)
        assert balanced(view.text)
        assert view.keyboard is not None


async def test_the_services_are_a_second_screen_with_a_way_back(anna: Customer) -> None:
    await anna.begins()
    assert "Something else" in labels(await anna.sees())
    await anna.taps("category:water")
    assert "Blocked drain · PLN 220" in labels(await anna.sees())
    await anna.taps("category:")
    assert "Something else" in labels(await anna.sees())


async def test_a_service_that_is_not_on_offer_cannot_be_chosen(anna: Customer) -> None:
    await anna.begins()
    await anna.taps("service:rocket")
    assert (await anna.step(), await anna.problem()) == ("service", "choose_button")


async def test_who_describes_the_problem_at_once_is_listened_to(anna: Customer) -> None:
    await anna.begins()
    await anna.says("My kitchen is <flooded>")
    assert "My kitchen is &lt;flooded&gt;" in (await anna.sees()).text
    await anna.taps("service:leak")
    assert "My kitchen is &lt;flooded&gt;" in (await anna.sees()).text
    await anna.taps("continue")
    assert (await anna.draft()).description == "My kitchen is <flooded>"


async def test_words_an_album_and_a_voice_message_add_up(anna: Customer) -> None:
    await reaches(anna, "problem")
    await anna.says("It drips")
    for file in ("one", "two", "three"):
        await anna.answers(Answer(attachments=(Attachment("photo", file),)))
    await anna.answers(Answer(text="since Monday", attachments=(Attachment("voice", "four"),)))
    assert "3 photos · 1 voice message" in (await anna.sees()).text
    await anna.taps("continue")
    draft = await anna.draft()
    assert draft.description == "It drips\nsince Monday"
    assert [a.file_id for a in draft.attachments] == ["one", "two", "three", "four"]


async def test_the_eleventh_attachment_does_not_fit(anna: Customer) -> None:
    await reaches(anna, "problem")
    for number in range(11):
        await anna.answers(Answer(attachments=(Attachment("photo", str(number)),)))
    assert await anna.problem() == "too_many_attachments"
    assert len((await anna.draft()).attachments) == 10


async def test_a_description_is_measured_as_telegram_does(anna: Customer) -> None:
    await reaches(anna, "problem")
    await anna.says("🚰" * (LONGEST_DESCRIPTION // 2))
    assert await anna.problem() == ""
    await anna.says("x")
    assert await anna.problem() == "description_too_long"
    assert "2 letters too long" in (await anna.sees()).text


async def test_a_sticker_is_no_description(anna: Customer) -> None:
    await reaches(anna, "problem")
    await anna.answers(Answer())
    assert await anna.problem() == "say_or_show"


async def test_something_else_must_be_described(anna: Customer) -> None:
    await anna.begins()
    await anna.taps(f"service:{SOMETHING_ELSE}")
    await anna.taps("continue")
    assert await anna.problem() == "describe_first"
    await anna.says("Hang a heavy picture")
    await anna.taps("continue")
    assert await anna.step() == "place"


async def test_what_was_said_can_be_said_anew(anna: Customer) -> None:
    await reaches(anna, "problem")
    await anna.says("nonsense")
    await anna.taps("clear")
    assert (await anna.draft()).description == ""
    assert "Nothing to add" in labels(await anna.sees())


class TestContact:
    async def test_somebody_elses_contact_is_refused(self, anna: Customer) -> None:
        await reaches(anna, "contact")
        await anna.answers(own_contact(owner=7))
        assert await anna.problem() == "contact_of_another"
        await anna.answers(own_contact(owner=None))
        assert await anna.problem() == "contact_of_another"

    async def test_a_typed_number_proves_nothing(self, anna: Customer) -> None:
        await reaches(anna, "contact")
        await anna.says("+48 601 234 567")
        assert await anna.problem() == "contact_button"

    async def test_the_number_is_kept_in_one_form(self, anna: Customer) -> None:
        await reaches(anna, "contact")
        await anna.answers(own_contact("48600000001"))
        assert (await anna.draft()).phone == OWN_NUMBER

    async def test_skipped(self, anna: Customer) -> None:
        await reaches(anna, "contact")
        await anna.taps("nav:skip")
        assert (await anna.draft()).phone is None
        assert "No phone" in (await anna.sees()).text

    async def test_a_known_number_is_offered(self, anna: Customer) -> None:
        anna.person = replace(anna.person, phone=OWN_NUMBER)
        await reaches(anna, "contact")
        offered = labels(await anna.sees(Language.FA))[0]
        await anna.says(offered)
        assert (await anna.draft()).phone == OWN_NUMBER


class TestSummary:
    async def test_a_line_is_changed_and_the_rest_stays(self, anna: Customer) -> None:
        await reaches(anna, "summary")
        await anna.taps("edit:crew")
        await anna.taps("crew:3")
        view = await anna.sees()
        assert await anna.step() == "summary"
        assert "PLN 540" in plain(view.text)
        assert "PLN 180 for each technician" in plain(view.text)
        assert "Order for PLN 540" in labels(view)

    async def test_a_crew_larger_than_allowed(self, anna: Customer) -> None:
        await reaches(anna, "crew")
        await anna.says("9")
        assert await anna.problem() == "crew_wanted"
        await anna.says("۲")
        assert (await anna.draft()).crew == 2

    async def test_back_from_the_summary(self, anna: Customer) -> None:
        await reaches(anna, "summary")
        await anna.taps("nav:back")
        assert await anna.step() == "contact"

    async def test_nobody_orders_at_a_price_they_have_not_seen(self, anna: Customer) -> None:
        await reaches(anna, "summary")
        await anna.transact(lambda tx: _let_the_shown_price_be(tx, 100))
        await anna.taps("nav:confirm")
        assert await anna.problem() == "price_changed"

    async def test_a_service_that_left_the_catalogue(self, anna: Customer) -> None:
        await anna.begins(service="rocket", address=(await _an_address(anna)))
        view = await anna.sees()
        assert not any(label.startswith("Order for") for label in labels(view))
        await anna.taps("nav:confirm")
        assert await anna.problem() == "service_gone"

    async def test_something_else_is_priced_by_an_operator(self, anna: Customer) -> None:
        await anna.begins(service=SOMETHING_ELSE, description="A picture", address=(await _an_address(anna)))
        assert "Ask for a price" in labels(await anna.sees())
        await anna.taps("nav:confirm")
        assert (await anna.order()).status is OrderStatus.QUOTING


def _let_the_shown_price_be(tx: Transaction, amount: int) -> None:
    conversation = conversations.find(tx.connection, ANNA)
    assert conversation is not None
    fields = {**conversation.prompt["fields"], "price": amount}
    conversations.keep(tx, replace(conversation, prompt={**conversation.prompt, "fields": fields}))


async def _an_address(anna: Customer) -> object:
    return await anna.geocoder().name(SQUARE, Language.EN)
