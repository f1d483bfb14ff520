"""A view becomes the right calls: words, pictures, albums, places, numbers."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest

from bot.delivery.messages import send
from bot.delivery.pace import Pace, Passage
from bot.domain.ids import ChatId
from bot.domain.points import Point
from bot.ui.view import Media, View
from playground import Person, Playground
from playground.sample_files import sample_picture
from playground.world.state import Message
from tests.delivery.post_office import NO_HURRY, bot_for, keyboard


class Post:
    """Sends views to Anna, whose files it knows."""

    def __init__(self, anna: Person, playground: Playground) -> None:
        self.anna = anna
        self.bot = bot_for(playground)

    async def sends(self, text: str, *media: Media, buttons: str = "") -> list[Message]:
        """What arrives; the id that comes back is that of the message with the buttons."""
        before = len(self.anna.chat.from_bot)
        passage = Passage(Pace(NO_HURRY), ChatId(self.anna.id))
        message_id = await send(self.bot, self.anna.id, View(text, keyboard(buttons), media), passage)
        arrived = self.anna.chat.from_bot[before:]
        assert not buttons or [message_id] == [m.message_id for m in arrived if m.inline_keyboard]
        return arrived


@pytest.fixture
async def post(anna: Person, playground: Playground) -> Any:
    post = Post(anna, playground)
    yield post
    await post.bot.session.close()


async def photo(anna: Person) -> Media:
    sent = await anna.sends_photo()
    return Media("photo", sent.content["photo"][-1]["file_id"])


async def voice(anna: Person) -> Media:
    return Media("voice", (await anna.sends_voice()).content["voice"]["file_id"])


def kinds(messages: list[Message]) -> list[str]:
    known = ("photo", "voice", "video", "document", "location", "contact", "text")
    return [next(kind for kind in known if kind in message.content) for message in messages]


async def test_words_with_buttons(post: Post) -> None:
    (message,) = await post.sends("hello <b>Anna</b>", buttons="inline")
    assert message.text == "hello Anna"
    assert message.inline_keyboard


async def test_one_picture_has_words_and_buttons_under_it(post: Post) -> None:
    (message,) = await post.sends("the leak", await photo(post.anna), buttons="inline")
    assert kinds([message]) == ["photo"]
    assert message.text == "the leak"
    assert message.inline_keyboard


@pytest.mark.parametrize("kind", ["voice", "video", "document"])
async def test_one_file_of_another_kind(post: Post, kind: Any) -> None:
    acts: dict[str, Callable[[], Awaitable[Message]]] = {
        "voice": post.anna.sends_voice,
        "video": post.anna.sends_video,
        "document": lambda: post.anna.sends_document("bill.pdf", b"%PDF"),
    }
    sent = await acts[kind]()
    (message,) = await post.sends("listen", Media(kind, sent.content[kind]["file_id"]), buttons="inline")
    assert kinds([message]) == [kind]
    assert message.text == "listen"
    assert message.inline_keyboard


async def test_a_place_comes_before_its_words(post: Post) -> None:
    place = Media("location", point=Point(lat=50.06, lon=19.94))
    pin, words = await post.sends("Długa 1", place, buttons="inline")
    assert pin.content["location"] == {"latitude": 50.06, "longitude": 19.94}
    assert words.inline_keyboard
    (pin,) = await post.sends("", place)
    assert kinds([pin]) == ["location"]


async def test_a_number_comes_before_its_words(post: Post) -> None:
    card, words = await post.sends("call her", Media("contact", phone="+48601234567", name="Anna"), buttons="inline")
    assert card.content["contact"]["phone_number"] == "+48601234567"
    assert (words.text, bool(words.inline_keyboard)) == ("call her", True)


async def test_several_pictures_are_an_album_with_the_words_under_it(post: Post) -> None:
    messages = await post.sends("three views", *[await photo(post.anna) for _ in range(3)])
    assert kinds(messages) == ["photo"] * 3
    assert [message.text for message in messages] == ["three views", "", ""]
    assert len({message.content["media_group_id"] for message in messages}) == 1


async def test_buttons_stand_below_the_album(post: Post) -> None:
    messages = await post.sends("two views", *[await photo(post.anna) for _ in range(2)], buttons="inline")
    assert kinds(messages) == ["photo", "photo", "text"]
    assert messages[-1].inline_keyboard


async def test_words_that_are_too_long_for_a_picture_stand_below(post: Post) -> None:
    messages = await post.sends("x" * 1025, *[await photo(post.anna) for _ in range(2)])
    assert kinds(messages) == ["photo", "photo", "text"]


async def test_one_picture_with_too_many_words_goes_before_them(post: Post) -> None:
    messages = await post.sends("x" * 1025, await photo(post.anna), buttons="inline")
    assert kinds(messages) == ["photo", "text"]


async def test_more_than_ten_pictures_are_several_albums_and_a_voice_follows(post: Post) -> None:
    one = await photo(post.anna)
    messages = await post.sends("all of it", await voice(post.anna), *[one] * 11)
    assert kinds(messages) == ["photo"] * 11 + ["voice"]
    assert messages[0].text == "all of it"
    assert len({message.content.get("media_group_id") for message in messages}) == 2


async def test_a_file_of_our_own_making(post: Post) -> None:
    table = Media("document", name="figures.csv", make=lambda: b"orders;done\n3;2\n")
    (message,) = await post.sends("Here it is.", table)
    document = message.content["document"]
    assert (document["file_name"], document["file_size"]) == ("figures.csv", 16)


async def test_pictures_of_our_own_making_in_one_album(post: Post) -> None:
    drawn = [Media("photo", name=f"{number}.png", make=partial(sample_picture, number)) for number in (1, 2)]
    assert kinds(await post.sends("Two charts", *drawn)) == ["photo", "photo"]
