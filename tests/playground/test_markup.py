"""Telegram's HTML.

`official_markup.json` holds what the official parser (the wheel tdjson 1.8.69, `parseTextEntities`) made of 300 random
texts: {source, error} or {source, text, entities: [[kind, offset, length, argument?], …]}.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from playground.world.html_attributes import MarkupError
from playground.world.html_markup import parse_html

SURROGATES = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<foo>x</foo>", 'Unsupported start tag "foo" at byte offset 0'),
        ("سلام <foo>", 'Unsupported start tag "foo" at byte offset 9'),
        ("<>", 'Unsupported start tag "" at byte offset 0'),
        ("<b></i>", 'Unmatched end tag at byte offset 3, expected "</b>", found "</i>"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a =x>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<span class="big">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">😀</tg-emoji>', "Invalid custom emoji identifier specified"),
        (
            "&#xd800;",
            SURROGATES,
        ),
    ],
)
def test_what_is_wrong_is_said_exactly(source: str, sentence: str) -> None:
    with pytest.raises(MarkupError) as caught:
        parse_html(source)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
    ],
)
def test_every_tag_has_its_entity(tag: str, kind: str) -> None:
    text, (entity,) = parse_html(f"a <{tag}>b c</{tag.upper()}> d")
    assert text == "a b c d"
    assert entity == {"type": kind, "offset": 2, "length": 3}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("&lt;b&gt; &amp; &quot;", '<b> & "', []),
        ("&nbsp; &copy; &apos;", "&nbsp; &copy; &apos;", []),
        ("&#65;&#x42;&#128512;", "AB😀", []),
        ("&#0; &#x110000;", "&#0; &#x110000;", []),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [{"type": "bold", "offset": 0, "length": 1}]),
        ("<b>😀</b>", "😀", [{"type": "bold", "offset": 0, "length": 2}]),
        ('<span class="tg-spoiler">x</span>', "x", [{"type": "spoiler", "offset": 0, "length": 1}]),
        ("<blockquote expandable>x</blockquote>", "x", [{"type": "expandable_blockquote", "offset": 0, "length": 1}]),
        ('<a href="tg://user?id=42">x</a>', "x", [{"type": "text_mention", "user_id": 42, "offset": 0, "length": 1}]),
        (
            "<a>example.com</a>",
            "example.com",
            [{"type": "text_link", "url": "http://example.com/", "offset": 0, "length": 11}],
        ),
        ('<a href="nowhere">x</a>', "x", []),
        (
            "<a href='https://example.com/a?b=1&amp;c=2'>x</a>",
            "x",
            [{"type": "text_link", "url": "https://example.com/a?b=1&c=2", "offset": 0, "length": 1}],
        ),
        (
            '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
            "👍",
            [{"type": "custom_emoji", "custom_emoji_id": "5368324170671202286", "offset": 0, "length": 2}],
        ),
        (
            '<pre><code class="language-python">x</code></pre>',
            "x",
            [{"type": "pre", "language": "python", "offset": 0, "length": 1}],
        ),
        (
            "<i><b>both</b></i>",
            "both",
            [{"type": "bold", "offset": 0, "length": 4}, {"type": "italic", "offset": 0, "length": 4}],
        ),
    ],
)
def test_texts_and_entities(source: str, text: str, entities: list[dict[str, object]]) -> None:
    assert parse_html(source) == (text, entities)


RECORDED: list[dict[str, Any]] = json.loads(Path(__file__).with_name("official_markup.json").read_text("utf-8"))


def ours(source: str) -> dict[str, Any]:
    """Return our parser's answer in the form of the recorded ones."""
    try:
        text, entities = parse_html(source)
    except MarkupError as error:
        return {"source": source, "error": str(error)}
    return {"source": source, "text": text, "entities": [recorded_form(entity) for entity in entities]}


def recorded_form(entity: dict[str, Any]) -> list[Any]:
    arguments = [str(entity[field]) for field in ("url", "user_id", "custom_emoji_id") if field in entity]
    if entity["type"] == "pre":
        arguments = [entity.get("language", "")]
    return [entity["type"], entity["offset"], entity["length"], *arguments]


def test_it_agrees_with_the_official_parser() -> None:
    assert [ours(case["source"]) for case in RECORDED] == RECORDED
