"""A market in the middle of its day: something of every kind that somebody might lay hands on."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, OfferId, OrderId, PersonId
from bot.domain.money import Money
from bot.domain.offers import JobStatus
from bot.domain.orders import SOMETHING_ELSE, Address
from bot.domain.people import Role
from bot.domain.relay import Utterance
from bot.domain.technicians import Application
from bot.flows.wizard import Scene, Wizard
from bot.flows.wizards import WIZARDS
from bot.turn import Conversation, Transaction
from bot.usecases import conversations
from bot.usecases.applications import apply
from bot.usecases.case_talk import ask_human
from bot.usecases.desk_orders import cancel_for_operator
from bot.usecases.extras import propose_extra, withdraw_open_extra
from bot.usecases.finishing import finish
from bot.usecases.ordering import place_order
from bot.usecases.staff import appoint
from db import conversations as kept_conversations
from db import jobs, offers, people
from db.tables import metadata
from playground.person import CallbackAnswer, Person
from playground.world.state import Message
from tests.job_scene import DOOR, JobScene, accepted_order, make_technician
from tests.ordering_scene import a_draft
from tests.stories.stage import Stage

T = TypeVar("T")

STREET = "Zacisze 17"
"""Where Boris lives: only whoever has accepted his order may read it."""
BORIS_PHONE, EVA_PHONE, IVAN_PHONE = "+48600111222", "+48600333444", "+48600555666"
PASSING = frozenset({"inbox", "outbox", "cards", "timers", "conversations", "command_menus", "desk_pages", "geocodes"})
"""Tables that only say what is under way; all others say what is true."""
SEEN = frozenset({"seen_at"})
"""Columns that change with whatever a person does."""
PLUMBER = Application(
    name="Ivan Petrenko",
    phone=IVAN_PHONE,
    skills=("plumbing",),
    base=DOOR,
    base_words="Stare Miasto",
    radius_km=10,
    languages=("pl",),
    experience="Ten years",
    documents=(),
    photo=None,
)


@dataclass
class Crowd:
    """Olga owns the market, Oskar is an operator, Zoe has only agreed to the rules.

    Ali works at Anna's (`job`, with an open proposal `extra`) and did an earlier job for her (`done`). Boris's `order`
    is offered to Eva (`offer`); his order `quoting` waits for a price, and he asked something (`case`). Ivan applies.
    """

    stage: Stage
    people: dict[str, Person]
    job: JobId = JobId(0)
    done: JobId = JobId(0)
    extra: int = 0
    order: OrderId = OrderId(0)
    offer: OfferId = OfferId(0)
    quoting: OrderId = OrderId(0)
    case: int = 0
    spare: OrderId = OrderId(0)
    seen: dict[int, int] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        """Everybody by their name in small letters."""
        try:
            return self.__dict__["people"][name]  # type: ignore[no-any-return]  # __dict__ is typed so
        except KeyError:
            raise AttributeError(name) from None

    def press(self, template: str) -> str:
        """Callback data with the real ids: 'jb:finish:{job}', 'ap:approve:{ivan}'."""
        ids = {name: person.id for name, person in self.people.items()}
        own = {name: getattr(self, name) for name in ("job", "done", "extra", "order", "offer", "quoting", "case")}
        return template.format(**ids, **own)

    async def decides(self, decision: Any) -> Any:
        """Run it as the bot runs a use case."""
        return await self.stage.app.turns.run(decision)

    async def facts(self) -> dict[str, list[dict[str, Any]]]:
        """Everything the market knows, to be compared with what it knows later."""
        await self.rest()
        return await self.stage.app.database.read(_facts)

    async def rest(self) -> None:
        """Wait until nothing is under way; most often nothing is, and then looking costs nothing."""
        playground, app = self.stage.playground, self.stage.app
        under_way = playground.world.state.updates or playground.calls.in_flight
        if under_way or not app.idle:
            await self.stage.settled()

    async def conversation(self, person: Person) -> Conversation | None:
        """The question that the person is at."""
        await self.rest()
        who = PersonId(person.id)
        return await self.stage.app.database.read(lambda connection: kept_conversations.find(connection, who))

    async def at(self, person: Person, flow: str, draft: Any, step: str = "") -> None:
        """Put the question before the person."""
        wizard: Wizard[Any] = WIZARDS[flow]

        def ask(tx: Transaction) -> None:
            known = people.find(tx.connection, PersonId(person.id))
            assert known is not None
            wizard.start(Scene(tx, known), draft, at=step)

        await self.decides(ask)
        await self.rest()

    async def free(self, *busy: Person) -> None:
        """Let these people be in the middle of nothing."""
        for person in busy:
            await self.decides(lambda tx, who=PersonId(person.id): conversations.end(tx, who))

    async def draft(self, person: Person) -> Any:
        """What the person has said so far in the wizard they are in."""
        conversation = await self.conversation(person)
        return None if conversation is None else WIZARDS[conversation.flow].load(conversation)

    async def problem(self, person: Person) -> str:
        """What was wrong with the last answer; '' when it was taken."""
        conversation = await self.conversation(person)
        found = conversation and conversation.prompt["problem"]
        return found["code"] if found else ""

    async def says(self, person: Person, text: str) -> list[Message]:
        """What everybody reads after these words that they did not read before."""
        self.look()
        await person.says(text)
        return await self.news()

    async def presses(self, person: Person, data: str) -> CallbackAnswer:
        """Send a press that no button may stand for; every press gets an answer."""
        answer = await person.press_raw(data)
        await self.rest()
        assert answer is not None, data
        return answer

    def look(self) -> None:
        """From here on all is news."""
        self.seen = {person.id: max(person.chat.record.messages, default=0) for person in self.people.values()}

    async def news(self, *readers: Person) -> list[Message]:
        """The bot's messages since the last look to these people (everybody, unless told otherwise)."""
        await self.rest()
        chats = [reader.chat for reader in readers or self.people.values()]
        return [m for chat in chats for m in chat.from_bot if m.message_id > self.seen.get(chat.id, 0)]

    # ------------------------------------------------------------ what a case uses up

    async def finished_job(self) -> JobId:
        """Another job that Ali did for Anna, not rated yet."""
        ali, anna = PersonId(self.ali.id), PersonId(self.anna.id)
        (job,) = await self.decides(lambda tx: accepted_order(tx, [ali], 1, anna))
        scene = JobScene(self.stage.app.turns.run, self.stage.app.market, self.stage.clock)
        await scene.bring(job, ali, JobStatus.IN_PROGRESS)
        await self.decides(lambda tx: finish(tx, job, ali))
        return JobId(job)

    async def searching_order(self) -> OrderId:
        """Another order of Boris's, in the place of the one made here before: nobody may have too many."""
        if self.spare:
            with suppress(Refusal):  # a case may have cancelled it
                await self.decides(lambda tx: cancel_for_operator(tx, self.spare, PersonId(self.oskar.id)))
        placed: OrderId = await self.decides(partial(_order, customer=self.boris))
        self.spare = placed
        await self.stage.settled()
        return placed

    async def no_extra(self) -> None:
        """Whatever Ali proposed is taken back, so that he may propose again."""

        def take_back(tx: Transaction) -> None:
            job = jobs.find(tx.connection, self.job)
            assert job is not None
            withdraw_open_extra(tx, job)

        await self.decides(take_back)


