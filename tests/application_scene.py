"""People who apply, and operators who decide: where the tests of the technicians' road in begin."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.orders import Address
from bot.domain.people import Person, Role
from bot.domain.points import Point
from bot.domain.technicians import Application
from bot.flows.answers import Answer
from bot.flows.wizard import Gathering, Scene, Wizard
from bot.ui.registry import CardRequest, NoticeRequest, render_card, render_notice
from bot.ui.view import View
from bot.usecases import conversations
from db import people, staff
from db.tables import outbox
from db.transaction import Transaction

TOM, OLGA, OSKAR, EVA = PersonId(10), PersonId(2), PersonId(3), PersonId(4)
"""The applicant, two operators, and somebody who has no say."""
BASE = Point(lat=50.05, lon=19.94)
BASE_ADDRESS = Address(BASE, "Szeroka 5", "Kazimierz")
APPLICATION = Application(
    name="Tom Kowal",
    phone="+48601234567",
    skills=("plumbing", "locks"),
    base=BASE,
    base_words="Szeroka 5",
    radius_km=10,
    languages=("pl", "en"),
    experience="Ten years of <b>pipes</b>",
    documents=("paper-1", "paper-2"),
    photo="face-1",
)


def meet_everybody(tx: Transaction) -> None:
    """Let them be there; Olga and Oskar are operators."""
    for id_, name in ((TOM, "Tom <K>"), (OLGA, "Olga"), (OSKAR, "Oskar"), (EVA, "Eva")):
        people.meet(tx, Person(id_, name, Language.EN), name)
        people.consent(tx, id_)
    staff.appoint(tx, OLGA, Role.OWNER)
    staff.appoint(tx, OSKAR, Role.OPERATOR)


def drawn(tx: Transaction, chat: int, view: str, subject: int, language: Language = Language.EN) -> View | None:
    """A card as it looks in this chat now."""
    ask = CardRequest(
        connection=tx.connection,
        chat_id=chat,  # type: ignore[arg-type]  # a test names chats by people's ids
        subject_id=subject,
        language=language,
        market=tx.market,
        now=tx.now,
    )
    return render_card(view, ask)


def told(
    tx: Transaction, chat: int, view: str, fields: dict[str, Any] | None = None, language: Language = Language.EN
) -> View | None:
    """A notice as it looks in this chat."""
    ask = NoticeRequest(
        connection=tx.connection,
        chat_id=chat,  # type: ignore[arg-type]
        subject_id=0,
        language=language,
        market=tx.market,
        now=tx.now,
        fields=fields or {},
    )
    return render_notice(view, ask)


def labels(view: View | None) -> list[str]:
    """The buttons under a message."""
    rows = getattr(view and view.keyboard, "inline_keyboard", [])
    return [button.text for row in rows for button in row]


def news(tx: Transaction) -> set[tuple[int, str]]:
    """Who is to be told what since the last time: (chat, view)."""
    rows = tx.execute(select(outbox).where(outbox.c.status == "pending")).all()
    tx.execute(outbox.update().values(status="sent"))
    return {(row.chat_id, row.view) for row in rows}


@dataclass
class Knows:
    """A geocoder that has one answer to everything."""

    addresses: list[Address] = field(default_factory=lambda: [BASE_ADDRESS])
    attribution: str = ""

    async def find(self, _words: str, _language: Language) -> list[Address]:
        return self.addresses

    async def name(self, point: Point, _language: Language) -> Address:
        return Address(point, "Pin", "Kazimierz")


@dataclass
class Services:
    geocoder: Knows = field(default_factory=Knows)


@dataclass
class Filling:
    """One person in one wizard: answers it as the engine would."""

    transact: Any
    wizard: Wizard[Any]
    person: Person
    services: Services = field(default_factory=Services)

    async def says(self, **answer: Any) -> None:
        """Answer the open question (the fields of Answer)."""
        conversation = await self.transact(lambda tx: conversations.current(tx, self.person.id))
        given, gather = Answer(**answer), self.wizard.step(conversation.step).gather
        if gather is not None and not given.choice.startswith("nav:"):
            given = await gather(Gathering(self.services, self.person, self.wizard.load(conversation), given))
        await self.transact(lambda tx: self.wizard.answer(Scene(tx, self.person), conversation, given, in_place=False))

    async def step(self) -> str:
        """The step that is open; '' when the wizard is over."""
        conversation = await self.transact(lambda tx: conversations.current(tx, self.person.id))
        return conversation.step if conversation else ""

    async def draft(self) -> Any:
        """What was said so far."""
        return self.wizard.load(await self.transact(lambda tx: conversations.current(tx, self.person.id)))

    async def problem(self) -> str:
        """What was wrong with the last answer; '' when nothing was."""
        conversation = await self.transact(lambda tx: conversations.current(tx, self.person.id))
        problem = conversation.prompt["problem"]
        return problem["code"] if problem else ""

    async def sees(self, language: Language = Language.EN) -> View:
        """The open question as it looks."""
        view: View | None = await self.transact(
            lambda tx: drawn(tx, self.person.id, "prompt", self.person.id, language)
        )
        assert view is not None
        return view
