"""A customer, two technicians and an operator around accepted orders: where the tests of jobs begin."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from sqlalchemy import select

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.offers import Job, JobStatus
from bot.domain.orders import Address, Attachment, Order, OrderDraft, OrderStatus
from bot.domain.people import Person, Role
from bot.domain.points import Point
from bot.domain.technicians import TechnicianStatus
from bot.ui.registry import CardRequest, NoticeRequest, render_card, render_notice
from bot.ui.view import View
from bot.usecases.dispatch import accept_offer, start_search
from bot.usecases.jobs import arrive, set_out
from bot.usecases.start_code import start
from db import jobs, offers, orders, people, staff
from db.tables import cards, outbox, technician_skills, technicians, timers
from db.transaction import Transaction
from tests.clock import TestClock

ANNA, ALI, BO, STRANGER, OLGA = (PersonId(n) for n in (100, 200, 300, 400, 500))
"""The customer, two technicians, a customer of nobody here, the operator."""
DOOR = Point(lat=50.0614, lon=19.9366)
CODE = "4711"


class Step(Protocol):
    """Something that one person (`actor`) does in a transaction."""

    def __call__(self, tx: Transaction, actor: PersonId) -> object: ...


Transact = Callable[[Callable[[Transaction], Any]], Awaitable[Any]]


@dataclass
class JobScene:
    """The people are met, the technicians approved; `accepted` makes an order that they have taken."""

    transact: Transact
    market: Market
    clock: TestClock
    seen: int = field(default=0)

    async def begin(self) -> "JobScene":
        """Let everybody be there."""
        await self.transact(_people)
        return self

    async def accepted(
        self, *crew: PersonId, of: int = 0, status: JobStatus = JobStatus.ASSIGNED, **changes: Any
    ) -> list[JobId]:
        """The jobs of an order for `of` technicians (as many as there are, unless given), each as far as `status`."""
        crew = crew or (ALI,)
        made: list[JobId] = await self.transact(lambda tx: accepted_order(tx, crew, of or len(crew), **changes))
        for job, technician in zip(made, crew, strict=True):
            await self.bring(job, technician, status)
        await self.news()
        return made

    async def job(self, status: JobStatus = JobStatus.ASSIGNED, **changes: Any) -> JobId:
        """Ali's job on an order of his own."""
        return (await self.accepted(ALI, status=status, **changes))[0]

    async def bring(self, job: JobId, technician: PersonId, status: JobStatus) -> None:
        """Take the ordinary steps, from wherever the job is, until it is that far."""
        steps: dict[JobStatus, Callable[[Transaction], object]] = {
            JobStatus.EN_ROUTE: lambda tx: set_out(tx, job, technician),
            JobStatus.ARRIVED: lambda tx: arrive(tx, job, technician),
            JobStatus.IN_PROGRESS: lambda tx: start(tx, job, technician, CODE),
        }
        way = [JobStatus.ASSIGNED, *steps]
        taken = way.index((await self.find(job)).status)
        for step in list(steps.values())[taken : way.index(status)]:
            await self.transact(step)

    async def find(self, job: JobId) -> Job:
        """The job's row now."""
        row: Job = await self.transact(lambda tx: jobs.find(tx.connection, job))
        return row

    async def order_of(self, job: JobId) -> Order:
        """The row of the job's order now."""
        order = (await self.find(job)).order
        row: Order = await self.transact(lambda tx: orders.find(tx.connection, order))
        return row

    async def refused(self, act: Callable[[Transaction], object]) -> Refusal:
        """What the act is refused with; it must be."""
        try:
            await self.transact(act)
        except Refusal as refusal:
            return refusal
        raise AssertionError("it was not refused")

    async def nobody_else(self, act: Step, *others: PersonId) -> None:
        """Check that the act is refused to each of the others."""
        for other in others:
            refusal = await self.refused(partial(act, actor=other))
            assert refusal.code == "job_not_yours", f"{other}: {refusal.code}"

    async def news(self) -> list[tuple[int, str, bool]]:
        """Who has been told what since the last time, and whether in a new message: (chat, view, fresh)."""
        return [(row.chat_id, row.view, row.fresh_version is not None) for row in await self.outgoing()]

    async def outgoing(self) -> list[Any]:
        """The rows behind the news; what was looked at counts as sent."""

        def take(tx: Transaction) -> list[Any]:
            rows = tx.execute(select(outbox).where(outbox.c.status == "pending").order_by(outbox.c.id)).all()
            tx.execute(outbox.update().values(status="sent"))
            return list(rows)

        return list(await self.transact(take))

    async def sent(self, chat: PersonId, view: str, subject: int) -> None:
        """Let this card be a message in the chat."""
        row = {"chat_id": chat, "view": view, "subject_id": subject, "message_id": 1, "content_hash": ""}
        row |= {"has_inline_keyboard": True, "editable": True, "sent_at": self.clock.now()}
        await self.transact(lambda tx: tx.execute(cards.insert().values(row)))

    async def timers(self, kind: str) -> list[Any]:
        """The deadlines of a kind."""
        query = select(timers).where(timers.c.kind == kind)
        return list(await self.transact(lambda tx: tx.execute(query).all()))

    async def drawn(self, row: Any, language: Language = Language.EN) -> View | None:
        """What an outgoing row looks like."""

        def draw(tx: Transaction) -> View | None:
            about = {"connection": tx.connection, "chat_id": row.chat_id, "market": self.market, "now": tx.now}
            about |= {"language": language, "subject_id": row.subject_id}
            if row.kind == "card":
                return render_card(row.view, CardRequest(**about))
            return render_notice(row.view, NoticeRequest(fields=row.fields, **about))

        view: View | None = await self.transact(draw)
        return view

    async def notice(self, chat: PersonId, view: str) -> View | None:
        """The last notice of this name to the chat, drawn."""
        rows = [row for row in await self.outgoing() if (row.chat_id, row.view) == (chat, view)]
        assert rows, f"{view} was not sent to {chat}"
        return await self.drawn(rows[-1])


