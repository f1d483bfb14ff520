"""Everything that is said in one language: sentences from the catalogue, templates, numbers, days.

English sentences are the catalogue's keys: `texts.say('Order %(number)s', number=7)`.
"""

import datetime as dt
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from bot.domain.catalogue import Names
from bot.domain.languages import Language
from bot.domain.money import Money
from bot.ui import dates, numerals
from bot.ui.catalogues import translations_of
from bot.ui.direction import aligned, isolated
from bot.ui.templating import environment_for, plain, shown, tidied


class Texts:
    """The voice of the market in one language, on the clocks of one city."""

    def __init__(self, language: Language, zone: ZoneInfo | None) -> None:
        """Use `texts_of`, which keeps one of each. Without a zone there is no local time to tell."""
        self.language = language
        self._zone = zone
        self._translations = translations_of(language)
        self._environment = environment_for(self)

    # ------------------------------------------------------------ sentences

    def say(self, msgid: str, /, **fields: object) -> Markup:
        """The sentence for a message's text (Telegram's HTML): fields are escaped, numbers in own digits."""
        return self._as_html(self._translations.gettext(msgid), fields)

    def say_many(self, singular: str, plural: str, n: int, /, **fields: object) -> Markup:
        """The sentence in the form that goes with `n`, which fills %(num)s."""
        return self._as_html(self._translations.ngettext(singular, plural, n), {"num": n, **fields})

    def label(self, msgid: str, /, **fields: object) -> str:
        """The sentence as plain text, for buttons, toasts and menus: nothing is escaped."""
        return self._as_plain(self._translations.gettext(msgid), fields)

    def label_many(self, singular: str, plural: str, n: int, /, **fields: object) -> str:
        """The plain sentence in the form that goes with `n`, which fills %(num)s."""
        return self._as_plain(self._translations.ngettext(singular, plural, n), {"num": n, **fields})

    def render(self, template_name: str, /, **fields: object) -> Markup:
        """The template of that name (no suffix), as Telegram's HTML without stray blank lines."""
        text = tidied(self._environment.get_template(f"{template_name}.html").render(fields))
        return Markup(aligned(text, right_to_left=self.language.right_to_left))  # noqa: S704  # one mark a line at most

    def render_plain(self, template_name: str, /, **fields: object) -> str:
        """The same without tags, for where Telegram takes no HTML: the answer to a button press."""
        return plain(self.render(template_name, **fields))

    def page(self, page_name: str, /, **fields: object) -> str:
        """The page of that name (no suffix) as a whole HTML document for a browser."""
        return self._environment.get_template(f"{page_name}.html").render(fields)

    def _as_html(self, sentence: str, fields: dict[str, object]) -> Markup:
        return Markup(sentence % {key: escape(shown(value, self)) for key, value in fields.items()})  # noqa: S704

    def _as_plain(self, sentence: str, fields: dict[str, object]) -> str:
        values = {key: shown(value, self) for key, value in fields.items()}
        return sentence % {k: plain(v) if isinstance(v, Markup) else v for k, v in values.items()}

    # ------------------------------------------------------------ names and numbers

    def name(self, name: str) -> str:
        """A person's name, or whatever else a person wrote into a line of ours: it keeps the line's order."""
        return isolated(name, right_to_left=self.language.right_to_left)

    def named(self, names: Names) -> str:
        """The name of a service, category or skill in this language."""
        return names[self.language]

    def digits(self, text: str) -> str:
        """The text with its digits as this language writes them; no grouping."""
        return numerals.own_digits(text, self.language)

    def number(self, value: float | Decimal) -> str:
        """A quantity: 12,500 · 12 500 · ۱۲٬۵۰۰."""
        return numerals.number(value, self.language)

    def money(self, amount: Money) -> str:
        """An amount with its currency."""
        return numerals.money(amount, self.language)

    def minor(self, amount: int, currency: str) -> str:
        """An amount in minor units, as refusals and problems carry it."""
        return self.money(Money(amount, currency))

    def phone(self, e164: str) -> str:
        """A phone number as people read it, still a link to dial."""
        return numerals.phone(e164, self.language)

    def stars(self, count: int) -> str:
        """Given stars: ★★★★☆."""
        return numerals.stars(count)

    def rating(self, average: float) -> str:
        """An average of stars: ★ 4.9."""
        return f"★{numerals.NO_BREAK_SPACE}{self.number(round(average, 1))}"

    def distance(self, metres: float) -> str:
        """A distance as roughly as people think it: 350 m · 2.5 km · 14 km."""
        if metres < 975:
            return self.label("%(metres)s m", metres=max(50, round(metres / 50) * 50))
        kilometres = metres / 1000
        return self.label("%(kilometres)s km", kilometres=round(kilometres, 1 if kilometres < 10 else None))

    def duration(self, minutes: float) -> str:
        """A stretch of time: 40 min · 2 h · 1 h 20 min · 3 days. Less than a minute is one."""
        whole = max(1, round(minutes))
        if whole >= 2 * 24 * 60:
            return self.label_many("%(num)s day", "%(num)s days", round(whole / (24 * 60)))
        hours, rest = divmod(whole, 60)
        if not hours:
            return self.label("%(minutes)s min", minutes=rest)
        if not rest:
            return self.label("%(hours)s h", hours=hours)
        return self.label("%(hours)s h %(minutes)s min", hours=hours, minutes=rest)

    def period(self, length: dt.timedelta) -> str:
        """A stretch of time that a setting says: 30 days."""
        return self.duration(length.total_seconds() / 60)

    # ------------------------------------------------------------ days and times

    def date(self, day: dt.date, now: dt.datetime | None = None) -> str:
        """Sunday 15 March; the year too, unless `now` says that it is this one."""
        local = self._day(day)
        this_year = now is not None and dates.same_year(local, self._day(now), self.language)
        return dates.long_date(local, self.language, with_year=not this_year)

    def day(self, day: dt.date, now: dt.datetime) -> str:
        """Today, tomorrow, yesterday, or the date."""
        return self._day_word(self._days_away(day, now)) or self.date(day, now)

    def day_of_month(self, moment: dt.datetime) -> str:
        """The day on a chart's axis, as short as it can be: 15.3. · in Persian by its own calendar: ۲۴/۱۲."""
        return dates.day_of_month(self._local(moment).date(), self.language)

    def short_day(self, day: dt.date, now: dt.datetime) -> str:
        """The day on a button: Today · Tomorrow · Sun 15 Mar."""
        word = self._day_word(self._days_away(day, now))
        return self.capital(word or dates.short_date(self._day(day), self.language))

    def time(self, time: dt.time | dt.datetime) -> str:
        """A time of day, on 24 hours: 14:05. A moment is told by the city's clocks."""
        local = self._local(time).time() if isinstance(time, dt.datetime) else time
        return dates.clock_time(local, self.language)

    def moment(self, moment: dt.datetime, now: dt.datetime | None = None) -> str:
        """Today at 14:05 · Sunday 15 March at 14:05. In the middle of a sentence, so without a capital."""
        time = self.time(moment)
        match self._days_away(moment, now) if now else None:
            case 0:
                return self.label("today at %(time)s", time=time)
            case 1:
                return self.label("tomorrow at %(time)s", time=time)
            case -1:
                return self.label("yesterday at %(time)s", time=time)
            case _:
                return self.label("%(date)s at %(time)s", date=self.date(moment, now), time=time)

    def window(self, start: dt.datetime, end: dt.datetime, now: dt.datetime | None = None) -> str:
        """Today, 14:00–16:00; both days when it crosses midnight."""
        if self._day(start) != self._day(end):
            return self.label("%(start)s – %(end)s", start=self.moment(start, now), end=self.moment(end, now))
        day = self.day(start, now) if now else self.date(start)
        return self.label("%(day)s, %(start)s–%(end)s", day=day, start=self.time(start), end=self.time(end))

    def capital(self, text: str) -> str:
        """The text with a capital first letter, for the beginning of a line; the rest stays as it is."""
        return text[:1].upper() + text[1:]

    def _day_word(self, days_away: int) -> str | None:
        """The word for a day as near as this; None where only the date will do."""
        near = {-1: self.label("yesterday"), 0: self.label("today"), 1: self.label("tomorrow")}
        return near.get(days_away)

    def _days_away(self, day: dt.date, now: dt.datetime) -> int:
        return (self._day(day) - self._day(now)).days

    def _day(self, day: dt.date) -> dt.date:
        """The day in the city that a moment falls on; a plain date is one already."""
        return self._local(day).date() if isinstance(day, dt.datetime) else day

    def _local(self, moment: dt.datetime) -> dt.datetime:
        """The moment by the city's clocks. A naive one, or texts without a city, are bugs."""
        if moment.tzinfo is None or self._zone is None:
            raise ValueError(f"no local time for {moment!r} in zone {self._zone}")
        return moment.astimezone(self._zone)


def N_(msgid: str) -> str:  # noqa: N802  # the name by which extraction tools know it
    """Marks a sentence that is said later, out of a table, so that translators get to see it."""
    return msgid


@cache
def texts_of(language: Language, zone: ZoneInfo | None = None) -> Texts:
    """The texts of a language; with the zone of `market.city.time_zone` they tell local times too."""
    return Texts(language, zone)
