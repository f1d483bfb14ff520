"""What a page may have a person do: names and JSON arguments onto `Person`."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from typing import Any

from playground.person import Person
from playground.world.acts import contact_content
from playground.world.messages import Draft
from playground.world.state import Json, Message

Act = Callable[[Person, Json], Awaitable[Any]]


class ActRefused(ValueError):
    """An act can't be done; the message says why."""


def _message(person: Person, arguments: Json, name: str = "message_id") -> Message:
    chat_id = int(arguments.get("from_chat", person.chat.id))
    message = person.world.message(chat_id, int(arguments[name]))
    if message is None:
        raise ActRefused("this message is not there any more")
    return message


def _content(arguments: Json) -> bytes:
    try:
        return base64.b64decode(str(arguments["content"]), validate=True)
    except binascii.Error as error:
        raise ActRefused("the file is not base64") from error


async def _says(person: Person, arguments: Json) -> None:
    reply_to = _message(person, arguments, "reply_to") if arguments.get("reply_to") else None
    await person.says(str(arguments["text"]), reply_to)


async def _press(person: Person, arguments: Json) -> None:
    """Press a button that the message really has; the answer comes by the stream."""
    message = _message(person, arguments)
    data = str(arguments["callback_data"])
    if not any(button.get("callback_data") == data for row in message.inline_keyboard or () for button in row):
        raise ActRefused("this button is not there any more")
    await person.press_raw(data, message.message_id, answer_within=0)


async def _photo(person: Person, arguments: Json) -> None:
    await person.sends_photo(arguments.get("caption"), _content(arguments) if arguments.get("content") else None)


async def _pictures(person: Person, arguments: Json) -> None:
    """Send several pictures, given as base64, as one album."""
    pictures = [_content({"content": picture}) for picture in arguments["contents"]]
    await person.sends_album(len(pictures), arguments.get("caption"), pictures)


async def _document(person: Person, arguments: Json) -> None:
    name = str(arguments.get("name", "document.bin"))
    await person.sends_document(name, _content(arguments), arguments.get("caption"))


async def _voice(person: Person, arguments: Json) -> None:
    """Send what a microphone has heard (base64, its type), or a silent sample."""
    seconds = max(1, round(float(arguments.get("seconds", 3))))
    content = _content(arguments) if arguments.get("content") else None
    mime_type = str(arguments.get("mime_type", "audio/ogg")).partition(";")[0]
    if not mime_type.startswith("audio/"):
        raise ActRefused("a voice message is a sound")
    await person.sends_voice(seconds, content, mime_type)


async def _live(person: Person, arguments: Json) -> None:
    period = int(arguments.get("period", 3600))
    await person.shares_live_location(float(arguments["latitude"]), float(arguments["longitude"]), period)


async def _contact(person: Person, arguments: Json) -> None:
    """Share one's own contact, another person's (by `of_person`), or somebody's who is not on Telegram (by name)."""
    other = arguments.get("of_person")
    if other is None:
        await person.shares_contact(arguments.get("phone"), arguments.get("of"))
        return
    account = person.world.account(int(other))
    content = contact_content(account.phone_number or "", account, account.first_name)
    await person.puts(Draft(content))


async def _pays(person: Person, arguments: Json) -> None:
    """Pay a message's invoice, or one by its `link`; what the bot said when it declined is the refusal."""
    payment = await person.pays(
        str(arguments["link"]) if arguments.get("link") else _message(person, arguments),
        order_info=arguments.get("order_info"),
        shipping_option=arguments.get("shipping_option"),
    )
    if not payment.paid:
        raise ActRefused(payment.problem or "The payment failed: the bot did not answer in time.")


ACTS: dict[str, Act] = {
    "says": _says,
    "press": _press,
    "starts": lambda person, arguments: person.starts(arguments.get("payload")),
    "presses": lambda person, arguments: person.presses(str(arguments["label"]), within=0),
    "sends_photo": _photo,
    "sends_document": _document,
    "sends_album": lambda person, arguments: person.sends_album(int(arguments["count"]), arguments.get("caption")),
    "sends_pictures": _pictures,
    "sends_video": lambda person, arguments: person.sends_video(int(arguments.get("seconds", 3))),
    "sends_voice": _voice,
    "shares_location": lambda person, arguments: person.shares_location(
        float(arguments["latitude"]), float(arguments["longitude"])
    ),
    "shares_live_location": _live,
    "moves": lambda person, arguments: person.moves(float(arguments["latitude"]), float(arguments["longitude"])),
    "stops_sharing": lambda person, _: person.stops_sharing(),
    "shares_contact": _contact,
    "edits": lambda person, arguments: person.edits(_message(person, arguments), str(arguments["text"])),
    "deletes": lambda person, arguments: person.deletes(_message(person, arguments)),
    "forwards": lambda person, arguments: person.forwards(_message(person, arguments)),
    "reacts": lambda person, arguments: person.reacts(_message(person, arguments), arguments.get("emoji")),
    "pays": _pays,
    "opens_topic": lambda person, arguments: person.opens_topic(str(arguments["name"])),
    "blocks": lambda person, _: person.blocks(),
    "unblocks": lambda person, _: person.unblocks(),
}


async def act(person: Person, name: str, arguments: Json) -> Any:
    """Have a person do something; `ActRefused` says why it can't be done."""
    doing = ACTS.get(name)
    if doing is None:
        raise ActRefused(f"nobody can {name}: there are {', '.join(ACTS)}")
    try:
        return await doing(person, arguments)
    except KeyError as error:
        raise ActRefused(f"{name} needs {error.args[0]}") from error
    except (AssertionError, TypeError, ValueError) as error:
        raise ActRefused(str(error)) from error
