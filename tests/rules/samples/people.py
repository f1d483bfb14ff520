"""Who and what the samples are about. Whatever people write tries to break the markup."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.extras import Extra, ExtraId, ExtraStatus
from bot.domain.ids import JobId, OfferId, OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.money import Money
from bot.domain.offers import Job, JobStatus, Offer, OfferStatus
from bot.domain.orders import Address, Attachment, Order, OrderStatus, Window
from bot.domain.people import Person
from bot.domain.points import Point
from bot.domain.reviews import Review
from bot.domain.saved_places import SavedPlace
from bot.domain.service_book import PlaceId
from bot.domain.technicians import Technician, TechnicianStatus

Fields = dict[str, Any]

NOW = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
NAME, OTHER_NAME = "Zoë <Nowak> & Co", "علی"
WORDS = "It drips </blockquote> & <b>smells</b>\nsince {{ yesterday }}"
PHONE = "+48601234567"
PRICE, MORE = Money(180_00, "PLN"), Money(20_50, "PLN")
DOOR = Point(lat=50.0614, lon=19.9366)
ADDRESS = Address(DOOR, "Rynek <Główny> 1/2", "Stare Miasto")
LATER = Window(NOW + timedelta(days=1), NOW + timedelta(days=1, hours=2))
PERSON = Person(PersonId(5550001), NAME, Language.EN)
BANNED = Person(PersonId(5550002), OTHER_NAME, Language.FA, reachable=False, banned_at=NOW)


def review(reply: str = "", *, hidden: bool = False, words: str = WORDS) -> Review:
    """What a customer wrote about a technician."""
    return Review(3, JobId(4), PERSON.id, PersonId(7), 4, words, NOW, reply, hidden)


def place(note: str | None) -> SavedPlace:
    """A place that the customer kept."""
    return SavedPlace(PlaceId(3), PERSON.id, ADDRESS, note)


def order(status: OrderStatus = OrderStatus.SEARCHING, **changes: Any) -> Order:
    """An order for one leaking tap, as soon as possible."""
    row: Fields = {
        "id": OrderId(12),
        "customer": PERSON.id,
        "service": "leak",
        "description": WORDS,
        "attachments": (Attachment("photo", "file"),),
        "address": ADDRESS,
        "window": None,
        "crew": 1,
        "taken": 0,
        "phone": PHONE,
        "price": PRICE,
        "status": status,
        "version": 1,
        "round": 1,
        "wave": 1,
        "favourite": None,
        "start_code": "0471",
        "created_at": NOW,
        "closed_reason": None,
    }
    return Order(**{**row, **changes})


def for_two(status: OrderStatus = OrderStatus.SEARCHING, **changes: Any) -> Order:
    """One for a crew of two at a chosen time, one of them found."""
    return order(status, **{"crew": 2, "taken": 1, "window": LATER, "phone": None, **changes})


def offer(status: OfferStatus = OfferStatus.OPEN, **changes: Any) -> Offer:
    """An offer 2.3 km away."""
    row: Fields = {
        "id": OfferId(31),
        "order": OrderId(12),
        "technician": PersonId(5550003),
        "round": 1,
        "wave": 1,
        "status": status,
        "distance_m": 2300,
        "travel_s": 540,
        "created_at": NOW,
        "answered_at": None,
        "reason": None,
    }
    return Offer(**{**row, **changes})


def job(status: JobStatus = JobStatus.ASSIGNED, **changes: Any) -> Job:
    """A job that was accepted at noon."""
    row: Fields = {
        "id": JobId(41),
        "offer": OfferId(31),
        "order": OrderId(12),
        "technician": PersonId(5550003),
        "status": status,
        "pay": PRICE,
        "extra": None,
        "code_attempts": 0,
        "accepted_at": NOW,
        "arriving_at": NOW + timedelta(minutes=9),
        "started_at": NOW + timedelta(minutes=20),
        "ended_at": None,
        "reason": None,
    }
    return Job(**{**row, **changes})


def extra(status: ExtraStatus = ExtraStatus.OPEN) -> Extra:
    """Something more, for a little more."""
    return Extra(ExtraId(51), JobId(41), MORE, WORDS, status, NOW)


def technician(status: TechnicianStatus = TechnicianStatus.APPROVED, **changes: Any) -> Technician:
    """Somebody with five ratings and seven jobs."""
    row: Fields = {
        "id": PersonId(5550003),
        "name": NAME,
        "phone": PHONE,
        "photo": "file",
        "status": status,
        "level": "new",
        "skills": frozenset({"plumbing"}),
        "languages": ("pl", "fa"),
        "experience": WORDS,
        "base": DOOR,
        "base_words": ADDRESS.words,
        "radius_km": 12,
        "online": True,
        "position": DOOR,
        "position_at": NOW,
        "hours": {},
        "max_jobs": 2,
        "calls_muted": False,
        "stars_sum": 24,
        "stars_count": 5,
        "jobs_done": 7,
        "version": 1,
    }
    return Technician(**{**row, **changes})
