"""Finds long numbers whether they are typed, spelled in words, or both: '6 zero one, 234 …'."""

import re
from collections.abc import Iterator

from bot.ui.folding import folded

LONG = 7
"""Digits from which a number could be dialled; houses, flats, floors and postcodes are shorter."""
_LONGEST_GAP = 5
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_UNITS = (
    "zero oh o nought one two three four five six seven eight nine",
    "ноль нуль о один раз два три четыре пять шесть семь восемь девять",
    "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
    "صفر یک دو سه چهار پنج شش شیش هفت هشت نه",
)
_TEENS = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать",
    "восемнадцать девятнадцать",
    "dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście",
    "osiemnaście dziewiętnaście",
    "ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده",
)
_TENS = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt",
    "osiemdziesiąt dziewięćdziesiąt",
    "بیست سی چهل پنجاه شصت هفتاد هشتاد نود",
)
_HUNDREDS = (
    "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
    "sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset",
    "صد یکصد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد",
)
_BETWEEN = frozenset({"and", "plus", "double", "triple", "hundred", "и", "плюс", "i", "و"})
"""Words that stand between the digits of a number read aloud."""


def _spellings(languages: tuple[str, ...], digits: int, room: int) -> dict[str, tuple[int, int]]:
    return {folded(word).text: (digits, room) for words in languages for word in words.split()}


_WORDS = {
    **_spellings(_UNITS, 1, 0),
    **_spellings(_TEENS, 2, 0),
    **_spellings(_TENS, 2, 1),
    **_spellings(_HUNDREDS, 3, 2),
}
"""Folded word → how many digits it writes, and how many of those the next word may fill ('forty': one)."""


def long_numbers(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a folded text that hold seven digits or more, close together."""
    start = end = reach = digits = room = 0
    for token in _TOKEN.finditer(text):
        near = token.start() - reach <= _LONGEST_GAP
        if digits and near and token.group() in _BETWEEN:
            reach = token.end()
            continue
        written, left = _written(token.group())
        if not (digits and near and written):
            yield from [(start, end)] if digits >= LONG else []
            start, digits, room = token.start(), 0, 0
        digits += 0 if written <= room else written
        end, reach, room = token.end(), token.end(), left
    yield from [(start, end)] if digits >= LONG else []


def _written(token: str) -> tuple[int, int]:
    """How many digits a token writes, and how many of them are left open; (0, 0) for any other word."""
    return (len(token), 0) if token.isdigit() else _WORDS.get(token, (0, 0))
