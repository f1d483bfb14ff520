"""Messages taken away."""

from aiogram import methods

from playground.answers.registry import Request, answers
from playground.refusals import bad_request
from playground.world.access import has_right, known
from playground.world.messages import remove
from playground.world.state import Chat, Message
from playground.world.world import World

_TWO_DAYS = 48 * 3600


def _check_deletable(world: World, chat: Chat, message: Message) -> None:
    """Raise when a message may not be deleted: in private after two days, in groups others' without the right."""
    if chat.type == "private":
        if world.now() - message.date > _TWO_DAYS:
            raise bad_request("message can't be deleted for everyone")
        return
    if has_right(world, chat, world.bot.id, "can_delete_messages"):
        return
    if message.sender_id != world.bot.id or world.now() - message.date > _TWO_DAYS:
        raise bad_request("message can't be deleted")


@answers(methods.DeleteMessage)
def delete_message(request: Request[methods.DeleteMessage]) -> bool:
    """Delete one message."""
    chat = known(request.world, request.arguments.chat_id)
    message = chat.messages.get(request.arguments.message_id)
    if message is None:
        raise bad_request("message to delete not found")
    _check_deletable(request.world, chat, message)
    remove(request.world, message)
    return True


@answers(methods.DeleteMessages)
def delete_messages(request: Request[methods.DeleteMessages]) -> bool:
    """Delete up to a hundred messages; those that are gone are skipped."""
    identifiers = request.arguments.message_ids
    if not identifiers:
        raise bad_request("Message identifiers are not specified")
    if len(identifiers) > 100:
        raise bad_request("Too many message identifiers specified")
    chat = known(request.world, request.arguments.chat_id)
    for message_id in identifiers:
        message = chat.messages.get(message_id)
        if message is not None:
            _check_deletable(request.world, chat, message)
            remove(request.world, message)
    return True
