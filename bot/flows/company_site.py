"""A new site of a company. Steps: where it is (typed, chosen among what was found, or a pin), what it is called."""

from dataclasses import dataclass, replace

from bot.domain.companies import CompanyId
from bot.domain.errors import Refusal
from bot.domain.orders import Address
from bot.flows.answers import Answer
from bot.flows.asides import tell_refusal
from bot.flows.looking_up import look_up, what_was_found
from bot.flows.opening import open_wizard
from bot.flows.wizard import Problem, Question, Scene, Stay, Step, Wizard
from bot.flows.words import words_of
from bot.usecases import conversations
from bot.usecases.companies import LONGEST_SITE, add_site, check_site_name, managed
from bot.usecases.places import is_in_city
from bot.usecases.showing import COMPANY
from bot.usecases.telling import Priority, show_card

MOST_FOUND = 5
FOUND, AGAIN = "found:", "again"


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """`found`: what the typed words may mean, as whoever `credit` names knows it."""

    company: int
    found: tuple[Address, ...] = ()
    credit: str = ""
    address: Address | None = None
    name: str = ""


def ask_for_site(scene: Scene, company: CompanyId) -> None:
    """Begin, if the person runs the company's account."""
    managed(scene.tx, company, scene.person.id)
    open_wizard(COMPANY_SITE, scene, SiteDraft(company))


def ask_where(_scene: Scene, draft: SiteDraft) -> Question:
    """Where is it; several addresses fit: which one?"""
    return Question("companies/site_place", {"found": [place.words for place in draft.found], "credit": draft.credit})


def got_where(scene: Scene, draft: SiteDraft, given: Answer) -> SiteDraft | Stay[SiteDraft]:
    """A pin is the place; of what was found for typed words one is chosen."""
    if given.choice == AGAIN:
        return Stay(replace(draft, found=()))
    if given.choice:
        return replace(draft, address=_chosen(draft, given.choice), found=())
    if given.point is None and not given.text:
        raise Problem("place_wanted")
    looked_up = what_was_found(given)
    inside = [place for place in looked_up.places if is_in_city(scene.tx.market.city, place.point)]
    if not looked_up.places:
        raise Problem("address_unknown")
    if not inside:
        raise Problem("outside_city", city=scene.tx.market.city.name)
    if given.point is not None:
        return replace(draft, address=inside[0], found=())
    return Stay(replace(draft, found=tuple(inside[:MOST_FOUND]), credit=looked_up.credit))


def ask_name(_scene: Scene, draft: SiteDraft) -> Question:
    """What do its people call it?"""
    return Question("companies/site_name", {"address": draft.address.words if draft.address else ""})


def got_name(scene: Scene, draft: SiteDraft, given: Answer) -> SiteDraft:
    """A short name that no other site of the company has."""
    name = " ".join(words_of(given, LONGEST_SITE).split())
    try:
        check_site_name(scene.tx, CompanyId(draft.company), name)
    except Refusal as refusal:
        raise Problem(refusal.code, **refusal.fields) from refusal
    return replace(draft, name=name)


def keep_site(scene: Scene, draft: SiteDraft) -> None:
    """From now on members can order there."""
    conversations.end(scene.tx, scene.person.id)
    assert draft.address is not None
    try:
        add_site(scene.tx, CompanyId(draft.company), scene.person.id, draft.name, draft.address)
    except Refusal as refusal:
        tell_refusal(scene, refusal)
        return
    show_card(scene.tx, scene.person.id, COMPANY, draft.company, priority=Priority.ANSWER, fresh=True)


def _chosen(draft: SiteDraft, choice: str) -> Address:
    number = choice.removeprefix(FOUND)
    if number == choice or not number.isdecimal() or int(number) >= len(draft.found):
        raise Problem("choose_button")
    return draft.found[int(number)]


COMPANY_SITE = Wizard(
    "company_site",
    SiteDraft,
    (Step("where", ask_where, got_where, gather=look_up), Step("name", ask_name, got_name)),
    keep_site,
)