async def a_crowd(stage: Stage) -> Crowd:
    """Let everything happen that makes the day."""
    olga = await stage.owner("Olga")
    crowd = Crowd(stage, {"olga": olga})
    accounts = {
        "Oskar": {},
        "Anna": {"username": "anna_at_home"},
        "Ali": {"username": "ali_plumber"},
        "Boris": {"username": "boris_private", "phone_number": BORIS_PHONE},
        "Eva": {"username": "eva_electric", "phone_number": EVA_PHONE},
        "Ivan": {"username": "ivan_hopes", "phone_number": IVAN_PHONE},
        "Zoe": {},
    }
    for name, account in accounts.items():
        crowd.people[name.lower()] = await stage.newcomer(name, **account)
    await crowd.decides(partial(_people, crowd=crowd))
    await _works_at_annas(crowd)
    await _boris_waits(crowd)
    await stage.settled()
    return crowd


def _people(tx: Transaction, crowd: Crowd) -> None:
    appoint(tx, PersonId(crowd.oskar.id), Role.OPERATOR, PersonId(crowd.olga.id))
    make_technician(tx, PersonId(crowd.ali.id), "Ali Rezaei")
    make_technician(tx, PersonId(crowd.eva.id), "Eva Zielińska")
    apply(tx, PersonId(crowd.ivan.id), PLUMBER)


async def _works_at_annas(crowd: Crowd) -> None:
    ali, anna = PersonId(crowd.ali.id), PersonId(crowd.anna.id)
    crowd.done = await crowd.finished_job()
    (crowd.job,) = await crowd.decides(lambda tx: accepted_order(tx, [ali], 1, anna))
    scene = JobScene(crowd.stage.app.turns.run, crowd.stage.app.market, crowd.stage.clock)
    await scene.bring(crowd.job, ali, JobStatus.IN_PROGRESS)
    valve = Money(5000, "PLN")
    crowd.extra = await crowd.decides(lambda tx: propose_extra(tx, crowd.job, ali, valve, "New valve"))


async def _boris_waits(crowd: Crowd) -> None:
    boris = PersonId(crowd.boris.id)
    crowd.order = await crowd.searching_order()
    crowd.spare = OrderId(0)
    made = await crowd.stage.app.database.read(lambda connection: offers.of_order(connection, crowd.order))
    crowd.offer = next(offer.id for offer in made if offer.technician == crowd.eva.id)
    crowd.quoting = await crowd.decides(partial(_order, customer=crowd.boris, service=SOMETHING_ELSE))
    asked = Utterance("text", "When do you open?")
    crowd.case = await crowd.decides(lambda tx: ask_human(tx, boris, asked))


def _order(tx: Transaction, customer: Person, **changes: Any) -> OrderId:
    """An order with all that may not be told before somebody accepts it."""
    words = f"Drip. Call +48 600 111 222 or @{customer.username}, https://example.com/me"
    draft = a_draft(
        description=words,
        address=Address(DOOR, STREET, "Stare Miasto"),
        phone=BORIS_PHONE,
    )
    return place_order(tx, PersonId(customer.id), replace(draft, **changes))


FACTS = {
    table.name: select(*(column for column in table.columns if column.name not in SEEN)).order_by(*table.primary_key)
    for table in metadata.sorted_tables
    if table.name not in PASSING
}


def _facts(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    return {name: [dict(row) for row in connection.execute(query).mappings()] for name, query in FACTS.items()}
