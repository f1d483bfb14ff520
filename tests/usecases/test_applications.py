"""Applying and deciding: who may, who was first, who hears of it."""

import asyncio
from typing import Any

import pytest

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.technicians import RejectReason, TechnicianStatus, WantedMore
from bot.usecases import applications
from bot.usecases.call_number import CALL_NUMBER
from bot.usecases.technicians import reinstate, suspend
from db import audit, people, technicians
from db.outbox import Outgoing, Priority, SentCard, remember_card
from db.transaction import Transaction
from tests.application_scene import (
    APPLICATION,
    EVA,
    OLGA,
    OSKAR,
    TOM,
    drawn,
    labels,
    meet_everybody,
    news,
    told,
)

S = TechnicianStatus


@pytest.fixture
async def applied(transact: Any) -> Any:
    """Tom's application waits."""
    await transact(meet_everybody)
    await transact(lambda tx: applications.apply(tx, TOM, APPLICATION))
    return transact


async def refused(transact: Any, act: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        await transact(act)
    return refusal.value


async def status(transact: Any) -> TechnicianStatus:
    found = await transact(lambda tx: technicians.find(tx.connection, TOM))
    return TechnicianStatus(found.status)


def sent(tx: Transaction, chat: int, view: str) -> None:
    """Let this card of Tom's application have been sent."""
    item = Outgoing(0, chat, "card", view, TOM, {}, False, Priority.NEWS, 0, 0)  # type: ignore[arg-type]
    remember_card(tx.connection, item, SentCard(1, "", True, True), tx.now)


async def test_who_applies_is_asked_about_calls_by_customers_from_then_on(transact: Any) -> None:
    """The question stood there already, about calls by technicians."""
    await transact(meet_everybody)
    await transact(lambda tx: sent(tx, TOM, CALL_NUMBER))
    await transact(lambda tx: applications.apply(tx, TOM, APPLICATION))
    assert (TOM, CALL_NUMBER) in await transact(news)


async def test_an_application_comes_to_every_operator_and_back_to_the_applicant(applied: Any) -> None:
    assert await applied(news) == {(TOM, "application"), (OLGA, "desk_application"), (OSKAR, "desk_application")}
    assert await applied(lambda tx: applications.application_of(tx, TOM)) == APPLICATION.__class__(
        **{**{f: getattr(APPLICATION, f) for f in APPLICATION.__slots__}, "skills": ("locks", "plumbing")}
    )


@pytest.mark.parametrize("language", list(Language))
async def test_the_operators_card(applied: Any, language: Language) -> None:
    card = await applied(lambda tx: drawn(tx, OLGA, "desk_application", TOM, language))
    assert "Tom Kowal" in card.text
    assert "&lt;b&gt;pipes" in card.text
    assert "601" in card.text
    assert len(labels(card)) == 5


async def test_approving(applied: Any) -> None:
    await applied(news)
    await applied(lambda tx: sent(tx, OSKAR, "desk_application"))
    await applied(lambda tx: applications.approve(tx, TOM, OLGA))
    assert await status(applied) is S.APPROVED
    assert await applied(news) == {
        (TOM, "application"),
        (TOM, "applications/approved"),
        (TOM, "call_number"),
        (OSKAR, "desk_application"),
    }
    card = await applied(lambda tx: drawn(tx, OSKAR, "desk_application", TOM))
    assert "approved" in card.text
    assert "Olga" in card.text
    assert labels(card) == ["Documents (2)", "Photo"]
    acts = await applied(lambda tx: audit.about(tx.connection, f"person:{TOM}"))
    assert [(act.act, act.actor_id) for act in acts] == [("application_approved", OLGA)]


async def test_the_second_operator_hears_who_was_first(applied: Any) -> None:
    await applied(lambda tx: applications.approve(tx, TOM, OLGA))
    late = [
        lambda tx: applications.approve(tx, TOM, OSKAR),
        lambda tx: applications.reject(tx, TOM, OSKAR, "skills"),
        lambda tx: applications.ask_for_more(tx, TOM, OSKAR, "photo"),
        lambda tx: applications.ask_why(tx, TOM, OSKAR, OSKAR, "desk_reject"),
    ]
    for act in late:
        refusal = await refused(applied, act)
        assert (refusal.code, refusal.fields) == ("application_decided", {"status": "approved", "by": "Olga"})
    assert await status(applied) is S.APPROVED
    assert len(await applied(lambda tx: audit.about(tx.connection, f"person:{TOM}"))) == 1


async def test_two_at_once_one_decision(applied: Any) -> None:
    results = await asyncio.gather(
        applied(lambda tx: applications.approve(tx, TOM, OLGA)),
        applied(lambda tx: applications.reject(tx, TOM, OSKAR, "full")),
        return_exceptions=True,
    )
    assert [type(result) for result in results].count(Refusal) == 1
    assert len(await applied(lambda tx: audit.about(tx.connection, f"person:{TOM}"))) == 1


@pytest.mark.parametrize("stranger", [EVA, TOM])
async def test_only_staff_decides(applied: Any, stranger: PersonId) -> None:
    await applied(news)
    acts = [
        lambda tx: applications.approve(tx, TOM, stranger),
        lambda tx: applications.reject(tx, TOM, stranger, "full"),
        lambda tx: applications.ask_for_more(tx, TOM, stranger, "photo"),
        lambda tx: applications.ask_why(tx, TOM, stranger, stranger, "desk_more"),
        lambda tx: applications.show_papers(tx, TOM, stranger, stranger, "applications/documents"),
        lambda tx: suspend(tx, TOM, stranger, "why not"),
        lambda tx: reinstate(tx, TOM, stranger),
    ]
    for act in acts:
        assert (await refused(applied, act)).code == "not_staff"
    assert await applied(news) == set()
    assert await status(applied) is S.PENDING


@pytest.mark.parametrize("reason", [*RejectReason, "Your <own> words"])
async def test_rejecting_and_applying_again(applied: Any, reason: str) -> None:
    await applied(lambda tx: applications.reject(tx, TOM, OLGA, reason))
    assert await status(applied) is S.REJECTED
    card = await applied(lambda tx: drawn(tx, TOM, "application", TOM))
    assert "<own>" not in card.text
    assert labels(card) == ["Apply again"]
    assert (await refused(applied, lambda tx: applications.approve(tx, TOM, OSKAR))).code == "application_decided"
    await applied(news)
    await applied(lambda tx: applications.apply(tx, TOM, APPLICATION))
    assert await status(applied) is S.PENDING
    assert (OSKAR, "desk_application") in await applied(news)


@pytest.mark.parametrize("what", list(WantedMore))
async def test_asking_for_more(applied: Any, what: str) -> None:
    await applied(lambda tx: applications.ask_for_more(tx, TOM, OLGA, what))
    for language in Language:
        card = await applied(lambda tx, language=language: drawn(tx, TOM, "application", TOM, language))
        assert len(labels(card)) == 3
    assert await applied(lambda tx: applications.wanted_of(tx, TOM)) == what
    await applied(lambda tx: applications.approve(tx, TOM, OSKAR))
    assert await status(applied) is S.APPROVED


async def test_the_reasons_go_once_it_is_decided(applied: Any) -> None:
    await applied(lambda tx: applications.ask_why(tx, TOM, OLGA, OLGA, "desk_reject"))
    for view in ("desk_reject", "desk_more"):
        for language in Language:
            card = await applied(lambda tx, v=view, la=language: drawn(tx, OLGA, v, TOM, la))
            assert len(labels(card)) == 5
    await applied(lambda tx: sent(tx, OLGA, "desk_reject"))
    await applied(news)
    await applied(lambda tx: applications.reject(tx, TOM, OSKAR, "full"))
    assert (OLGA, "desk_reject") in await applied(news)
    assert await applied(lambda tx: drawn(tx, OLGA, "desk_reject", TOM)) is None


async def test_who_may_not_apply(applied: Any) -> None:
    apply = lambda tx: applications.apply(tx, TOM, APPLICATION)  # noqa: E731
    assert (await refused(applied, apply)).code == "application_pending"
    await applied(lambda tx: applications.approve(tx, TOM, OLGA))
    assert (await refused(applied, apply)).code == "technician_already"
    await applied(lambda tx: suspend(tx, TOM, OLGA, "late"))
    assert (await refused(applied, apply)).code == "technician_suspended"
    await applied(lambda tx: people.set_ban(tx, EVA, tx.now, "rude"))
    refusal = await refused(applied, lambda tx: applications.apply(tx, EVA, APPLICATION))
    assert refusal.code == "banned"


async def test_approving_never_lifts_a_suspension(applied: Any) -> None:
    await applied(lambda tx: applications.approve(tx, TOM, OLGA))
    await applied(lambda tx: suspend(tx, TOM, OLGA, "late"))
    refusal = await refused(applied, lambda tx: applications.approve(tx, TOM, OSKAR))
    assert refusal.fields["status"] == "suspended"
    assert await status(applied) is S.SUSPENDED


async def test_the_banned_are_not_approved(applied: Any) -> None:
    await applied(lambda tx: people.set_ban(tx, TOM, tx.now, "rude"))
    assert (await refused(applied, lambda tx: applications.approve(tx, TOM, OLGA))).code == "applicant_banned"


async def test_papers_are_shown_to_operators(applied: Any) -> None:
    await applied(lambda tx: applications.show_papers(tx, TOM, OSKAR, OSKAR, "applications/documents"))
    assert (OSKAR, "applications/documents") in await applied(news)
    album = await applied(lambda tx: told(tx, OSKAR, "applications/documents", {"applicant": TOM}))
    assert [media.file_id for media in album.media] == ["paper-1", "paper-2"]
    photo = await applied(lambda tx: told(tx, OSKAR, "applications/photo", {"applicant": TOM}))
    assert [media.file_id for media in photo.media] == ["face-1"]


async def test_nobody_else_sees_the_application(applied: Any) -> None:
    assert await applied(lambda tx: drawn(tx, EVA, "application", TOM)) is None
    refusal = await refused(applied, lambda tx: applications.open_application(tx, EVA))
    assert refusal.code == "application_unknown"


@pytest.mark.parametrize("language", list(Language))
async def test_the_welcome(applied: Any, language: Language) -> None:
    view = await applied(lambda tx: told(tx, TOM, "applications/approved", {}, language))
    assert len(labels(view)) == 2
