"""A customer at the wizard of ordering: types, taps and shares like a person, and sees every question drawn."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from bot.config import load_settings
from bot.domain.clock import Clock
from bot.domain.ids import OrderId, PersonId, private_chat
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.orders import Address, OrderDraft
from bot.domain.people import Person
from bot.domain.points import Point
from bot.flows.answers import Answer
from bot.flows.ordering import ORDERING, RESCHEDULING, OrderingDraft
from bot.flows.wizard import Gathering, Scene, Wizard
from bot.geocoding import Geocoder
from bot.turn import Conversation
from bot.ui.registry import CardRequest, render_card
from bot.ui.view import View
from bot.usecases import conversations
from bot.usecases.ordering import place_order
from db import orders, people
from db.database import Database
from db.tables import outbox
from db.transaction import Transaction

Transact = Callable[[Callable[[Transaction], Any]], Awaitable[Any]]
ANNA = PersonId(100)
OWN_NUMBER = "+48600000001"
SQUARE = Point(lat=50.0614, lon=19.9366)
FAR_AWAY = Point(lat=52.2297, lon=21.0122)
ADDRESS = Address(SQUARE, "Rynek Główny 1", "Stare Miasto")
WIZARDS: dict[str, Wizard[Any]] = {wizard.name: wizard for wizard in (ORDERING, RESCHEDULING)}


@dataclass(frozen=True)
class Services:
    """What the app gives to steps that gather."""

    geocoder: Geocoder


def a_draft(**changes: Any) -> OrderDraft:
    """A draft that may be placed."""
    told: dict[str, Any] = {
        "service": "leak",
        "description": "Water under the sink",
        "attachments": (),
        "address": ADDRESS,
        "window": None,
        "crew": 1,
        "phone": OWN_NUMBER,
    }
    return OrderDraft(**{**told, **changes})


@dataclass
class Customer:
    """Anna, who has agreed to the rules, and what she does."""

    transact: Transact
    market: Market
    database: Database
    clock: Clock
    person: Person = field(default_factory=lambda: Person(ANNA, "Anna Nowak", Language.EN))

    async def meets(self) -> "Customer":
        """Come in and agree."""

        def meet(tx: Transaction) -> None:
            people.meet(tx, self.person, self.person.name)
            people.consent(tx, self.person.id)

        await self.transact(meet)
        return self

    async def places(self, **changes: Any) -> OrderId:
        """Place an order without the wizard."""
        order: OrderId = await self.transact(lambda tx: place_order(tx, self.person.id, a_draft(**changes)))
        return order

    # ------------------------------------------------------------ the wizard

    async def begins(self, **draft: Any) -> None:
        """Open the wizard."""
        started = OrderingDraft(max_crew=self.market.jobs.max_crew, **draft)
        at = "summary" if draft else ""
        await self.transact(lambda tx: ORDERING.start(Scene(tx, self.person), started, at=at))

    async def taps(self, choice: str) -> None:
        await self.answers(Answer(choice=choice), in_place=True)

    async def says(self, text: str) -> None:
        await self.answers(Answer(text=text))

    async def answers(self, answer: Answer, *, in_place: bool = False) -> None:
        """What the engine does with an answer."""
        before = await self.conversation()
        assert before is not None
        wizard = WIZARDS[before.flow]
        gather = wizard.step(before.step).gather
        if gather is not None and not answer.choice.startswith("nav:"):
            services = Services(self.geocoder())
            answer = await gather(Gathering(services, self.person, wizard.load(before), answer))
        await self.transact(lambda tx: wizard.answer(Scene(tx, self.person), before, answer, in_place=in_place))

    def geocoder(self) -> Geocoder:
        """The one that needs no network."""
        settings = load_settings().geocoding.model_copy(update={"provider": "zones"})
        return Geocoder(settings, self.market, self.database, self.clock)

    async def conversation(self) -> Conversation | None:
        found: Conversation | None = await self.transact(lambda tx: conversations.current(tx, self.person.id))
        return found

    async def step(self) -> str:
        """The open question's step; '' when the wizard is over."""
        conversation = await self.conversation()
        return conversation.step if conversation else ""

    async def problem(self) -> str:
        """What was wrong with the last answer, or ''."""
        conversation = await self.conversation()
        assert conversation is not None
        problem = conversation.prompt["problem"]
        return problem["code"] if problem else ""

    async def draft(self) -> Any:
        conversation = await self.conversation()
        assert conversation is not None
        return WIZARDS[conversation.flow].load(conversation)

    # ------------------------------------------------------------ what she sees

    async def sees(self, language: Language = Language.EN) -> View:
        """The open question, drawn."""
        return await self.card("prompt", self.person.id, language)

    async def card(self, view: str, subject: int, language: Language = Language.EN) -> View:
        """A card in her chat, drawn."""

        def draw(tx: Transaction) -> View | None:
            return render_card(
                view,
                CardRequest(
                    connection=tx.connection,
                    chat_id=private_chat(self.person.id),
                    subject_id=subject,
                    language=language,
                    market=tx.market,
                    now=tx.now,
                ),
            )

        drawn: View | None = await self.transact(draw)
        assert drawn is not None
        return drawn

    async def order(self) -> Any:
        """Her latest order."""
        found = await self.transact(lambda tx: orders.of_customer(tx.connection, self.person.id, most=1))
        return found[0]

    async def told(self) -> list[tuple[str, int]]:
        """The pending messages to her: view and subject."""
        query = select(outbox.c.view, outbox.c.subject_id).where(
            outbox.c.chat_id == self.person.id, outbox.c.status == "pending"
        )
        return [tuple(row) for row in await self.transact(lambda tx: tx.execute(query).all())]


def labels(view: View) -> list[str]:
    """What the buttons under (or instead of the keyboard below) a message say."""
    keyboard: Any = view.keyboard
    rows = getattr(keyboard, "inline_keyboard", None) or getattr(keyboard, "keyboard", None) or []
    return [plain(button.text) for row in rows for button in row]


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def balanced(html: str) -> bool:
    """Whether every tag that opens closes, in order; Telegram refuses anything else."""
    open_tags: list[str] = []
    for closing, name in re.findall(r"<(/?)(\w+)[^>]*>", html):
        if not closing:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags


def own_contact(number: str = OWN_NUMBER, owner: int | None = ANNA) -> Answer:
    return Answer(phone=number, phone_owner=owner)


async def reaches(anna: Customer, step: str) -> None:
    """The shortest way to a step."""
    await anna.begins()
    ways: dict[str, list[Answer]] = {
        "service": [Answer(choice="category:water"), Answer(choice="service:leak")],
        "problem": [Answer(text="Water under the sink"), Answer(choice="continue")],
        "place": [Answer(point=SQUARE)],
        "time": [Answer(choice="at_once")],
        "crew": [Answer(choice="crew:1")],
        "contact": [own_contact()],
    }
    for name, answers in ways.items():
        if name == step:
            break
        for answer in answers:
            await anna.answers(answer)
    assert await anna.step() == step
