"""The plain page: every chat as text, a line to type in, the buttons to tap. No script."""

from html import escape

from playground.rendered_text import shown_text
from playground.world.state import Chat, Json, Message
from playground.world.world import World

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:1rem auto;max-width:44rem;padding:0 1rem}"
    "section{border:1px solid #767676;border-radius:.5rem;margin:1rem 0;padding:.5rem 1rem}"
    "p{white-space:pre-wrap;margin:.3rem 0}form{display:inline}"
    ":root{color-scheme:light dark}"
)
_SHOWN = 30


def plain_page(world: World) -> str:
    """Return the page's HTML."""
    chats = "".join(_chat(world, chat) for chat in world.state.chats.values())
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Playground: {escape(world.bot.first_name)}</title><style>{_STYLE}</style></head><body>"
        f'<h1>@{escape(world.bot.username or "")}</h1><p><a href="/plain">Look again</a></p>'
        f"{chats or '<p>Nobody is here yet.</p>'}</body></html>"
    )


def _chat(world: World, chat: Chat) -> str:
    people = [chat.id] if chat.type == "private" else _present(world, chat)
    title = chat.title or world.account(chat.id).first_name
    shown = list(chat.messages.values())[-_SHOWN:]
    messages = "".join(_message(world, message, people) for message in shown)
    lines = "".join(_line(world, chat, person) for person in people)
    return (
        f"<section><h2>{escape(title)}</h2>{messages or '<p>(nothing yet)</p>'}{_keys(chat, people)}{lines}</section>"
    )


def _present(world: World, chat: Chat) -> list[int]:
    return [id_ for id_, member in chat.members.items() if member.present and id_ != world.bot.id]


def _message(world: World, message: Message, people: list[int]) -> str:
    name = world.account(message.sender_id).first_name
    rows = "".join(f"<div>{_buttons(message, row, people)}</div>" for row in message.inline_keyboard or ())
    return f'<p dir="auto"><b>{escape(name)}:</b> {escape(shown_text(message))}</p>{rows}'


def _buttons(message: Message, row: list[Json], people: list[int]) -> str:
    """Return a row of buttons; in a group the first person present taps."""
    shown: list[str] = []
    for button in row:
        if "callback_data" not in button:
            shown.append(escape(f"[{button['text']}]"))
            continue
        fields = {"chat": message.chat_id, "message_id": message.message_id}
        fields["callback_data"] = button["callback_data"]
        shown.append(_form(people[0], "press", button["text"], fields) if people else "")
    return " ".join(shown)


def _keys(chat: Chat, people: list[int]) -> str:
    rows = (chat.reply_keyboard or {}).get("keyboard", [])
    keys = [button["text"] for row in rows for button in row]
    return "".join(_form(people[0], "presses", key, {"chat": chat.id, "label": key}) for key in keys if people)


def _line(world: World, chat: Chat, person: int) -> str:
    name = escape(world.account(person).first_name)
    hidden = _hidden({"person": person, "chat": chat.id, "act": "says"})
    return (
        f'<div><form method="post" action="/stage/form">{hidden}<label>{name}: '
        '<input name="text" required autocomplete="off"></label><button>Send</button></form></div>'
    )


def _form(person: int, act: str, label: str, fields: Json) -> str:
    hidden = _hidden({"person": person, "act": act} | fields)
    return f'<form method="post" action="/stage/form">{hidden}<button>{escape(label)}</button></form>'


def _hidden(fields: Json) -> str:
    return "".join(
        f'<input type="hidden" name="{name}" value="{escape(str(value), quote=True)}">'
        for name, value in fields.items()
    )
