"""A customer, an operator and as many technicians as a test wants, with the real timers and a clock that it moves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from bot.domain.errors import Refusal
from bot.domain.ids import OfferId, OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.offers import JobStatus, Offer, OfferStatus
from bot.domain.orders import Address, Attachment, Order, OrderDraft, OrderStatus
from bot.domain.people import Person, Role
from bot.domain.technicians import TechnicianStatus
from bot.scheduler import Scheduler
from bot.turn import Turns
from bot.ui.registry import CardRequest, NoticeRequest, render_card, render_notice
from bot.ui.view import View
from bot.usecases.dispatch import accept_offer, start_search
from db import jobs, offers, orders, people, staff
from db.tables import outbox, technician_skills, technicians, timers
from db.transaction import Transaction
from tests.clock import TestClock
from tests.matching_scene import DOOR, km_north

ANNA, OLGA = PersonId(1), PersonId(2)
"""The customer and the operator; technicians count from ten."""


@dataclass
class DispatchScene:
    """One market with its clock."""

    turns: Turns
    clock: TestClock

    async def __call__(self, act: Callable[[Transaction], Any]) -> Any:
        """Run a use case in a transaction of its own."""
        return await self.turns.run(act)

    async def begin(self) -> "DispatchScene":
        """Let the customer and the operator be there."""

        def meet(tx: Transaction) -> None:
            for id_, name in ((ANNA, "Anna Nowak"), (OLGA, "Olga")):
                people.meet(tx, Person(id_, name, Language.EN), name)
            staff.appoint(tx, OLGA, Role.OPERATOR)

        await self(meet)
        return self

    async def technician(self, id_: int, km: float = 1.0, **columns: Any) -> PersonId:
        """An approved technician, online, so far north of the door; columns by name."""
        await self(lambda tx: _technician(tx, PersonId(id_), km, columns))
        return PersonId(id_)

    async def technicians(self, *ids: int) -> None:
        """Several, each a little further away than the one before."""
        for place, id_ in enumerate(ids):
            await self.technician(id_, 1 + place / 10)

    async def order(self, **changes: Any) -> OrderId:
        """An order whose search has begun and whose first wave, if it is due, has gone out."""
        order: OrderId = await self(lambda tx: new_order(tx, ANNA, **changes))
        await self.run_due()
        return order

    async def run_due(self) -> int:
        """Let everything happen that is due."""
        return await Scheduler(self.turns).run_due()

    async def passes(self, **duration: float) -> None:
        """Let time pass, and everything happen that falls due meanwhile, at its time."""
        end = TestClock(self.clock.moment)
        end.advance(**duration)
        while (due := await self.next_due()) is not None and due <= end.moment:
            self.clock.moment = max(due, self.clock.moment)
            await self.run_due()
        self.clock.moment = end.moment

    async def next_due(self) -> Any:
        query = select(timers.c.due).where(timers.c.status == "pending").order_by(timers.c.due).limit(1)
        return await self(lambda tx: tx.execute(query).scalar())

    async def find(self, order: OrderId) -> Order:
        """The order's row now."""
        row: Order = await self(lambda tx: orders.find(tx.connection, order))
        return row

    async def offers(self, order: OrderId) -> list[Offer]:
        """All offers of the order, oldest first."""
        made: list[Offer] = await self(lambda tx: offers.of_order(tx.connection, order))
        return made

    async def asked(self, order: OrderId, *, round_: int | None = None) -> list[int]:
        """Who was asked, in order."""
        return [o.technician for o in await self.offers(order) if round_ in {None, o.round}]

    async def offer(self, order: OrderId, technician: int) -> OfferId:
        """The latest offer of the order to this technician."""
        return [o.id for o in await self.offers(order) if o.technician == technician][-1]

    async def statuses(self, order: OrderId) -> dict[int, OfferStatus]:
        """What became of each technician's latest offer."""
        return {o.technician: o.status for o in await self.offers(order)}

    async def jobs(self, order: OrderId) -> dict[int, JobStatus]:
        """How far each technician is."""
        rows = await self(lambda tx: jobs.of_order(tx.connection, order))
        return {job.technician: job.status for job in rows}

    async def accepts(self, order: OrderId, technician: int) -> Any:
        """The technician says yes to the latest offer."""
        offer = await self.offer(order, technician)
        return await self(lambda tx: accept_offer(tx, offer, PersonId(technician)))

    async def does(self, act: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Run a use case with these arguments after the transaction."""
        return await self(lambda tx: act(tx, *arguments, **named))

    async def refused(self, act: Callable[..., object], *arguments: Any) -> Refusal:
        """What the use case is refused with; it must be."""
        try:
            await self.does(act, *arguments)
        except Refusal as refusal:
            return refusal
        raise AssertionError("it was not refused")

    async def waves(self, order: OrderId) -> list[dict[str, Any]]:
        """What was kept of each wave."""
        history = await self(lambda tx: orders.history(tx.connection, order))
        return [event.details for event in history if event.kind == "wave"]

    async def news(self) -> list[tuple[int, str, bool]]:
        """Who has been told what since the last time, and whether in a new message: (chat, view, fresh)."""
        return [(row.chat_id, row.view, row.fresh_version is not None) for row in await self.outgoing()]

    async def outgoing(self) -> list[Any]:
        """The rows behind the news; what was looked at counts as sent."""

        def take(tx: Transaction) -> list[Any]:
            rows = tx.execute(select(outbox).where(outbox.c.status == "pending").order_by(outbox.c.id)).all()
            tx.execute(outbox.update().values(status="sent"))
            return list(rows)

        return list(await self(take))

    async def card(self, chat: int, view: str, subject: int, language: Language = Language.EN) -> View | None:
        """A card as it looks now."""
        return await self._drawn(lambda about: render_card(view, CardRequest(**about)), chat, subject, language)

    async def notice(self, chat: int, view: str, **fields: Any) -> View | None:
        """A notice with these fields."""
        return await self._drawn(lambda about: render_notice(view, NoticeRequest(fields=fields, **about)), chat, 0)

    async def _drawn(
        self, draw: Callable[[dict[str, Any]], View | None], chat: int, subject: int, language: Language = Language.EN
    ) -> View | None:
        def drawn(tx: Transaction) -> View | None:
            about = {"connection": tx.connection, "chat_id": chat, "market": tx.market, "now": tx.now}
            return draw(about | {"language": language, "subject_id": subject})

        view: View | None = await self(drawn)
        return view


def _technician(tx: Transaction, id_: PersonId, km: float, columns: dict[str, Any]) -> None:
    person = Person(id_, f"Tech {id_}", Language.EN)
    people.meet(tx, person, person.name)
    base, skills = km_north(km), columns.pop("skills", ["plumbing"])
    row = {"person_id": id_, "name": person.name, "phone": "+48601234567", "status": TechnicianStatus.APPROVED.value}
    row |= {"level": "new", "languages": [], "experience": "", "base_lat": base.lat, "base_lon": base.lon}
    row |= {"base_words": "", "radius_km": 20, "online": True, "hours": {}, "max_jobs": 2, "stars_sum": 0}
    row |= {"stars_count": 0, "jobs_done": 0, "version": 0, "applied_at": tx.now, **columns}
    tx.execute(technicians.insert().values(row))
    for skill in skills:
        tx.execute(technician_skills.insert().values(technician_id=id_, skill=skill))


def new_order(tx: Transaction, customer: PersonId, **changes: Any) -> OrderId:
    """A leaking tap at the door, whose search begins."""
    service = tx.market.catalogue.service("leak")
    assert service is not None
    told: dict[str, Any] = {
        "service": service.key,
        "description": "Water <everywhere>, call +48 601 234 567",
        "attachments": (Attachment("photo", "file-1"), Attachment("photo", "file-2")),
        "address": Address(DOOR, "Rynek Główny 1/2", "Stare Miasto"),
        "window": None,
        "crew": 1,
        "phone": "+48600000001",
        **changes,
    }
    order = orders.add(tx, customer, OrderDraft(**told), service.price, OrderStatus.SEARCHING, "4711")
    start_search(tx, order)
    return order
