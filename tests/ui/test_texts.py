"""Sentences, names and numbers in the four languages."""

from decimal import Decimal

import pytest
from markupsafe import Markup

from bot.domain.languages import Language
from bot.domain.money import Money
from bot.ui.texts import N_, texts_of
from tests.ui.conftest import NOW, WARSAW

EN, RU, PL, FA = Language.EN, Language.RU, Language.PL, Language.FA
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        (EN, {1: "1 day", 2: "2 days", 5: "5 days", 21: "21 days", 0: "0 days"}),
        (
            RU,
            {
                1: "1 день",
                2: "2 дня",
                5: "5 дней",
                11: "11 дней",
                14: "14 дней",
                21: "21 день",
                112: "112 дней",
            },
        ),
        (PL, {1: "1 dzień", 2: "2 dni", 5: "5 dni", 22: "22 dni"}),
        (FA, {0: "۰ روز", 1: "۱ روز", 2: "۲ روز", 21: "۲۱ روز"}),
    ],
)
def test_plural_forms(language: Language, forms: dict[int, str]) -> None:
    said = {n: texts_of(language).say_many("%(num)s day", "%(num)s days", n) for n in forms}
    assert said == forms


def test_fields_are_escaped_in_messages_only() -> None:
    texts = texts_of(EN)
    assert texts.say("%(name)s is near", name="<b>Al & Co</b>") == "&lt;b&gt;Al &amp; Co&lt;/b&gt; is near"
    assert texts.say("%(name)s is near", name=Markup("<b>Al</b>")) == "<b>Al</b> is near"
    assert texts.label("%(name)s is near", name="<b>Al & Co</b>") == "<b>Al & Co</b> is near"
    assert texts.label("%(name)s is near", name=Markup("<b>Al &amp; Co</b>")) == "Al & Co is near"
    assert texts.say("<b>%(share)s%%</b> done", share=50) == "<b>50%</b> done"


def test_a_missing_field_is_an_error() -> None:
    with pytest.raises(KeyError, match="name"):
        texts_of(EN).say("%(name)s is near")


@pytest.mark.parametrize("value", [NOW, NOW.date(), True, None, Language.EN, [1]])
def test_what_can_be_written_in_several_ways_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="several ways"):
        texts_of(EN).say("%(value)s", value=value)


def test_numbers_in_sentences_have_the_readers_digits() -> None:
    assert texts_of(FA).label("Order %(number)s of %(share)s", number=1234, share=0.5) == "Order ۱۲۳۴ of ۰٫۵"
    assert texts_of(RU).label("%(price)s", price=Money(12050, "PLN")) == f"120,50{NBSP}PLN"
    assert texts_of(FA).say_many("%(num)s day", "%(num)s days", 3, num="three") == "three روز"


def test_untranslated_sentences_are_english() -> None:
    assert texts_of(PL).label("This sentence is in no catalogue") == "This sentence is in no catalogue"
    assert N_("later") == "later"


@pytest.mark.parametrize(
    ("language", "whole", "broken", "large"),
    [
        (EN, f"PLN{NBSP}120", f"PLN{NBSP}120.50", "€1,234,567"),
        (RU, f"120{NBSP}PLN", f"120,50{NBSP}PLN", f"1{NBSP}234{NBSP}567{NBSP}€"),
        (PL, f"120{NBSP}zł", f"120,50{NBSP}zł", f"1{NBSP}234{NBSP}567{NBSP}€"),
        (FA, f"\u2067۱۲۰{NBSP}PLN\u2069", f"\u2067۱۲۰٫۵۰{NBSP}PLN\u2069", f"۱٬۲۳۴٬۵۶۷{NBSP}€"),
    ],
)
def test_money(language: Language, whole: str, broken: str, large: str) -> None:
    texts = texts_of(language)
    assert texts.money(Money(12000, "PLN")) == whole
    assert texts.money(Money(12050, "PLN")) == broken
    assert texts.money(Money(123456700, "EUR")) == large


