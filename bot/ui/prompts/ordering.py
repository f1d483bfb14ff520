"""The questions of the ordering wizard up to the contact; the summary has a file of its own."""

from datetime import date, datetime

from aiogram.types import InlineKeyboardButton, KeyboardButton

from bot.domain.catalogue import Category
from bot.domain.orders import SOMETHING_ELSE
from bot.ui.keyboards import in_rows, shares_place
from bot.ui.prompting import Prompt, PromptRequest, prompt
from bot.ui.saved_places import label_of_place, label_of_site
from bot.ui.typed import shortened
from db import places
from db.sites import for_member as sites_for

LONGEST_LABEL = 60
"""UTF-16 units on a button: longer ones are cut by the clients, in the middle of a house number."""


@prompt("ordering/service")
def service_prompt(ask: PromptRequest) -> Prompt:
    """The categories; then the services of one, with their prices."""
    category = ask.market.catalogue.category(ask.fields["category"])
    text = ask.render("ordering/service", category=category, attached=_attached(ask))
    return Prompt(text, _services(ask, category) if category else _categories(ask))


def _categories(ask: PromptRequest) -> list[list[InlineKeyboardButton]]:
    categories = [
        ask.choice(f"{category.emoji} {ask.texts.named(category.names)}", f"category:{category.key}")
        for category in ask.market.catalogue.categories
    ]
    something_else = ask.choice(ask.texts.label("Something else"), f"service:{SOMETHING_ELSE}")
    return [*in_rows(categories, 2), [something_else]]


def _services(ask: PromptRequest, category: Category) -> list[list[InlineKeyboardButton]]:
    texts = ask.texts
    services = [
        ask.choice(
            texts.label("%(service)s · %(price)s", service=texts.named(service.names), price=service.price),
            f"service:{service.key}",
        )
        for service in category.services
    ]
    return [*in_rows(services, 1), [ask.choice(texts.label("All categories"), "category:")]]


@prompt("ordering/problem")
def problem_prompt(ask: PromptRequest) -> Prompt:
    """What is wrong. What has been said is shown; going on without a word is for fixed prices only."""
    text = ask.render("ordering/problem", attached=_attached(ask))
    label, said = ask.texts.label, ask.fields["description"] or ask.fields["attachments"]
    if said:
        go_on = ask.choice(label("Continue"), "continue", style="primary")
        return Prompt(text, [[go_on], [ask.choice(label("Say it anew"), "clear")]])
    if ask.fields["required"]:
        return Prompt(text)
    return Prompt(text, [[ask.choice(label("Nothing to add"), "continue")]])


def _attached(ask: PromptRequest) -> str:
    """How many of each kind: '2 photos · 1 voice message'."""
    label_many, counts = ask.texts.label_many, ask.fields["attachments"]
    photo, voice, video, file = (counts.get(kind, 0) for kind in ("photo", "voice", "video", "document"))
    parts = [
        label_many("%(num)s photo", "%(num)s photos", photo) if photo else "",
        label_many("%(num)s voice message", "%(num)s voice messages", voice) if voice else "",
        label_many("%(num)s video", "%(num)s videos", video) if video else "",
        label_many("%(num)s file", "%(num)s files", file) if file else "",
    ]
    return " · ".join(part for part in parts if part)


@prompt("ordering/place")
def place_prompt(ask: PromptRequest) -> Prompt:
    """Where: a button that shares the location, the company's sites, the saved places, or any words."""
    own = sites_for(ask.connection, ask.fields["company"], ask.person.id)
    of_sites = {site.address.words for site in own}
    saved = [place for place in places.of_person(ask.connection, ask.person.id) if place.words not in of_sites]
    share = shares_place(ask.texts.label("Share my location"))
    text = ask.render("ordering/place", saved=len(saved), sites=len(own))
    known = [*(label_of_site(site.name) for site in own), *(label_of_place(place.words) for place in saved)]
    return Prompt(text, reply=[[share], *([label] for label in known)])


@prompt("ordering/candidates")
def candidates_prompt(ask: PromptRequest) -> Prompt:
    """Which of the addresses that were found."""
    found = [
        [ask.choice(_place_label(words, district), f"candidate:{number}")]
        for number, (words, district) in enumerate(ask.fields["candidates"])
    ]
    other = ask.choice(ask.texts.label("None of these"), "other")
    return Prompt(ask.render("ordering/candidates"), [*found, [other]])


def _place_label(words: str, district: str) -> str:
    whole = words if district in words else f"{words} · {district}"
    return shortened(whole, LONGEST_LABEL)


@prompt("ordering/pin")
def pin_prompt(ask: PromptRequest) -> Prompt:
    """Whether the place on the map is the right one."""
    label = ask.texts.label
    yes = ask.choice(label("Yes, here"), "here", style="success")
    return Prompt(ask.render("ordering/pin"), [[yes], [ask.choice(label("No, another"), "elsewhere")]])


@prompt("ordering/door")
def door_prompt(ask: PromptRequest) -> Prompt:
    """The flat, the floor, the code of the door."""
    return Prompt(ask.render("ordering/door"))


@prompt("ordering/time")
def time_prompt(ask: PromptRequest) -> Prompt:
    """As soon as possible, a day, or the windows of a day."""
    chosen = date.fromisoformat(ask.fields["day"]) if ask.fields["day"] else None
    text = ask.render("ordering/time", now=_now(ask), day=chosen)
    return Prompt(text, _windows(ask) if chosen else _days(ask))


def _days(ask: PromptRequest) -> list[list[InlineKeyboardButton]]:
    at_once = ask.choice(ask.texts.label("As soon as possible"), "at_once", style="primary")
    days = [
        ask.choice(ask.texts.short_day(date.fromisoformat(day), _now(ask)), f"day:{day}") for day in ask.fields["days"]
    ]
    return [[at_once] if ask.fields["at_once"] else [], *in_rows(days, 2)]


def _windows(ask: PromptRequest) -> list[list[InlineKeyboardButton]]:
    zone = ask.market.city.time_zone
    windows = []
    for start, end in ask.fields["windows"]:
        first, last = datetime.fromisoformat(start), datetime.fromisoformat(end)
        label = ask.texts.label("%(start)s–%(end)s", start=ask.texts.time(first), end=ask.texts.time(last))
        windows.append(ask.choice(label, f"window:{first.astimezone(zone):%H}"))
    return [*in_rows(windows, 2), [ask.choice(ask.texts.label("Another day"), "days")]]


def _now(ask: PromptRequest) -> datetime:
    return datetime.fromisoformat(ask.fields["now"])


@prompt("ordering/crew")
def crew_prompt(ask: PromptRequest) -> Prompt:
    """How many technicians, on one row."""
    numbers = range(1, ask.fields["most"] + 1)
    return Prompt(
        ask.render("ordering/crew"),
        [[ask.choice(ask.texts.digits(str(number)), f"crew:{number}") for number in numbers]],
    )


@prompt("ordering/contact")
def contact_prompt(ask: PromptRequest) -> Prompt:
    """The own contact's button, and the number that is known already."""
    texts, known = ask.texts, ask.fields["known"]
    share = KeyboardButton(text=texts.label("Share my number"), request_contact=True)
    use = [texts.label("Use %(number)s", number=texts.phone(known))] if known else []
    return Prompt(ask.render("ordering/contact"), reply=[use, [share]] if use else [[share]])
