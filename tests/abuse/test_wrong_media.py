"""Pictures, voices, files, albums and places where words are asked for, and the other way round."""

from collections.abc import Awaitable, Callable

import pytest

from bot.flows.job_photos import JobPhotosDraft
from bot.flows.ordering.draft import OrderingDraft
from playground.person import Person
from playground.world.messages import Draft
from tests.abuse.crowd import Crowd
from tests.abuse.typed_fields import FIELDS, ORDERING, REGISTRATION, TypedField

pytestmark = pytest.mark.asyncio(loop_scope="module")

Send = Callable[[Person], Awaitable[object]]
DICE = {"dice": {"emoji": "🎲", "value": 3}}
POLL = {"id": "1", "type": "regular", "question": "?", "options": [], "total_voter_count": 0} | dict.fromkeys(
    ("is_closed", "is_anonymous", "allows_multiple_answers", "allows_revoting", "members_only"), False
)
THINGS: dict[str, Send] = {
    "photo": lambda person: person.sends_photo(),
    "album": lambda person: person.sends_album(10),
    "voice": lambda person: person.sends_voice(),
    "video": lambda person: person.sends_video(),
    "large file": lambda person: person.sends_document("a" * 200 + ".exe", bytes(200_000)),
    "dice": lambda person: person.puts(Draft(DICE)),
    "poll": lambda person: person.puts(Draft({"poll": POLL})),
    "contact": lambda person: person.shares_contact("+48600777888", of="Joe"),
    "place": lambda person: person.shares_location(50.0614, 19.9366),
    "live place": lambda person: person.shares_live_location(50.0614, 19.9366),
}
TALKS = {"question", "operator's answer"}
"""To a person and by a person: a photo or a voice may say more than words."""
TAKES_MEDIA = {"what is wrong", "message to the other side", *TALKS}
TAKES_PLACES = {"address", "base"}
WORDS_ONLY = [field for field in FIELDS if field.name not in TAKES_MEDIA | TAKES_PLACES]


@pytest.mark.parametrize("field", WORDS_ONLY, ids=lambda field: field.name)
async def test_words_are_asked_for(crowd: Crowd, field: TypedField) -> None:
    """One after the other: each is refused, the question stays, nothing is kept."""
    person = await field.asks(crowd)
    before, draft = await crowd.facts(), await crowd.draft(person)
    for name, send in THINGS.items():
        await send(person)
        await crowd.stage.settled()
        assert await crowd.problem(person) == "words_expected", name
        assert await crowd.draft(person) == draft, name
    assert await crowd.facts() == before


@pytest.mark.parametrize("field", [field for field in FIELDS if field.name in TALKS], ids=lambda field: field.name)
async def test_what_says_nothing_is_no_question_and_no_answer(crowd: Crowd, field: TypedField) -> None:
    person = await field.asks(crowd)
    before, draft = await crowd.facts(), await crowd.draft(person)
    for name in ("dice", "poll", "contact"):
        await THINGS[name](person)
        await crowd.stage.settled()
        assert await crowd.problem(person) == "relay_kind", name
        assert await crowd.draft(person) == draft, name
    assert await crowd.facts() == before


BUTTONS = {
    "service": OrderingDraft(max_crew=4),
    "time": ORDERING,
    "crew": ORDERING,
    "contact": ORDERING,
    "summary": ORDERING,
}


@pytest.mark.parametrize("step", BUTTONS)
async def test_a_button_is_asked_for(crowd: Crowd, step: str) -> None:
    await crowd.free(crowd.zoe)
    await crowd.at(crowd.zoe, "ordering", BUTTONS[step], step)
    before = await crowd.facts()
    for name, send in THINGS.items():
        await send(crowd.zoe)
        await crowd.stage.settled()
        conversation = await crowd.conversation(crowd.zoe)
        assert conversation is not None, name
        assert conversation.step == step, name
        attachments = (await crowd.draft(crowd.zoe)).attachments
        assert len(attachments) <= 10
        assert step == "service" or not attachments, name
    assert await crowd.facts() == before


PAPERS = [(step, thing) for step in ("documents", "photo") for thing in THINGS if thing not in {"photo", "album"}]


@pytest.mark.parametrize(("step", "thing"), PAPERS)
async def test_only_photos_are_papers(crowd: Crowd, step: str, thing: str) -> None:
    await crowd.free(crowd.zoe)
    await crowd.at(crowd.zoe, "registration", REGISTRATION, step)
    await THINGS[thing](crowd.zoe)
    await crowd.stage.settled()
    assert await crowd.problem(crowd.zoe) == "photo_expected"
    assert await crowd.draft(crowd.zoe) == REGISTRATION


async def test_no_more_photos_than_fit(crowd: Crowd) -> None:
    await crowd.free(crowd.ali)
    await crowd.at(crowd.ali, "job_photos", JobPhotosDraft(crowd.job, 0))
    for _ in range(3):
        await crowd.ali.sends_album(10)
    await crowd.stage.settled()
    kept = [row for row in (await crowd.facts())["job_photos"] if row["job_id"] == crowd.job]
    assert 0 < len(kept) <= 10
    assert await crowd.problem(crowd.ali) == "photos_full"


async def test_no_more_pictures_than_an_order_carries(crowd: Crowd) -> None:
    await crowd.free(crowd.zoe)
    await crowd.at(crowd.zoe, "ordering", OrderingDraft(service="leak", max_crew=4), "problem")
    for _ in range(3):
        await crowd.zoe.sends_album(10)
    await crowd.stage.settled()
    assert await crowd.problem(crowd.zoe) == "too_many_attachments"
    assert len((await crowd.draft(crowd.zoe)).attachments) <= 10
