"""The rules once more as aiogram's bot meets them: what it asks, what it understands, which exception it raises."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from tests.playground.met import STARS, Met

NOT_MODIFIED = "message is not modified: specified new message content and reply markup are exactly the same"
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
Case = tuple[Callable[[Met], Awaitable[Any]], type[TelegramAPIError], str]
ONLY_TEXT = InlineKeyboardButton(text="x")
REFUSALS: dict[str, Case] = {
    "chats: unknown": (lambda met: met.bot.send_message(1, "x"), TelegramBadRequest, "chat not found"),
    "chats: empty": (lambda met: met.bot.send_message("", "x"), TelegramBadRequest, "chat_id is empty"),
    "chats: other bots": (
        lambda met: met.bot.send_message(met.playground.world.bot.id, "x"),
        TelegramForbiddenError,
        "bot can't send messages to bots",
    ),
    "text: empty": (lambda met: met.says(""), TelegramBadRequest, "message text is empty"),
    "text: white space": (lambda met: met.says(" \n "), TelegramBadRequest, "text must be non-empty"),
    "text: long": (lambda met: met.says("x" * 4097), TelegramBadRequest, "message is too long"),
    "text: other markup": (
        lambda met: met.says("x", parse_mode="MarkdownV2"),
        TelegramBadRequest,
        "unsupported parse_mode",
    ),
    "markup: open": (
        lambda met: met.html("<b>x"),
        TelegramBadRequest,
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    "markup: unknown": (
        lambda met: met.html("<foo>x</foo>"),
        TelegramBadRequest,
        'can\'t parse entities: Unsupported start tag "foo" at byte offset 0',
    ),
    "markup: crossed": (
        lambda met: met.html("<b>x</i>"),
        TelegramBadRequest,
        'can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    ),
    "editing: nothing new": (lambda met: met.edits("first"), TelegramBadRequest, NOT_MODIFIED),
    "editing: gone": (lambda met: met.edits("x", 999), TelegramBadRequest, "message to edit not found"),
    "editing: somebody else's": (lambda met: met.edits("x", 1), TelegramBadRequest, "message can't be edited"),
    "editing: long": (lambda met: met.edits("x" * 4097), TelegramBadRequest, "MESSAGE_TOO_LONG"),
    "editing: deleting nothing": (
        lambda met: met.bot.delete_message(met.anna.id, 999),
        TelegramBadRequest,
        "message to delete not found",
    ),
    "replies: to nothing": (
        lambda met: met.says(reply_parameters=ReplyParameters(message_id=999)),
        TelegramBadRequest,
        "message to be replied not found",
    ),
    "keyboards: text only": (
        lambda met: met.under(ONLY_TEXT),
        TelegramBadRequest,
        "Text buttons are unallowed in the inline keyboard",
    ),
    "keyboards: 65 bytes": (
        lambda met: met.under(InlineKeyboardButton(text="x", callback_data="ы" * 33)),
        TelegramBadRequest,
        "BUTTON_DATA_INVALID",
    ),
    "keyboards: too many": (
        lambda met: met.under(*[InlineKeyboardButton(text="x", callback_data="x")] * 101),
        TelegramBadRequest,
        "reply markup is too long",
    ),
    "keyboards: a contact in a group": (
        lambda met: met.bot.send_message(
            met.group.id,
            "x",
            reply_markup=ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="x", request_contact=True)]]),
        ),
        TelegramBadRequest,
        "phone number can be requested in private chats only",
    ),
    "callbacks: unknown": (lambda met: met.bot.answer_callback_query("12345"), TelegramBadRequest, TOO_OLD),
    "locations: short": (
        lambda met: met.bot.send_location(met.anna.id, 1, 2, live_period=59),
        TelegramBadRequest,
        "wrong live location period specified",
    ),
    "locations: none to move": (
        lambda met: met.bot.edit_message_live_location(1, 2, chat_id=met.anna.id, message_id=met.sent.message_id),
        TelegramBadRequest,
        "there is no live location in the message to edit",
    ),
    "files: nonsense": (lambda met: met.bot.get_file("nonsense"), TelegramBadRequest, "invalid file_id"),
    "payments: a long title": (lambda met: met.invoice(title="x" * 33), TelegramBadRequest, "INVOICE_TITLE_INVALID"),
    "payments: two prices in Stars": (
        lambda met: met.invoice(prices=STARS * 2),
        TelegramBadRequest,
        "STARS_INVOICE_INVALID",
    ),
    "payments: no provider": (
        lambda met: met.invoice(currency="PLN"),
        TelegramBadRequest,
        "PAYMENT_PROVIDER_INVALID",
    ),
    "payments: Pay is not first": (
        lambda met: met.invoice(
            reply_markup=InlineKeyboardMarkup(
                inline_keyboard=[[InlineKeyboardButton(text="Help", callback_data="help")]],
            )
        ),
        TelegramBadRequest,
        "REPLY_MARKUP_BUY_EMPTY",
    ),
    "payments: no such charge": (
        lambda met: met.bot.refund_star_payment(met.anna.id, "nothing"),
        TelegramBadRequest,
        "CHARGE_ID_INVALID",
    ),
    "groups: the owner stays": (
        lambda met: met.bot.ban_chat_member(met.group.id, met.anna.id),
        TelegramBadRequest,
        "can't remove chat owner",
    ),
    "groups: nobody is led in private": (
        lambda met: met.bot.get_chat_administrators(met.anna.id),
        TelegramBadRequest,
        "there are no administrators in the private chat",
    ),
    "topics: without a name": (
        lambda met: met.bot.create_forum_topic(met.group.id, " "),
        TelegramBadRequest,
        "name must be non-empty",
    ),
    "topics: gone": (
        lambda met: met.bot.send_message(met.group.id, "x", message_thread_id=99),
        TelegramBadRequest,
        "message thread not found",
    ),
    "webhook: a bad address": (
        lambda met: met.bot.set_webhook("ftp://x"),
        TelegramBadRequest,
        "invalid webhook URL specified",
    ),
    "webhook: a bad secret": (
        lambda met: met.bot.set_webhook("https://127.0.0.1/h", secret_token="with space"),
        TelegramBadRequest,
        "secret token contains unallowed characters",
    ),
    "close: too early": (lambda met: met.bot.close(), TelegramRetryAfter, "retry after 600"),
}


@pytest.mark.parametrize("rule", REFUSALS)
async def test_aiogram_hears_what_is_wrong(met: Met, rule: str) -> None:
    asks, kind, sentence = REFUSALS[rule]
    with pytest.raises(kind) as caught:
        await asks(met)
    assert sentence in caught.value.message
