"""The invented people: customers with a doorstep, technicians with trades and a temper."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from bot.demo.cast import NAMES, characters, scattered
from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.people import Person, Role
from bot.domain.points import Point
from bot.domain.technicians import Application
from bot.turn import Transaction
from bot.usecases.applications import apply, approve
from bot.usecases.people import consent
from bot.usecases.technicians import go_online
from db import people, staff

OPERATOR = PersonId(9_000_000_001)
FIRST_TECHNICIAN = 9_100_000_000
FIRST_CUSTOMER = 9_200_000_000
"""Numbers that Telegram has not given to anybody yet."""
RADIUS_KM = 20


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who orders, always to the same door."""

    id: PersonId
    door: Point
    district: str


@dataclass(frozen=True, slots=True)
class Worker:
    """A technician: how willingly they say yes and how well they work (both 0 to 1)."""

    id: PersonId
    eagerness: float
    skill: float


def customers(count: int, market: Market, dice: random.Random) -> list[Customer]:
    """So many, all over the city."""
    doors = scattered(market.city.centre, market.city.radius_km * 0.8, count, dice)
    return [
        Customer(PersonId(FIRST_CUSTOMER + number), door, _district(market, door)) for number, door in enumerate(doors)
    ]


def _district(market: Market, door: Point) -> str:
    """The nearest one; degrees are near enough for that."""
    districts = market.city.districts
    near = min(districts, key=lambda d: hypot(d.centre.lat - door.lat, d.centre.lon - door.lon), default=None)
    return near.name if near else market.city.name


def settle(tx: Transaction, crowd: Sequence[Customer], workers: int, dice: random.Random) -> list[Worker]:
    """Let everybody be known to the market: the operator, customers who agreed, technicians who are online."""
    _meet(tx, OPERATOR, "Operator")
    staff.appoint(tx, OPERATOR, Role.OWNER)
    for number, customer in enumerate(crowd):
        _meet(tx, customer.id, f"{NAMES[number % len(NAMES)]} {number}")
        consent(tx, customer.id)
    places = scattered(tx.market.city.centre, tx.market.city.radius_km * 0.7, workers, dice)
    skills = sorted(tx.market.catalogue.skills)
    return [
        _hire(tx, number, character.name, character.skills, character.base, Worker(*_temper(number, dice)))
        for number, character in enumerate(characters(workers, skills, places, dice))
    ]


def _temper(number: int, dice: random.Random) -> tuple[PersonId, float, float]:
    return PersonId(FIRST_TECHNICIAN + number), dice.uniform(0.35, 0.9), dice.uniform(0.85, 1.0)


def _hire(tx: Transaction, number: int, name: str, skills: tuple[str, ...], base: Point, worker: Worker) -> Worker:
    _meet(tx, worker.id, name)
    consent(tx, worker.id)
    phone = f"+48600{number:06}"
    apply(tx, worker.id, Application(name, phone, skills, base, "", RADIUS_KM, ("en",), "", ()))
    approve(tx, worker.id, OPERATOR)
    go_online(tx, worker.id)
    return worker


def _meet(tx: Transaction, person: PersonId, name: str) -> None:
    people.meet(tx, Person(person, name, Language.EN), name)
