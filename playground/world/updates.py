"""Updates that wait for the bot: made, kept, handed out, confirmed, forgotten when too old."""

from collections.abc import Iterator

from playground.world.state import Json, Update
from playground.world.world import World

KINDS = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "message_reaction",
    "message_reaction_count",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "purchased_paid_media",
]
_LEFT_OUT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_SHORT_LIVED = frozenset({"callback_query", "pre_checkout_query", "shipping_query"})


def remember_allowed(world: World, names: list[str] | None) -> None:
    """Keep which kinds the bot wants: none changes nothing, an empty list is the default, unknown ones are ignored."""
    if names is None:
        return
    known = [name for name in dict.fromkeys(name.lower() for name in names) if name in KINDS]
    world.state.allowed_updates = known or None


def wanted(world: World, kind: str) -> bool:
    """Say whether an update of this kind is made at all."""
    allowed = world.state.allowed_updates
    return kind not in _LEFT_OUT if allowed is None else kind in allowed


def push(world: World, kind: str, body: Json, lane: str) -> Update | None:
    """Make an update and tell who waits for one; None when the bot does not want the kind."""
    if not wanted(world, kind):
        return None
    state, keeping = world.state, world.settings.keeping
    seconds = keeping.updates
    if kind in _SHORT_LIVED:
        seconds = keeping.queries
    elif kind == "inline_query":
        seconds = keeping.inline_queries
    update = Update(_next_id(world), kind, body, world.now() + seconds, lane)
    state.updates[update.update_id] = update
    while len(state.updates) > keeping.most_updates:
        state.updates.popitem(last=False)
    world.tell("update", about=update)
    return update


def _next_id(world: World) -> int:
    """Return the next number; after an idle week it may jump."""
    state, now = world.state, world.now()
    idle = now - state.last_update_at
    state.last_update_id += 1
    if idle >= world.settings.keeping.idle_before_jump:
        state.last_update_id += world.dice.randrange(1_000, 1_000_000)
    state.last_update_at = now
    return state.last_update_id


def update_json(update: Update) -> Json:
    """Return an Update as Telegram sends it."""
    return {"update_id": update.update_id, update.kind: update.body}


def confirm_below(world: World, offset: int) -> None:
    """Forget every update whose id is below `offset`."""
    updates = world.state.updates
    taken = False
    while updates:
        first = next(iter(updates))
        if first >= offset:
            break
        del updates[first]
        taken = True
    if taken:
        world.tell("updates_taken")


def keep_last(world: World, count: int) -> None:
    """Forget all but the last `count` updates (a negative offset)."""
    updates = world.state.updates
    while len(updates) > count:
        updates.popitem(last=False)
    world.tell("updates_taken")


def waiting(world: World, limit: int) -> list[Update]:
    """Return up to `limit` updates, the oldest first; what is too old is dropped on the way."""
    found: list[Update] = []
    expired: list[int] = []
    for update in _in_order(world):
        if update.expires_at < world.now():
            expired.append(update.update_id)
            continue
        found.append(update)
        if len(found) == limit:
            break
    for update_id in expired:
        del world.state.updates[update_id]
    return found


def _in_order(world: World) -> Iterator[Update]:
    return iter(world.state.updates.values())


def drop(world: World, update_id: int) -> None:
    """Forget one update (a webhook took it, or it grew too old)."""
    world.state.updates.pop(update_id, None)
    world.tell("updates_taken")


def drop_all(world: World) -> None:
    """Forget every update."""
    world.state.updates.clear()
    world.tell("updates_taken")
