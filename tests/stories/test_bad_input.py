"""What people send when something else was asked: one clear sentence, the question again, and nothing typed is lost."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.domain.ids import PersonId
from bot.ui.presses import WizardPress
from db import conversations
from playground.person import Person
from playground.world.messages import Draft
from playground.world.state import Message
from tests.stories.journeys import order_of, says, taps
from tests.stories.stage import KRAKOW, Stage

WARSAW = (52.2297, 21.0122)
STICKER = {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 9, "height": 9}
STICKER |= {"is_animated": False, "is_video": False}
Act = Callable[[Person], Awaitable[object]]


async def sticker(person: Person) -> None:
    """A picture that says nothing."""
    await person.puts(Draft({"sticker": STICKER}))


async def dice(person: Person) -> None:
    """A message of a kind that no step knows."""
    await person.puts(Draft({"dice": {"emoji": "🎲", "value": 3}}))


def typing(words: str) -> Act:
    """Type these words."""
    return lambda person: person.says(words)


def pin(place: tuple[float, float]) -> Act:
    """Send a place."""
    return lambda person: person.shares_location(*place)


async def somebody_elses_contact(person: Person) -> None:
    """A contact out of the address book."""
    await person.shares_contact("+48111222333", of="Uncle Bob")


@dataclass(frozen=True)
class Asked:
    """A question: a part of its words, what does not do and the sentence it gets, and then what does."""

    question: str
    bad: Sequence[tuple[Act, str]]
    good: Act


CHOOSE = "Please tap one of the buttons."
KEPT = "That cannot be kept. Please write it, or send a photo, a video or a voice message."
PLACE = "Please type an address or send a place on the map."
OUTSIDE = "We work in Kraków only, and that is outside."
NUMBER = "Please choose a number from 1 to 4."
OWN = "Please use the button below: only that shows that the number is yours."
OTHERS = "That is somebody else’s contact. Please share your own with the button below."
ORDERING = (
    Asked(
        "What do you need help with?",
        [(sticker, CHOOSE), (dice, CHOOSE), (pin(KRAKOW), CHOOSE)],
        lambda p: p.taps("Water"),
    ),
    Asked("Water and drains", [(sticker, CHOOSE)], lambda p: p.taps("Leaking pipe or tap")),
    Asked(
        "What is wrong?",
        [(sticker, KEPT), (pin(KRAKOW), KEPT), (typing("x" * 2001), "That is 1 letter too long.")],
        typing("Water <under> the sink"),
    ),
    Asked(
        "Water <under> the sink", [(dice, KEPT), (typing("x" * 1999), "letters too long")], lambda p: p.taps("Continue")
    ),
    Asked(
        "Where should we come?",
        [(sticker, PLACE), (pin(WARSAW), OUTSIDE), (lambda p: p.sends_photo(), PLACE)],
        typing("Florianska 7"),
    ),
    Asked("Is the place on the map the right one?", [(sticker, PLACE)], lambda p: p.taps("Yes, here")),
    Asked(
        "When should somebody come?", [(typing("tomorrow"), CHOOSE), (sticker, CHOOSE)], lambda p: p.taps("Tomorrow")
    ),
    Asked("At what time?", [(typing("10"), CHOOSE), (sticker, CHOOSE)], lambda p: p.taps("10:00–12:00")),
    Asked("How many technicians?", [(typing("five"), NUMBER), (typing("5"), NUMBER), (sticker, NUMBER)], typing("٢")),
    Asked(
        "May the technician call you?",
        [(typing("+48600700800"), OWN), (somebody_elses_contact, OTHERS), (sticker, OWN)],
        lambda p: p.presses("Share my number"),
    ),
    Asked("Is everything right?", [(typing("yes"), CHOOSE), (sticker, CHOOSE)], lambda p: p.taps("Order for PLN 360")),
)


async def goes_through(stage: Stage, person: Person, questions: Sequence[Asked]) -> None:
    """Answer each question badly in every way, then well."""
    for asked in questions:
        await person.sees(asked.question)
        for act, sentence in asked.bad:
            before = len(person.chat.from_bot)
            await act(person)
            await stage.settled()
            said = [person.reads(message) for message in person.chat.from_bot[before:]]
            assert len(said) == 1, said
            assert f"⚠️ {sentence}" in said[0] or sentence in said[0], said
            assert asked.question in said[0], said
        await asked.good(person)
        await stage.settled()


async def test_every_step_of_ordering(stage: Stage) -> None:
    anna = await stage.newcomer("Anna", phone_number="+48600700800")
    await taps(stage, anna, "New order")
    await goes_through(stage, anna, ORDERING)
    order = await order_of(stage, anna)
    assert (order.description, order.address.words, order.crew) == ("Water <under> the sink", "Floriańska 7", 2)
    assert (order.phone, order.window is None) == ("+48600700800", False)


NAME = "Please write your name in 2 to 60 letters."
WORDS = "Please write it in words."
PHOTO = "Please send it as a photo."
APPLYING = (
    Asked(
        "What is your name?",
        [
            (sticker, NAME),
            (typing("X"), NAME),
            (typing("1234"), NAME),
            (typing("x" * 61), NAME),
            (typing("Tom +48 600 700 800"), "Only the name, please: no numbers, links or user names."),
        ],
        typing("Tom <Kowal>"),
    ),
    Asked(
        "phone number",
        [(typing("+48600700800"), OWN), (somebody_elses_contact, OTHERS), (sticker, OWN)],
        lambda p: p.presses("Share my number"),
    ),
    Asked("What can you do?", [(typing("plumbing"), CHOOSE), (sticker, CHOOSE)], lambda p: p.taps("Plumbing")),
    Asked("What can you do?", [], lambda p: p.taps("Continue")),
    Asked(
        "Where do you start from?",
        [(sticker, PLACE), (pin(WARSAW), OUTSIDE), (typing("Nowhere 5"), "I cannot find this address.")],
        pin(KRAKOW),
    ),
    Asked(
        "How far do you go?",
        [
            (typing("far"), "Please choose a number of kilometres"),
            (typing("0"), "Please choose"),
            (sticker, "from 1 to"),
        ],
        typing("12"),
    ),
    Asked("Which languages", [(sticker, CHOOSE), (typing("Polish"), CHOOSE)], lambda p: p.taps("Polski")),
    Asked("Which languages", [], lambda p: p.taps("Continue")),
    Asked("experience", [(sticker, WORDS), (typing("x" * 1001), "at most 1000 letters")], typing("Ten <years>")),
    Asked("documents", [(sticker, PHOTO), (typing("I have some"), PHOTO)], lambda p: p.sends_photo()),
    Asked("documents", [(sticker, PHOTO)], lambda p: p.taps("Continue")),
    Asked("photo of you", [(sticker, PHOTO), (lambda p: p.sends_document("me.pdf"), PHOTO)], lambda p: p.taps("Skip")),
    Asked("Ten <years>", [(sticker, CHOOSE), (typing("send"), CHOOSE)], lambda p: p.taps("Send the application")),
)


async def test_every_step_of_applying(stage: Stage) -> None:
    tom = await stage.newcomer("Tom")
    await taps(stage, tom, "Work as a technician")
    await goes_through(stage, tom, APPLYING)
    await tom.sees("Your application is with the operators.")
    await tom.sees("Tom <Kowal>")
    await tom.sees("Ten <years>")


async def test_more_photos_than_fit(stage: Stage) -> None:
    """The first ten are kept, and what is too much is said once a photo; going on works."""
    anna = await stage.newcomer("Anna")
    await taps(stage, anna, "New order", "Something else")
    await anna.sends_album(9)
    await stage.settled()
    await anna.sends_album(3, "the last ones")
    await stage.settled()
    await anna.sees("10 attachments are kept, more do not fit.")
    await anna.sees("10 photos")
    await taps(stage, anna, "Continue")
    await anna.sees("Where should we come?")


async def test_an_address_that_no_map_knows(stage: Stage) -> None:
    """The words stay with the pin that says where it is."""
    anna = await stage.newcomer("Anna")
    await taps(stage, anna, "New order", "Something else")
    await says(stage, anna, "A mirror")
    await taps(stage, anna, "Continue")
    await says(stage, anna, "The <old> mill")
    await anna.sees("“The <old> mill” is not to be found on the map.")
    await pin(KRAKOW)(anna)
    await stage.settled()
    await taps(stage, anna, "As soon as possible", "1")
    await says(stage, anna, "Skip")
    await anna.sees("The <old> mill (")


FORGED = (
    *("window:99", "day:1999-01-01", "service:gold", "category:gold", "crew:99", "here", "candidate:7", "nonsense"),
    *("nav:confirm", "nav:skip", "edit:summary", "edit:nothing", "stars:5", "km:5", "continue"),
)


async def version_of(stage: Stage, person: Person) -> int:
    """The version of the open question, which a forged client could read off any button."""
    found = await stage.app.database.read(lambda c: conversations.find(c, PersonId(person.id)))
    assert found is not None
    return found.version


async def test_forged_answers_are_answered_and_lead_nowhere(stage: Stage) -> None:
    """With the right version and a choice that the question does not offer: asked again, at the same step."""
    anna = await stage.newcomer("Anna")
    await taps(stage, anna, "New order")
    for choice in set(FORGED) - {"nav:skip"}:
        forged = WizardPress(version=await version_of(stage, anna), choice=choice).pack()
        answered = await anna.press_raw(forged)
        assert answered is not None, choice
        await stage.settled()
        await anna.sees("What do you need help with?")
        assert anna.last is not None
        assert CHOOSE in anna.reads(anna.last), choice


async def test_forged_answers_at_a_later_step(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await taps(stage, anna, "New order", "Something else")
    await says(stage, anna, "A mirror")
    await taps(stage, anna, "Continue")
    await pin(KRAKOW)(anna)
    await stage.settled()
    for choice in FORGED:
        version = await version_of(stage, anna)
        await anna.press_raw(WizardPress(version=version, choice=choice).pack())
        await stage.settled()
        assert anna.last is not None
        assert "When should somebody come?" in anna.reads(anna.last), choice
    await taps(stage, anna, "As soon as possible")
    await anna.sees("How many technicians?")


def first_button(message: Message) -> str:
    """What the first button under it sends."""
    assert message.inline_keyboard
    return str(message.inline_keyboard[0][0]["callback_data"])


async def test_an_old_button_says_that_it_is_old(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await taps(stage, anna, "New order")
    first = anna.last
    assert first is not None
    old = first_button(first)
    await taps(stage, anna, "Water and drains", "Leaking pipe or tap")
    await says(stage, anna, "Water <under> the sink")
    answered = await anna.press_raw(old, first.message_id)
    assert answered is not None
    assert answered.text == "That question is already behind us."
    await anna.sees("Water <under> the sink")
    await taps(stage, anna, "Continue")
    await anna.sees("Where should we come?")


async def test_a_button_after_the_order_is_placed(stage: Stage) -> None:
    """A second tap on 'Order' orders nothing twice."""
    anna = await stage.newcomer("Anna")
    await taps(stage, anna, "New order")
    await goes_through(stage, anna, [Asked(asked.question, [], asked.good) for asked in ORDERING[:-1]])
    summary = anna.last
    assert summary is not None
    data = first_button(summary)
    await taps(stage, anna, "Order for PLN 360")
    for _ in range(2):
        again = await anna.press_raw(data, summary.message_id)
        assert again is not None
        assert again.text == "That question is already behind us."
    assert (await order_of(stage, anna)).id == 1
