"""The questions about interviews: when an operator can, when an applicant wants to, what to write down."""

from datetime import UTC, date, datetime

from bot.ui.keyboards import in_rows
from bot.ui.prompting import Prompt, PromptRequest, prompt
from db import people, technicians

CLOSE = "nav:cancel"


@prompt("interviews/offering")
def offering_prompt(ask: PromptRequest) -> Prompt:
    """The days, each with how many times are offered; or one day's times: ticked ones are offered, a tap changes it."""
    texts, fields = ask.texts, ask.fields
    labels = {CLOSE: texts.label("Close")}
    if fields["day"]:
        text = ask.render("interviews/ask_times", now=_now(ask), day=date.fromisoformat(fields["day"]))
        times = [ask.choice(_mark(one) + texts.time(_moment(one["at"])), one["choice"]) for one in fields["times"]]
        return Prompt(text, [*in_rows(times, 3), [ask.choice(texts.label("Other days"), "days")]], labels=labels)
    days = [ask.choice(_day_words(ask, day, count), f"day:{day}") for day, count in fields["days"]]
    text = ask.render("interviews/ask_days", now=_now(ask), coming=[_line(ask, one) for one in fields["coming"]])
    return Prompt(text, in_rows(days, 2), labels=labels)


def _mark(one: dict[str, str]) -> str:
    return {"free": "✓ ", "chosen": "👤 "}.get(one["status"], "")


def _day_words(ask: PromptRequest, day: str, count: int) -> str:
    words = ask.texts.short_day(date.fromisoformat(day), _now(ask))
    return f"{words} · {ask.texts.number(count)}" if count else words


def _line(ask: PromptRequest, one: dict[str, object]) -> dict[str, object]:
    applicant = technicians.find(ask.connection, int(str(one["applicant"])))
    operator = people.find(ask.connection, int(str(one["operator"])))
    at = datetime.fromisoformat(str(one["at"]))
    return {"at": at, "name": applicant.name if applicant else "", "operator": operator.name if operator else ""}


@prompt("interviews/choosing")
def choosing_prompt(ask: PromptRequest) -> Prompt:
    """The days on which somebody can talk, or one day's times."""
    texts, fields = ask.texts, ask.fields
    current = datetime.fromisoformat(fields["current"]) if fields["current"] else None
    about = {"now": _now(ask), "current": current, "nothing": not fields["days"] and not fields["times"]}
    day = date.fromisoformat(fields["day"]) if fields["day"] else None
    text = ask.render("interviews/ask_when", day=day, **about)
    if day is not None:
        times = [ask.choice(texts.time(_moment(at)), f"at:{at}") for at in fields["times"]]
        return Prompt(text, [*in_rows(times, 3), [ask.choice(texts.label("Other days"), "days")]])
    days = [ask.choice(texts.short_day(date.fromisoformat(one), _now(ask)), f"day:{one}") for one in fields["days"]]
    return Prompt(text, in_rows(days, 2))


@prompt("interviews/note")
def note_prompt(ask: PromptRequest) -> Prompt:
    """Anything to remember about it?"""
    applicant = technicians.find(ask.connection, ask.fields["applicant"])
    return Prompt(ask.render("interviews/ask_note", name=applicant.name if applicant else ""))


def _now(ask: PromptRequest) -> datetime:
    return datetime.fromisoformat(ask.fields["now"])


def _moment(seconds: str | int) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)
