"""Every question that is answered in a person's own words: who is asked, how to get there, who reads the answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.domain.ids import PersonId
from bot.domain.ratings import Rating
from bot.domain.technicians import TechnicianStatus
from bot.flows.address_note import AddressNoteDraft
from bot.flows.application_reason import ReasonDraft
from bot.flows.case_talk import CaseTalkDraft
from bot.flows.extra_work import ExtraWorkDraft
from bot.flows.operator_reason import OperatorReasonDraft
from bot.flows.ordering.draft import OrderingDraft
from bot.flows.questions import QuestionDraft
from bot.flows.rating import RatingDraft
from bot.flows.registration import RegistrationDraft
from bot.flows.relay import RelayDraft
from bot.flows.review_reply import ReplyDraft
from db import places, ratings, technicians
from playground.person import Person
from tests.abuse.crowd import PLUMBER, STREET, Crowd
from tests.job_scene import DOOR
from tests.ordering_scene import ADDRESS

ORDERING = OrderingDraft(service="leak", address=ADDRESS, max_crew=4)
REGISTRATION = RegistrationDraft(
    name="Zoe", phone=PLUMBER.phone, skills=("plumbing",), base=DOOR, base_words="x", radius_km=10, languages=("pl",)
)


@dataclass(frozen=True)
class TypedField:
    """`begin` puts `who` before the question; `limit` is the longest answer in UTF-16 units, 0 when there is none."""

    name: str
    who: str
    begin: Callable[[Crowd], Awaitable[None]]
    limit: int
    own_sight: bool = False

    async def asks(self, crowd: Crowd) -> Person:
        """Whoever has to answer, with the question before them."""
        person = crowd.people[self.who]
        await crowd.free(person)
        await self.begin(crowd)
        return person

    async def shown(self, crowd: Crowd, text: str) -> list[str]:
        """All that anybody reads after this answer, the summary included."""
        person = crowd.people[self.who]
        read = [message.text for message in await crowd.says(person, text)]
        conversation = await crowd.conversation(person)
        if conversation is not None and self.own_sight and not await crowd.problem(person):
            crowd.look()
            await crowd.at(person, conversation.flow, await crowd.draft(person), "summary")
            read += [message.text for message in await crowd.news()]
        return read


def _at(who: str, flow: str, draft: Any, step: str = "") -> Callable[[Crowd], Awaitable[None]]:
    return lambda crowd: crowd.at(crowd.people[who], flow, draft, step)


async def _answer(crowd: Crowd) -> None:
    await crowd.at(crowd.oskar, "case_talk", CaseTalkDraft(crowd.case, "to_person"))


async def _question(crowd: Crowd) -> None:
    crowd.stage.clock.advance(hours=1)
    await crowd.at(crowd.zoe, "question", QuestionDraft())


async def _cancelling(crowd: Crowd) -> None:
    order = await crowd.searching_order()
    await crowd.at(crowd.oskar, "operator_reason", OperatorReasonDraft("cancel", order))


async def _comment(crowd: Crowd) -> None:
    job = await crowd.finished_job()
    draft = RatingDraft(job, of_technician=True, stars=1)
    await crowd.at(crowd.anna, "rating", draft, "comment")


async def _extra(crowd: Crowd) -> None:
    await crowd.no_extra()
    draft = ExtraWorkDraft(crowd.job, None, 1000)
    await crowd.at(crowd.ali, "extra_work", draft, "words")


async def _relay(crowd: Crowd) -> None:
    await crowd.at(crowd.anna, "relay", RelayDraft(crowd.job))


async def _reply(crowd: Crowd) -> None:
    """To what Anna wrote about an earlier job."""
    job = await crowd.finished_job()
    wrote = Rating(job, PersonId(crowd.anna.id), PersonId(crowd.ali.id), 5, (), "Fine", crowd.stage.clock.now(), None)
    await crowd.decides(lambda tx: (ratings.add(tx, wrote), ratings.reveal(tx, wrote)))
    await crowd.at(crowd.ali, "review_reply", ReplyDraft(job))


async def _note(crowd: Crowd) -> None:
    """Of the place to which Boris has ordered."""
    boris = crowd.boris.id
    place = await crowd.stage.app.database.read(lambda connection: places.saved(connection, boris, STREET))
    assert place is not None
    await crowd.at(crowd.boris, "address_note", AddressNoteDraft(place.id))


async def _wanted(crowd: Crowd) -> None:
    """Ivan applies again, whatever was decided before."""
    await crowd.decides(lambda tx: technicians.move(tx, PersonId(crowd.ivan.id), TechnicianStatus.PENDING))
    await crowd.at(crowd.oskar, "application_reason", ReasonDraft(crowd.ivan.id, "more"))


FIELDS = (
    TypedField("what is wrong", "zoe", _at("zoe", "ordering", ORDERING, "problem"), 2000, own_sight=True),
    TypedField("address", "zoe", _at("zoe", "ordering", ORDERING, "place"), 0),
    TypedField("door", "zoe", _at("zoe", "ordering", ORDERING, "door"), 120, own_sight=True),
    TypedField("base", "zoe", _at("zoe", "registration", REGISTRATION, "base"), 0),
    TypedField("experience", "zoe", _at("zoe", "registration", REGISTRATION, "experience"), 1000, own_sight=True),
    TypedField("question", "zoe", _question, 1000),
    TypedField("operator's answer", "oskar", _answer, 1000),
    TypedField("operator's reason", "oskar", _cancelling, 300),
    TypedField("what an application lacks", "oskar", _wanted, 500),
    TypedField("message to the other side", "anna", _relay, 3800),
    TypedField("extra work", "ali", _extra, 300),
    TypedField("address note", "boris", _note, 200),
    TypedField("public reply", "ali", _reply, 300),
    TypedField("comment", "anna", _comment, 500),
)
"""The applicant's name is not among them: it takes letters only, and has cases of its own."""
