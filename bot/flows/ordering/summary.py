"""Everything once more, with the price; and the confirmation that makes an order of it."""

from dataclasses import asdict
from typing import Any

from bot.domain.orders import SOMETHING_ELSE
from bot.flows.answers import Answer
from bot.flows.ordering.draft import OrderingDraft
from bot.flows.ordering.foresight import to_keep, to_show
from bot.flows.ordering.payer import account_shown
from bot.flows.ordering.what import check_described
from bot.flows.wizard import CONFIRM, Problem, Question, Scene
from bot.usecases import conversations
from bot.usecases.address_notes import note_at
from bot.usecases.credit import balance_of
from bot.usecases.ordering import place_order
from bot.usecases.promising import keep_promise


def ask_summary(scene: Scene, draft: OrderingDraft) -> Question:
    """All that was said, and the price as the catalogue has it at this moment."""
    window = draft.window and [draft.window.start.isoformat(), draft.window.end.isoformat()]
    fields = {
        "service": draft.service,
        "description": draft.description,
        "attachments": len(draft.attachments),
        "address": asdict(draft.address) if draft.address else None,
        "door": draft.door,
        "note": note_at(scene.tx, scene.person.id, draft.finished().address.words) if draft.address else "",
        "now": scene.tx.now.isoformat(),
        "window": window,
        "crew": draft.crew,
        "choose_crew": draft.max_crew != 1,
        "phone": draft.phone,
        "foreseen": to_show(scene, draft),
        "price": _price(scene, draft),
        "credit": _credit(scene, draft),
        "gone": _is_gone(scene, draft),
        **account_shown(scene, draft, _price(scene, draft)),
    }
    return Question("ordering/summary", fields)


def got_summary(scene: Scene, draft: OrderingDraft, answer: Answer) -> OrderingDraft:
    """Confirmed, and at the price that was shown."""
    if answer.choice != CONFIRM:
        raise Problem("choose_button")
    check_described(draft)
    if _is_gone(scene, draft):
        raise Problem("service_gone")
    if _shown(scene).get("price") != _price(scene, draft):
        raise Problem("price_changed")
    if _shown(scene).get("credit", 0) != _credit(scene, draft):
        raise Problem("credit_changed")
    return draft


def confirm(scene: Scene, draft: OrderingDraft) -> None:
    """Place the order; the wizard's message becomes the order's card."""
    promise = to_keep(scene, draft)
    order = place_order(scene.tx, scene.person.id, draft.finished())
    if promise is not None:
        keep_promise(scene.tx, order, promise)
    conversations.end_as_card(scene.tx, scene.person.id, "order", order)


def _price(scene: Scene, draft: OrderingDraft) -> int | None:
    service = scene.tx.market.catalogue.service(draft.service)
    return None if service is None else service.price.amount


def _credit(scene: Scene, draft: OrderingDraft) -> int:
    """How much of the price the customer's credit pays, in minor units; nothing of what a company pays."""
    price = None if draft.company is not None else _price(scene, draft)
    return min(balance_of(scene.tx, scene.person.id), price * draft.crew) if price else 0


def _is_gone(scene: Scene, draft: OrderingDraft) -> bool:
    """A draft may be older than the catalogue."""
    return draft.service != SOMETHING_ELSE and scene.tx.market.catalogue.service(draft.service) is None


def _shown(scene: Scene) -> dict[str, Any]:
    conversation = conversations.current(scene.tx, scene.person.id)
    return dict(conversation.prompt["fields"]) if conversation else {}
