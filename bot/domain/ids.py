"""Ids of their own types, so that an order's number can never be passed where a person's is meant."""

from typing import NewType

PersonId = NewType("PersonId", int)
"""A Telegram user id; the private chat with that person has the same number."""
ChatId = NewType("ChatId", int)
"""A Telegram chat id: a person's, or a negative number for a group."""
OrderId = NewType("OrderId", int)
OfferId = NewType("OfferId", int)
JobId = NewType("JobId", int)
CallId = NewType("CallId", int)
CredentialId = NewType("CredentialId", int)
InterviewId = NewType("InterviewId", int)
FIRST_PSEUDONYM = 2**60
"""From here on a number is no account of Telegram's, but stands for somebody who wanted to be forgotten."""


def private_chat(person: PersonId) -> ChatId:
    """The chat in which the bot talks to this person alone."""
    return ChatId(int(person))
