"""What has happened in the market whose every button is pressed."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from bot.domain.cautions import Step
from bot.domain.ids import OrderId, PersonId
from bot.domain.money import Money
from bot.domain.orders import Address, Attachment, OrderStatus
from bot.domain.points import Point
from bot.domain.ratings import Rating
from bot.domain.records import Measure, Shortfall
from bot.domain.relay import Utterance
from bot.domain.surveys import SurveyKind
from bot.domain.technicians import Application
from bot.turn import Transaction
from bot.usecases.case_talk import ask_human
from bot.usecases.extras import propose_extra
from bot.usecases.finishing import finish
from bot.usecases.giving import give_credit
from bot.usecases.jobs import arrive, set_out
from bot.usecases.replies import reply
from bot.usecases.start_code import start
from db import cautions as caution_rows
from db import interviews as interview_rows
from db import outages as outage_rows
from db import people, places, ratings, surveys
from db.tables import interviews as interview_table
from db.tables import orders as orders_table
from playground.person import Person
from tests.dispatch_scene import new_order
from tests.job_scene import CODE, DOOR, accepted_order
from tests.stories.stage import Stage

APPLICATION = Application("Tom", "+48600000002", ("plumbing",), Point(50.06, 19.94), "Grodzka 5", 10, ("pl",), "", ())


async def photos_of(stage: Stage, anna: Person) -> tuple[Attachment, ...]:
    """Two that Telegram knows."""
    sent = await anna.sends_album(2)
    await stage.settled()
    return tuple(Attachment("photo", message.content["photo"][-1]["file_id"]) for message in sent)


def orders_of(tx: Transaction, anna: PersonId, ali: PersonId, photos: tuple[Attachment, ...]) -> dict[str, Any]:
    """On its way, at work, done; looking, without anybody, without a price that was agreed to."""
    places.keep(tx, anna, Address(DOOR, "Rynek Główny 1/2", "Stare Miasto"))
    working, done, on_the_way = (accepted_order(tx, [ali], 1, anna, attachments=photos)[0] for _ in range(3))
    for job in (working, done, on_the_way):
        set_out(tx, job, ali)
    for job in (working, done):
        arrive(tx, job, ali)
        start(tx, job, ali, CODE)
    extra = propose_extra(tx, working, ali, Money(1000, "PLN"), "a new valve")
    finish(tx, done, ali)
    wrote = Rating(done, anna, ali, 5, (), "Quick and kind", tx.now, None)
    ratings.add(tx, wrote)
    ratings.reveal(tx, wrote)
    reply(tx, done, ali, "Thank you")
    orders = {"in_progress": 1, "done": 2, "en_route": 3}
    orders |= {name: new_order(tx, anna, attachments=photos) for name in ("searching", "expired", "quoting")}
    for name, changes in UNUSUAL.items():
        tx.execute(update(orders_table).where(orders_table.c.id == orders[name]).values(**changes))
    return {"orders": orders, "jobs": {"working": working, "done": done, "en_route": on_the_way}, "extra": extra}


def case_of(tx: Transaction, anna: PersonId, olga: PersonId) -> dict[str, int]:
    """A question, and credit for whoever asks it, that nobody has used yet."""
    case = ask_human(tx, anna, Utterance("text", "Where is my plumber?"))
    return {"case": case, "amends": give_credit(tx, olga, 0, case, Money(5000, "PLN"))}


def cautions_of(tx: Transaction, bo: PersonId) -> tuple[int, int]:
    """One that may be appealed against, and one against which somebody has."""
    why = Shortfall(Measure.DONE, 0.5, 0.6)
    first, second = (caution_rows.add(tx, bo, Step.WARNED, why) for _ in range(2))
    caution_rows.appeal(tx, second)
    return first, second


def outage_of(tx: Transaction, olga: PersonId) -> int:
    """Somebody has a number and asks whether an outage is meant."""
    people.set_phone(tx, olga, "+48600000003")
    return outage_rows.ask(tx, olga, "the network")


def interview_of(tx: Transaction, olga: PersonId, tom: PersonId) -> int:
    """One that has begun."""
    soon = tx.now + timedelta(hours=1)
    talk = interview_rows.offer(tx, olga, soon, soon + timedelta(hours=1))
    assert interview_rows.choose(tx, talk, tom)
    tx.execute(interview_table.update().values(begins_at=tx.now - timedelta(minutes=5)))
    return talk


def survey_of(tx: Transaction, anna: PersonId, order: int) -> int:
    """A question that a week has brought about."""
    asked = surveys.ask(tx, SurveyKind.STILL_FINE, anna, OrderId(order))
    assert asked is not None
    return asked


UNUSUAL: dict[str, dict[str, Any]] = {
    "expired": {"status": OrderStatus.EXPIRED.value},
    "quoting": {"status": OrderStatus.QUOTING.value, "service": "something_else", "price": 5000},
}
