"""Looking ahead while a customer still answers, so that the summary can say when somebody will likely come."""

import asyncio
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.domain.ids import PersonId
from bot.domain.market import Market
from bot.domain.promises import Promise
from bot.flows.ordering.draft import OrderingDraft
from bot.flows.wizard import CONFIRM, Gathering, Scene
from bot.turn import Conversation, Transaction
from bot.usecases import conversations
from bot.usecases.promising import Asking, Foreseen, asking_of, facts_for, is_good, promise, promise_now

SUMMARY, LAST_BEFORE = "summary", "contact"
_FORESEEN = TypeAdapter(Foreseen)


async def foresee(gathering: Gathering[OrderingDraft]) -> Foreseen | None:
    """Reckon the promise beside the writer, when the next thing to be shown is likely the summary, or its order.

    An edit that this does not foresee (another place) only means that it is reckoned later.
    """
    turn = gathering.turn
    if turn is None or turn.conversation is None or not _leads_to_the_end(turn.conversation, gathering.answer.choice):
        return None
    draft = _as_it_will_be(gathering.draft, gathering.answer.choice)
    asking = _asking(gathering.person.id, draft, turn.market)
    if asking is None or is_good(_shown(turn.conversation), asking, turn.now):
        return None
    moment, market = turn.now, turn.market
    facts = await turn.read(lambda connection: facts_for(Transaction(connection, moment, market), asking))
    return Foreseen(asking, await asyncio.to_thread(promise, facts))


def to_show(scene: Scene, draft: OrderingDraft) -> dict[str, Any] | None:
    """The promise that the summary tells, as JSON can carry it."""
    found = _foreseen(scene, draft)
    return None if found is None else dict(_FORESEEN.dump_python(found, mode="json"))


def to_keep(scene: Scene, draft: OrderingDraft) -> Promise | None:
    """The promise that goes with the order: what the summary has told, unless that was long ago."""
    found = _foreseen(scene, draft)
    return None if found is None else found.promise


def _foreseen(scene: Scene, draft: OrderingDraft) -> Foreseen | None:
    asking = _asking(scene.person.id, draft, scene.tx.market)
    if asking is None:
        return None
    conversation = conversations.current(scene.tx, scene.person.id)
    shown = None if conversation is None else _shown(conversation)
    return Foreseen(asking, promise_now(scene.tx, asking, shown, scene.foreseen))


def _leads_to_the_end(conversation: Conversation, choice: str) -> bool:
    if conversation.step == SUMMARY:
        return choice == CONFIRM
    return conversation.step == LAST_BEFORE or SUMMARY in conversation.visited


def _as_it_will_be(draft: OrderingDraft, choice: str) -> OrderingDraft:
    """With the answers that change what is asked for and can be read from their button."""
    kind, _, key = choice.partition(":")
    if kind == "service":
        return replace(draft, service=key)
    return replace(draft, crew=int(key)) if kind == "crew" and key.isdecimal() else draft


def _asking(customer: PersonId, draft: OrderingDraft, market: Market) -> Asking | None:
    return None if draft.address is None else asking_of(customer, draft.finished(), market)


def _shown(conversation: Conversation) -> Foreseen | None:
    """What the summary on the person's screen tells; nothing, too, where an earlier version of us drew it."""
    kept = conversation.prompt.get("fields", {}).get("foreseen")
    try:
        return None if kept is None else _FORESEEN.validate_python(kept)
    except ValidationError:
        return None
