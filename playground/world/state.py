"""The records that make up a world. They refer to each other by id, so that a world can be saved as JSON."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ConfigDict

Json = dict[str, Any]
ChatType = Literal["private", "group", "supergroup"]
MemberStatus = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]


@dataclass(slots=True)
class Account:
    """Somebody on Telegram: a person or the bot."""

    id: int
    first_name: str
    is_bot: bool = False
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    phone_number: str | None = None
    deactivated: bool = False
    photo_ids: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Member:
    """What somebody is in a group. `rights` names the rights held (administrators) or left (restricted)."""

    status: MemberStatus = "member"
    rights: set[str] = field(default_factory=set)
    until: int = 0
    title: str | None = None

    @property
    def present(self) -> bool:
        """Say whether this member is in the group now."""
        return self.status not in {"left", "kicked"}


@dataclass(slots=True)
class Message:
    """One message as it stands now. `content` holds Telegram's own fields (text, photo, …) as JSON."""

    message_id: int
    chat_id: int
    sender_id: int
    date: int
    content: Json
    inline_keyboard: list[list[Json]] | None = None
    reply_keyboard: Json | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    edit_date: int | None = None
    live_until: int = 0
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    deleted: bool = False

    @property
    def text(self) -> str:
        """Return what can be read: the text or the caption."""
        return str(self.content.get("text") or self.content.get("caption") or "")


@dataclass(slots=True)
class Topic:
    """A thread of a forum (or of a private chat with topics)."""

    thread_id: int
    name: str
    icon_color: int
    icon_custom_emoji_id: str | None = None
    closed: bool = False


@dataclass(slots=True)
class Chat:
    """A private chat with the bot (id = the person's id) or a group."""

    id: int
    type: ChatType
    title: str | None = None
    username: str | None = None
    is_forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    messages: OrderedDict[int, Message] = field(default_factory=OrderedDict)
    last_message_id: int = 0
    pinned: list[int] = field(default_factory=list)
    topics: dict[int, Topic] = field(default_factory=dict)
    default_rights: set[str] = field(default_factory=set)
    reply_keyboard: Json | None = None
    started: bool = False
    blocked: bool = False
    closed: bool = False
    migrated_to: int | None = None


@dataclass(slots=True)
class StoredFile:
    """A file that was sent: `key` is its file_unique_id, the file_id belongs to the bot."""

    __pydantic_config__ = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    file_id: str
    key: str
    kind: str
    name: str
    mime_type: str
    content: bytes
    size: int
    details: Json = field(default_factory=dict)


@dataclass(slots=True)
class CallbackQuery:
    """Somebody pressed an inline button. `answer` is what the bot said to it."""

    id: str
    user_id: int
    chat_id: int
    message_id: int
    data: str
    asked_at: float
    answer: Json | None = None


@dataclass(slots=True)
class Update:
    """An update that the bot has not taken yet. `lane` is what a webhook keeps in order."""

    update_id: int
    kind: str
    body: Json
    expires_at: float
    lane: str


@dataclass(slots=True)
class Webhook:
    """Where updates are posted to; an empty URL means long polling."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    ip_address: str | None = None
    has_certificate: bool = False
    last_error_date: int | None = None
    last_error: str | None = None


@dataclass(slots=True)
class Checkout:
    """A payment on its way: which invoice, who pays, and how far it is."""

    id: str
    user_id: int
    chat_id: int
    invoice: str
    stage: Literal["shipping", "choosing", "pre_checkout", "paid", "refunded", "failed"]
    asked_at: float
    shipping_options: list[Json] = field(default_factory=list)
    shipping_option_id: str | None = None
    order_info: Json | None = None
    problem: str | None = None
    charge_id: str | None = None


@dataclass(slots=True)
class State:
    """Everything that a world remembers."""

    bot: Account
    accounts: dict[int, Account] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    usernames: dict[str, int] = field(default_factory=dict)
    files: OrderedDict[str, StoredFile] = field(default_factory=OrderedDict)
    file_bytes: int = 0
    callbacks: OrderedDict[str, CallbackQuery] = field(default_factory=OrderedDict)
    checkouts: OrderedDict[str, Checkout] = field(default_factory=OrderedDict)
    invoices: OrderedDict[str, Json] = field(default_factory=OrderedDict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    profile: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    webhook: Webhook = field(default_factory=Webhook)
    updates: OrderedDict[int, Update] = field(default_factory=OrderedDict)
    allowed_updates: list[str] | None = None
    last_update_id: int = 0
    last_update_at: float = 0.0
    last_private_message_id: int = 0
    last_id: int = 0
