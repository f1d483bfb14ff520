"""Texts of which nothing is to be seen, directions turned round, letters that look like others; joiners stay."""

import pytest

from bot.ui.typed import utf16_length
from tests.abuse.crowd import Crowd
from tests.abuse.typed_fields import FIELDS, REGISTRATION, TypedField

pytestmark = pytest.mark.asyncio(loop_scope="module")

UNSEEN = {
    "zero width spaces": "\u200b\u200b\u200b",
    "joiners": "\u200c\u200d\u200c",
    "Hangul fillers": "\u3164\u3164",
    "empty Braille": "\u2800\u2800",
    "direction marks": "\u200e\u200f\u202e",
    "word joiners": "\u2060\ufeff",
    "tags": "\U000e0041\U000e0042",
    "soft hyphens": "\u00ad\u00ad",
    "a lone accent": "\u0301",
}
TURNED = {
    "override": ("pay \u202eNLP 05", "pay NLP 05"),
    "isolates": ("\u2067\u2066abc\u2069", "abc"),
    "left open": ("abc \u2068def", "abc def"),
    "controls": ("abc\u0007\u001b[31mdef", "abc [31mdef"),
    "too many accents": ("Z" + "\u0300" * 40 + "algo", "Z" + "\u0300" * 4 + "algo"),
    "line separators": ("one\u2028two", "one\ntwo"),
}
KEPT = {
    "Persian joiner": "می\u200cخواهم",
    "family": "👨\u200d👩\u200d👧 here",
    "Polish": "żółć",
    "Hebrew marks": "שָׁלוֹם",
    "Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f hello",
}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
async def test_an_answer_of_nothing_is_no_answer(crowd: Crowd, field: TypedField) -> None:
    person = await field.asks(crowd)
    before, draft = await crowd.facts(), await crowd.draft(person)
    await crowd.says(person, "\n".join(UNSEEN.values()))
    assert await crowd.problem(person)
    assert await crowd.draft(person) == draft
    assert await crowd.facts() == before


@pytest.mark.parametrize("what", UNSEEN)
async def test_nobody_is_called_nothing(crowd: Crowd, what: str) -> None:
    await crowd.free(crowd.zoe)
    await crowd.at(crowd.zoe, "registration", REGISTRATION, "name")
    await crowd.says(crowd.zoe, UNSEEN[what])
    assert await crowd.problem(crowd.zoe) == "name_length"


@pytest.mark.parametrize(("sent", "kept"), TURNED.values(), ids=TURNED)
async def test_no_line_is_turned_round(crowd: Crowd, sent: str, kept: str) -> None:
    field = next(field for field in FIELDS if field.name == "message to the other side")
    person = await field.asks(crowd)
    await crowd.says(person, sent)
    (passed_on,) = await crowd.news(crowd.ali)
    assert passed_on.text.endswith(f"\n{kept}")


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
async def test_what_joins_letters_and_pictures_stays(crowd: Crowd, text: str) -> None:
    field = next(field for field in FIELDS if field.name == "message to the other side")
    person = await field.asks(crowd)
    await crowd.says(person, text)
    (passed_on,) = await crowd.news(crowd.ali)
    assert passed_on.text.endswith(f"\n{text}")


LETTERS = {"a letter": "x", "an emoji": "🔧", "a family": "👨\u200d👩\u200d👧", "a letter with a mark": "נָ"}
LIMITED = [(field, "an emoji") for field in FIELDS if field.limit]
LIMITED += [(field, letter) for field in FIELDS if field.name == "door" for letter in LETTERS if letter != "an emoji"]


@pytest.mark.parametrize(("field", "kind"), LIMITED, ids=lambda value: getattr(value, "name", value))
async def test_the_limit_counts_as_telegram_counts(crowd: Crowd, field: TypedField, kind: str) -> None:
    """One too many is refused with a sentence; as many as fit are taken."""
    letter = LETTERS[kind]
    too_long = letter * (field.limit // utf16_length(letter) + 1)
    person = await field.asks(crowd)
    before = await crowd.facts()
    await crowd.says(person, too_long)
    assert await crowd.problem(person)
    assert await crowd.facts() == before
    fitting = letter * (field.limit // utf16_length(letter))
    await crowd.says(person, fitting)
    assert not await crowd.problem(person)
    if await crowd.conversation(person) is None:
        assert await crowd.facts() != before
