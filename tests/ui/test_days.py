"""Days and times in the four languages, by the city's clocks and the reader's calendar."""

import datetime as dt

import pytest

from bot.domain.languages import Language
from bot.ui.texts import Texts, texts_of
from tests.ui.conftest import NOW, WARSAW

EN, RU, PL, FA = Language.EN, Language.RU, Language.PL, Language.FA
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def in_warsaw(language: Language) -> Texts:
    return texts_of(language, WARSAW)


@pytest.mark.parametrize(
    ("language", "long", "this_year", "short"),
    [
        (EN, "Sunday 15 March 2026", "Sunday 15 March", "Wed 18 Mar"),
        (RU, "воскресенье, 15 марта 2026 г.", "воскресенье, 15 марта", "Ср, 18 мар."),
        (PL, "niedziela, 15 marca 2026", "niedziela, 15 marca", "Śr., 18 mar"),
        (FA, "یکشنبه ۲۴ اسفند ۱۴۰۴", "یکشنبه ۲۴ اسفند", "چهارشنبه ۲۷ اسفند"),
    ],
)
def test_dates(language: Language, long: str, this_year: str, short: str) -> None:
    texts = in_warsaw(language)
    assert texts.date(NOW.date()) == long
    assert texts.date(NOW, NOW) == this_year
    assert texts.short_day(NOW + 3 * DAY, NOW) == short


def test_a_year_ends_with_the_readers_calendar() -> None:
    after_nowruz = dt.date(2026, 3, 25)
    assert in_warsaw(FA).date(after_nowruz, NOW) == "چهارشنبه ۵ فروردین ۱۴۰۵"
    assert in_warsaw(EN).date(after_nowruz, NOW) == "Wednesday 25 March"
    assert in_warsaw(EN).date(dt.date(2025, 12, 31), NOW) == "Wednesday 31 December 2025"


@pytest.mark.parametrize(
    ("language", "days"),
    [
        (EN, ["yesterday", "today", "tomorrow", "Tuesday 17 March"]),
        (RU, ["вчера", "сегодня", "завтра", "вторник, 17 марта"]),
        (PL, ["wczoraj", "dziś", "jutro", "wtorek, 17 marca"]),
        (FA, ["دیروز", "امروز", "فردا", "سه\u200cشنبه ۲۶ اسفند"]),
    ],
)
def test_near_days_have_words(language: Language, days: list[str]) -> None:
    texts = in_warsaw(language)
    assert [texts.day(NOW + n * DAY, NOW) for n in (-1, 0, 1, 2)] == days
    assert texts.short_day(NOW, NOW) == texts.capital(days[1])


@pytest.mark.parametrize(
    ("language", "moments"),
    [
        (EN, ["yesterday at 13:00", "today at 13:00", "tomorrow at 13:00", "Tuesday 17 March at 13:00"]),
        (RU, ["вчера в 13:00", "сегодня в 13:00", "завтра в 13:00", "вторник, 17 марта в 13:00"]),
        (PL, ["wczoraj o 13:00", "dziś o 13:00", "jutro o 13:00", "wtorek, 17 marca o 13:00"]),
        (FA, ["دیروز ساعت ۱۳:۰۰", "امروز ساعت ۱۳:۰۰", "فردا ساعت ۱۳:۰۰", "سه\u200cشنبه ۲۶ اسفند ساعت ۱۳:۰۰"]),
    ],
)
def test_moments_are_told_by_the_citys_clocks(language: Language, moments: list[str]) -> None:
    texts = in_warsaw(language)
    assert [texts.moment(NOW + n * DAY, NOW) for n in (-1, 0, 1, 2)] == moments


def test_the_day_changes_at_the_citys_midnight() -> None:
    late = dt.datetime(2026, 3, 15, 22, 59, tzinfo=dt.UTC)
    texts = in_warsaw(EN)
    assert texts.moment(late, late) == "today at 23:59"
    assert texts.moment(late + dt.timedelta(minutes=1), late) == "tomorrow at 00:00"
    assert texts.moment(late) == "Sunday 15 March 2026 at 23:59"


def test_summer_time_is_the_citys() -> None:
    assert in_warsaw(EN).time(dt.datetime(2026, 3, 29, 0, 59, tzinfo=dt.UTC)) == "01:59"
    assert in_warsaw(EN).time(dt.datetime(2026, 3, 29, 1, 0, tzinfo=dt.UTC)) == "03:00"


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        (EN, "today, 13:00–15:00", "today at 13:00 – tomorrow at 09:00"),
        (RU, "сегодня, 13:00–15:00", "сегодня в 13:00 – завтра в 09:00"),
        (PL, "dziś, 13:00–15:00", "dziś o 13:00 – jutro o 09:00"),
        (FA, "امروز، ۱۳:۰۰ تا ۱۵:۰۰", "امروز ساعت ۱۳:۰۰ تا فردا ساعت ۰۹:۰۰"),
    ],
)
def test_windows(language: Language, short: str, long: str) -> None:
    texts = in_warsaw(language)
    assert texts.window(NOW, NOW + 2 * HOUR, NOW) == short
    assert texts.window(NOW, NOW + 20 * HOUR, NOW) == long


def test_a_window_without_now_has_its_date() -> None:
    assert in_warsaw(EN).window(NOW, NOW + HOUR) == "Sunday 15 March 2026, 13:00–14:00"


def test_times_of_day_need_no_city() -> None:
    assert texts_of(FA).time(dt.time(9, 5)) == "۰۹:۰۵"


def test_no_local_time_without_a_city_or_a_zone() -> None:
    with pytest.raises(ValueError, match="no local time"):
        texts_of(EN).moment(NOW)
    with pytest.raises(ValueError, match="no local time"):
        in_warsaw(EN).moment(NOW.replace(tzinfo=None))
