"""Every press fits into Telegram's 64 bytes, however large its ids, and survives the way there and back."""

from enum import Enum
from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData
from annotated_types import MaxLen
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from bot.ui.presses import MenuPress
from tests.rules.test_routing import PRESSES

LARGEST_ID = 2**63 - 1
CLASSES = sorted(set(PRESSES), key=lambda press: press.__name__)


def longest_value(field: FieldInfo) -> Any:
    kind: Any = field.annotation
    if kind is bool:
        return True
    if kind is int:
        return -LARGEST_ID
    if isinstance(kind, type) and issubclass(kind, Enum):
        return max(kind, key=lambda member: len(str(member.value).encode()))
    limits = [limit.max_length for limit in field.metadata if isinstance(limit, MaxLen)]
    limits += [m.max_length for m in field.metadata if getattr(m, "max_length", None) and not isinstance(m, MaxLen)]
    assert kind is str, f"teach this test the longest {kind}"
    assert limits, "a text in a press needs its longest length: use Word"
    return "z" * min(limits)


@pytest.mark.parametrize("press", CLASSES, ids=lambda press: press.__name__)
def test_the_largest_values_fit(press: type[CallbackData]) -> None:
    largest = press(**{name: longest_value(field) for name, field in press.model_fields.items()})
    packed = largest.pack()
    assert 1 <= len(packed.encode()) <= 64
    assert press.unpack(packed) == largest


def test_prefixes_are_short_and_differ() -> None:
    prefixes = [press.__prefix__ for press in CLASSES]
    assert len(set(prefixes)) == len(prefixes) > 5
    assert max(map(len, prefixes)) <= 3


@pytest.mark.parametrize("word", ["", "z" * 17, "Ж", "a:b", "A b"])
def test_an_act_is_a_short_word(word: str) -> None:
    with pytest.raises(ValidationError):
        MenuPress(act=word)
