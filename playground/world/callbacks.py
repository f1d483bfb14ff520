"""Inline buttons pressed, and what the bot says to a press."""

from playground.refusals import bad_request
from playground.world.permissions import check_present
from playground.world.rendering import callback_query_json
from playground.world.state import CallbackQuery, Json
from playground.world.updates import push
from playground.world.world import World

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_LONGEST_ANSWER = 200


def press(world: World, user_id: int, chat_id: int, message_id: int, data: str) -> CallbackQuery:
    """Let somebody press a button of a message (which may be gone by now); in a group only who is in it.

    Who may not write there may still press, as in Telegram.
    """
    check_present(world, world.chat(chat_id), user_id)
    query = CallbackQuery(
        id=str(world.dice.getrandbits(62)),
        user_id=user_id,
        chat_id=chat_id,
        message_id=message_id,
        data=data,
        asked_at=world.now(),
    )
    callbacks = world.state.callbacks
    callbacks[query.id] = query
    while len(callbacks) > world.settings.sizes.callbacks_kept:
        callbacks.popitem(last=False)
    push(world, "callback_query", callback_query_json(world, query), lane=f"user:{user_id}")
    world.tell("callback", chat_id, query)
    return query


def answer(world: World, query_id: str, said: Json) -> None:
    """Take the bot's answer to a press; once, and in time."""
    query = world.state.callbacks.get(query_id)
    too_late = query is not None and world.now() - query.asked_at > world.settings.keeping.queries
    if query is None or too_late or query.answer is not None:
        raise bad_request(_TOO_OLD)
    if len(said.get("text", "")) > _LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if said.get("url") and not said["url"].startswith((f"https://t.me/{world.bot.username}?", "tg://resolve?")):
        raise bad_request("URL_INVALID")
    query.answer = said
    world.tell("callback_answer", query.chat_id, query)
