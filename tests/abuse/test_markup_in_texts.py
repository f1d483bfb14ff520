"""Markup, templates, formats and commands of other machines in every typed answer: people read them as typed."""

import pytest

from bot.ui.masking import mask_contacts
from tests.abuse.crowd import Crowd
from tests.abuse.typed_fields import FIELDS, REGISTRATION, TypedField

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOSTILE = (
    "sink {{ 7*7 }} {% raw %} %(name)s %s %d%n 100% {0.__class__} {name!r} ${HOME}",
    'sink <b>bold</i> <tg-spoiler> </blockquote></b><pre> <a href="tg://user?id=777000">',
    "sink &lt;b&gt; &amp;amp; &#60; '); DROP TABLE orders; -- *bold* _it_ `code` ~~z~~",
)
SHOWN_TO_NOBODY = {"address", "base"}
"""These are looked up on the map; what was typed is shown again only where nothing is found."""
SHOWN_WITHOUT_LINKS = {"public reply", "extra work"}
"""The other side reads these, and nothing in them that leads around the market."""


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
async def test_it_is_read_as_it_was_typed(crowd: Crowd, field: TypedField, text: str) -> None:
    await field.asks(crowd)
    read = await field.shown(crowd, text)
    assert read
    assert "49" not in " ".join(read)
    if field.name not in SHOWN_TO_NOBODY:
        expected = mask_contacts(text, "PL") if field.name in SHOWN_WITHOUT_LINKS else text
        assert [shown for shown in read if expected in shown], read


@pytest.mark.parametrize("name", ["<b>Jan</b>", "{{ 7*7 }} Jan", "%(name)s Jan", "Jan &lt;3", "Jan {0}", 'Ja\'n "X"'])
async def test_a_name_that_customers_will_read(crowd: Crowd, name: str) -> None:
    await crowd.free(crowd.zoe)
    await crowd.at(crowd.zoe, "registration", REGISTRATION, "name")
    await crowd.says(crowd.zoe, name)
    assert (await crowd.draft(crowd.zoe)).name == name
    crowd.look()
    await crowd.at(crowd.zoe, "registration", await crowd.draft(crowd.zoe), "summary")
    assert name in "".join(message.text for message in await crowd.news(crowd.zoe))


@pytest.mark.parametrize("words", ["<b>", "{{ 7*7 }}", "%(name)s", "%", "_", "\\", "'; --", "&lt;", "[[:alpha:]]"])
async def test_searching_for_a_technician_so_called(crowd: Crowd, words: str) -> None:
    """Neither a pattern nor a command of the database: nobody is called so."""
    read = await crowd.says(crowd.olga, f"/technicians {words}")
    assert len(read) == 1
    assert "Ali" not in read[0].text
    assert words in read[0].text


@pytest.mark.parametrize(
    "account",
    [
        {"first_name": "<b>Max</b>"},
        {"first_name": "{{ 7*7 }}"},
        {"first_name": "%(name)s"},
        {"first_name": "&lt;i&gt;"},
        {"first_name": "\u202eevE"},
        {"first_name": "ㅤ"},
        {"first_name": "\u200f\u200f"},
        {"first_name": "A" * 64, "last_name": "<" * 64},
    ],
    ids=lambda account: account["first_name"].encode("unicode_escape").decode()[:16],
)
async def test_an_account_so_named_is_greeted(crowd: Crowd, account: dict[str, str]) -> None:
    names = dict(account)
    guest = crowd.stage.playground.person(names.pop("first_name"), "en", **names)
    await guest.starts()
    await crowd.stage.settled()
    assert guest.last is not None
    assert guest.last.text.startswith("Hello")
    assert "49" not in guest.last.text
    assert "\u202e" not in guest.last.text
