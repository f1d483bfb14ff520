"""A small wizard: ordering a cake. For whom → plain or fancy → (fancy: which colour) → photos → summary."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.people import Person
from bot.flows.answers import Answer
from bot.flows.wizard import CONFIRM, Gathering, Problem, Question, Scene, Stay, Step, Wizard
from bot.usecases import conversations
from db import conversations as conversation_rows
from db import people
from db.conversations import Conversation
from db.database import Database
from db.outbox import notify
from db.transaction import Transaction

ANNA = Person(PersonId(7), "Anna", Language.EN)
KINDS = ("plain", "fancy", "wedding")


@dataclass(frozen=True)
class Filling:
    """Drafts nest."""

    taste: str
    grams: int


@dataclass(frozen=True)
class Cake:
    """What was said so far."""

    name: str = ""
    kind: str = ""
    colour: str = ""
    guests: int = 0
    photos: tuple[str, ...] = ()
    filling: Filling = field(default_factory=lambda: Filling("plum", 250))


def asking(name: str) -> Callable[[Scene, Cake], Question]:
    return lambda _scene, draft: Question(f"cake/{name}", {"name": draft.name, "photos": len(draft.photos)})


def got_name(_scene: Scene, draft: Cake, answer: Answer) -> Cake:
    if not answer.text:
        raise Problem("words_expected", least=1)
    return replace(draft, name=answer.gathered or answer.text)


async def gather_name(gathering: Gathering[Cake]) -> Answer:
    """What the world knows about the name: its capital letter."""
    return replace(gathering.answer, gathered=await gathering.services.capitals(gathering.answer.text))


def got_kind(_scene: Scene, draft: Cake, answer: Answer) -> Cake:
    if answer.choice not in KINDS:
        raise Problem("press_a_button")
    return replace(draft, kind=answer.choice)


def got_colour(_scene: Scene, draft: Cake, answer: Answer) -> Cake:
    if not answer.text:
        raise Problem("words_expected", least=1)
    return replace(draft, colour=answer.text)


def got_guests(_scene: Scene, draft: Cake, answer: Answer) -> Cake:
    if not answer.text.isdigit():
        raise Problem("amount_expected")
    return replace(draft, guests=int(answer.text))


def got_photos(_scene: Scene, draft: Cake, answer: Answer) -> Cake | Stay[Cake]:
    if answer.choice == "done":
        return draft
    if not answer.attachments:
        raise Problem("photo_expected")
    return Stay(replace(draft, photos=(*draft.photos, answer.attachments[0].file_id)))


def got_summary(_scene: Scene, draft: Cake, answer: Answer) -> Cake:
    if answer.choice != CONFIRM:
        raise Problem("choose_button")
    return draft


def confirm(scene: Scene, draft: Cake) -> None:
    if draft.name == "Nobody":
        raise Problem("name_length", least=2, most=60)
    notify(scene.tx, scene.person.id, "cake/ordered", {"name": draft.name, "colour": draft.colour})
    conversations.end(scene.tx, scene.person.id)


def is_fancy(draft: Cake) -> bool:
    return draft.kind in {"fancy", "wedding"}


def is_wedding(draft: Cake) -> bool:
    return draft.kind == "wedding"


CAKE = Wizard(
    "cake",
    Cake,
    (
        Step("name", asking("name"), got_name, gather=gather_name),
        Step("kind", asking("kind"), got_kind),
        Step("colour", asking("colour"), got_colour, applies=is_fancy),
        Step("guests", asking("guests"), got_guests, applies=is_wedding),
        Step("photos", asking("photos"), got_photos, skip=lambda draft: replace(draft, photos=())),
        Step("summary", asking("summary"), got_summary),
    ),
    confirm,
)

Transact = Callable[[Callable[[Transaction], Any]], Awaitable[Any]]


class Baker:
    """Anna at the wizard: answers, and sees where she is."""

    def __init__(self, transact: Transact, database: Database) -> None:
        self.transact = transact
        self.database = database

    async def begins(self, draft: Cake | None = None, **start: Any) -> "Baker":
        def begin(tx: Transaction) -> None:
            people.meet(tx, ANNA, ANNA.name)
            CAKE.start(Scene(tx, ANNA), draft or Cake(), **start)

        await self.transact(begin)
        return self

    async def says(self, *texts: str) -> None:
        for text in texts:
            await self.answers(Answer(text=text))

    async def taps(self, *choices: str) -> None:
        for choice in choices:
            await self.answers(Answer(choice=choice), in_place=True)

    async def answers(self, answer: Answer, *, in_place: bool = False) -> None:
        def take(tx: Transaction) -> None:
            conversation = conversations.current(tx, ANNA.id)
            assert conversation is not None, "the wizard is over"
            CAKE.answer(Scene(tx, ANNA), conversation, answer, in_place=in_place)

        await self.transact(take)

    async def at_the_summary(self, kind: str = "plain") -> "Baker":
        """Everything answered."""
        await self.begins()
        await self.says("Ola")
        await self.taps(kind)
        await self.says(*{"fancy": ["red"], "wedding": ["red", "80"]}.get(kind, []))
        await self.taps("done")
        return self

    @property
    async def conversation(self) -> Conversation | None:
        return await self.database.read(lambda c: conversation_rows.find(c, ANNA.id))

    @property
    async def place(self) -> str:
        """The open step; empty when the wizard is over."""
        conversation = await self.conversation
        return conversation.step if conversation else ""

    @property
    async def draft(self) -> Cake:
        conversation = await self.conversation
        assert conversation is not None
        return CAKE.load(conversation)

    @property
    async def prompt(self) -> dict[str, Any]:
        conversation = await self.conversation
        assert conversation is not None
        return conversation.prompt