def test_money_in_rials_has_no_hundredths() -> None:
    assert texts_of(FA).money(Money(1200000, "IRR")) == f"۱٬۲۰۰٬۰۰۰{NBSP}ریال"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            EN,
            [
                "12,500",
                "2.5",
                "350 m",
                "1 km",
                "2.5 km",
                "14 km",
                "1 min",
                "40 min",
                "2 h",
                "1 h 20 min",
                "3 days",
            ],
        ),
        (
            RU,
            [
                f"12{NBSP}500",
                "2,5",
                "350 м",
                "1 км",
                "2,5 км",
                "14 км",
                "1 мин",
                "40 мин",
                "2 ч",
                "1 ч 20 мин",
                "3 дня",
            ],
        ),
        (
            PL,
            [
                f"12{NBSP}500",
                "2,5",
                "350 m",
                "1 km",
                "2,5 km",
                "14 km",
                "1 min",
                "40 min",
                "2 godz.",
                "1 godz. 20 min",
                "3 dni",
            ],
        ),
        (
            FA,
            [
                "۱۲٬۵۰۰",
                "۲٫۵",
                "۳۵۰ متر",
                "۱ کیلومتر",
                "۲٫۵ کیلومتر",
                "۱۴ کیلومتر",
                "۱ دقیقه",
                "۴۰ دقیقه",
                "۲ ساعت",
                "۱ ساعت و ۲۰ دقیقه",
                "۳ روز",
            ],
        ),
    ],
)
def test_quantities(language: Language, said: list[str]) -> None:
    texts = texts_of(language)
    quantities = [texts.number(12500), texts.number(Decimal("2.5"))]
    quantities += [texts.distance(metres) for metres in (342, 980, 2540, 14040)]
    quantities += [texts.duration(minutes) for minutes in (0.2, 40, 120, 80.4, 3 * 24 * 60)]
    assert quantities == said


def test_distances_are_never_nothing() -> None:
    assert texts_of(EN).distance(0) == "50 m"
    assert texts_of(EN).distance(974) == "950 m"
    assert texts_of(EN).distance(9960) == "10 km"


def test_phones_stay_dialable() -> None:
    assert texts_of(EN).phone("+48601234567") == "+48 601 234 567"
    assert texts_of(FA).phone("+989123456789") == "\u2066+98 912 345 6789\u2069"


def test_stars() -> None:
    assert texts_of(EN).stars(4) == "★★★★☆"
    assert texts_of(FA).rating(4.87) == f"★{NBSP}۴٫۹"
    with pytest.raises(ValueError, match="6 of five"):
        texts_of(EN).stars(6)


@pytest.mark.parametrize(
    ("language", "name", "shown"),
    [
        (EN, "Anna", "Anna"),
        (EN, "محمد", "\u2068محمد\u2069"),
        (EN, "Anna محمد", "\u2068Anna محمد\u2069"),
        (FA, "محمد", "محمد"),
        (FA, "Anna <b>", "\u2068Anna <b>\u2069"),
        (FA, "123", "\u2068123\u2069"),
        (RU, "Анна", "Анна"),
    ],
)
def test_names_keep_the_order_of_their_line(language: Language, name: str, shown: str) -> None:
    assert texts_of(language).name(name) == shown


def test_a_hostile_name_is_isolated_and_escaped() -> None:
    texts = texts_of(FA)
    assert texts.say("%(name)s", name=texts.name("<b>x")) == "\u2068&lt;b&gt;x\u2069"


def test_names_of_the_catalogue() -> None:
    names = {EN: "Tap", RU: "Кран", PL: "Kran", FA: "شیر"}
    assert [texts_of(language).named(names) for language in Language] == list(names.values())


def test_capital_leaves_the_rest_alone() -> None:
    assert texts_of(EN).capital("today, IBAN") == "Today, IBAN"
    assert texts_of(EN).capital("") == ""


def test_one_of_each() -> None:
    assert texts_of(EN, WARSAW) is texts_of(EN, WARSAW)
    assert texts_of(EN, WARSAW) is not texts_of(PL, WARSAW)