def person(id_: PersonId, name: str, language: Language = Language.EN) -> Person:
    """Somebody as Telegram describes them."""
    return Person(id_, name, language)


def _people(tx: Transaction) -> None:
    names = {ANNA: "Anna Nowak", ALI: "Ali Rezaei", BO: "Bo Berg", STRANGER: "Zoe", OLGA: "Olga"}
    for id_, name in names.items():
        people.meet(tx, person(id_, name), name)
    staff.appoint(tx, OLGA, Role.OPERATOR)
    for technician in (ALI, BO):
        make_technician(tx, technician, names[technician])


def make_technician(tx: Transaction, id_: PersonId, name: str) -> None:
    """An approved technician, online, with every skill there is."""
    row = {"person_id": id_, "name": name, "phone": "+48601234567", "status": TechnicianStatus.APPROVED.value}
    row |= {"level": "new", "languages": [], "experience": "", "base_lat": DOOR.lat, "base_lon": DOOR.lon}
    row |= {"base_words": "", "radius_km": 20, "online": True, "hours": {}, "max_jobs": 9, "stars_sum": 0}
    row |= {"stars_count": 0, "jobs_done": 0, "version": 0, "applied_at": tx.now}
    tx.execute(technicians.insert().values(row))
    for skill in tx.market.catalogue.skills:
        tx.execute(technician_skills.insert().values(technician_id=id_, skill=skill))


def accepted_order(
    tx: Transaction, crew: Sequence[PersonId], size: int, customer: PersonId = ANNA, **changes: Any
) -> list[JobId]:
    """The jobs of an order that this crew has accepted, of as many as it wants."""
    service = tx.market.catalogue.categories[0].services[0]
    price = changes.pop("price", service.price)
    told: dict[str, Any] = {
        "service": service.key,
        "description": "Water <everywhere>, call +48 601 234 567",
        "attachments": (Attachment("photo", "file-1"), Attachment("voice", "file-2")),
        "address": Address(DOOR, "Rynek Główny 1/2", "Stare Miasto"),
        "window": None,
        "phone": "+48600000001",
        **changes,
    }
    order = orders.add(tx, customer, OrderDraft(crew=size, **told), price, OrderStatus.SEARCHING, CODE)
    start_search(tx, order)
    return [join(tx, order, technician) for technician in crew]


def join(tx: Transaction, order: OrderId, technician: PersonId) -> JobId:
    """Offer the order to the technician and let them accept."""
    row = orders.find(tx.connection, order)
    assert row is not None
    offer = offers.add(tx, order, technician, round_=row.round, wave=1, distance_m=2000, travel_s=900)
    return accept_offer(tx, offer, technician)
