"""Command menus, the bot's texts about itself, its menu button."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeChat

from playground import Person, Playground
from playground.world.commands import commands_for
from tests.playground.conftest import Api


def command(name: str = "help", description: str = "What I can do") -> dict[str, str]:
    return {"command": name, "description": description}


async def refused(api: Api, **arguments: Any) -> str:
    return (await api("setMyCommands", **arguments)).sentence


async def test_a_menu_is_kept_for_scope_and_language(api: Api, anna: Person) -> None:
    scope = {"type": "chat", "chat_id": anna.id}
    await api("setMyCommands", commands=[command("a")])
    await api("setMyCommands", commands=[command("b")], language_code="pl")
    await api("setMyCommands", commands=[command("c")], scope=scope)
    assert (await api("getMyCommands")).result == [command("a")]
    assert (await api("getMyCommands", language_code="pl")).result == [command("b")]
    assert (await api("getMyCommands", scope=scope)).result == [command("c")]
    assert (await api("getMyCommands", scope=scope, language_code="pl")).result == []
    await api("deleteMyCommands", scope=scope)
    assert (await api("getMyCommands", scope=scope)).result == []


async def test_aiogram_sets_and_gets(bot: Bot, anna: Person) -> None:
    scope = BotCommandScopeChat(chat_id=anna.id)
    await bot.set_my_commands([BotCommand(command="/go", description="Go")], scope=scope)
    assert [found.command for found in await bot.get_my_commands(scope=scope)] == ["go"]


@pytest.mark.parametrize(
    ("commands", "sentence"),
    [
        ([command("x" * 33)], "command length must not exceed 32"),
        ([command("")], "command must be non-empty"),
        ([command("Help")], "BOT_COMMAND_INVALID"),
        ([command("hel-p")], "BOT_COMMAND_INVALID"),
        ([command(description="")], "command description must be non-empty"),
        ([command(description="x" * 257)], "command description length must not exceed 256"),
        ([command(f"c{number}") for number in range(101)], "BOT_COMMANDS_TOO_MUCH"),
        ([{"command": "x"}], "can't parse BotCommand: Can't find field \"description\""),
        ("{", "can't parse commands JSON object"),
    ],
)
async def test_bad_commands(api: Api, commands: Any, sentence: str) -> None:
    assert await refused(api, commands=commands) == sentence


async def test_the_longest_good_ones(api: Api) -> None:
    commands = [command("x" * 32, "y" * 256), *(command(f"c_{number}") for number in range(99))]
    assert (await api("setMyCommands", commands=commands)).result is True


@pytest.mark.parametrize(
    ("scope", "sentence"),
    [
        ("{", "can't parse BotCommandScope JSON object"),
        ({"type": "everybody"}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"type": "chat"}, "can't parse BotCommandScope: Can't find field \"chat_id\""),
        ({"type": "chat", "chat_id": 1}, "chat not found"),
    ],
)
async def test_bad_scopes(api: Api, scope: Any, sentence: str) -> None:
    assert await refused(api, commands=[command()], scope=scope) == sentence


async def test_bad_languages(api: Api) -> None:
    assert await refused(api, commands=[command()], language_code="polish") == "invalid language code specified"


async def test_the_narrower_scope_hides_the_wider_one(api: Api, anna: Person, playground: Playground) -> None:
    def seen() -> str:
        return "".join(shown["command"] for shown in commands_for(playground.world, anna.chat.record, anna.id))

    await api("setMyCommands", commands=[command("a")])
    assert seen() == "a"
    await api("setMyCommands", commands=[command("b")], scope={"type": "all_private_chats"})
    assert seen() == "b"
    await api("setMyCommands", commands=[command("c")], scope={"type": "all_private_chats"}, language_code="pl")
    assert seen() == "c"
    await api("setMyCommands", commands=[command("d")], scope={"type": "chat", "chat_id": anna.id})
    assert seen() == "d"
    await api("deleteMyCommands", scope={"type": "chat", "chat_id": anna.id})
    assert seen() == "c"


async def test_scopes_of_a_group(api: Api, anna: Person, playground: Playground) -> None:
    ben = playground.person("Ben")
    group = await playground.group("Team", [anna, ben])

    def seen(person: Person) -> str:
        return "".join(shown["command"] for shown in commands_for(playground.world, group.record, person.id))

    scopes: list[tuple[str, dict[str, Any], str, str]] = [
        ("a", {"type": "default"}, "a", "a"),
        ("b", {"type": "all_group_chats"}, "b", "b"),
        ("c", {"type": "all_chat_administrators"}, "c", "b"),
        ("d", {"type": "chat", "chat_id": group.id}, "d", "d"),
        ("e", {"type": "chat_administrators", "chat_id": group.id}, "e", "d"),
        ("f", {"type": "chat_member", "chat_id": group.id, "user_id": ben.id}, "e", "f"),
    ]
    for name, scope, owner_sees, member_sees in scopes:
        await api("setMyCommands", commands=[command(name)], scope=scope)
        assert (seen(anna), seen(ben)) == (owner_sees, member_sees)


async def test_texts_about_the_bot_by_language(api: Api) -> None:
    for method, field, longest in (
        ("MyName", "name", 64),
        ("MyDescription", "description", 512),
        ("MyShortDescription", "short_description", 120),
    ):
        await api(f"set{method}", **{field: "common"})
        await api(f"set{method}", **{field: "po polsku"}, language_code="pl")
        assert (await api(f"get{method}")).result == {field: "common"}
        assert (await api(f"get{method}", language_code="pl")).result == {field: "po polsku"}
        assert (await api(f"get{method}", language_code="fa")).result == {field: "common"}
        await api(f"set{method}", language_code="pl")
        assert (await api(f"get{method}", language_code="pl")).result == {field: "common"}
        assert (await api(f"set{method}", **{field: "x" * (longest + 1)})).status == 400


async def test_the_menu_button_of_all_and_of_one(api: Api, anna: Person) -> None:
    link = {"type": "web_app", "text": "Open", "web_app": {"url": "https://example.com"}}
    assert (await api("getChatMenuButton")).result == {"type": "commands"}
    await api("setChatMenuButton", chat_id=anna.id, menu_button=link)
    assert (await api("getChatMenuButton", chat_id=anna.id)).result == link
    assert (await api("getChatMenuButton")).result == {"type": "commands"}
    await api("setChatMenuButton", chat_id=anna.id, menu_button={"type": "default"})
    assert (await api("getChatMenuButton", chat_id=anna.id)).result == {"type": "commands"}


async def test_start_links_carry_64_characters(api: Api, anna: Person) -> None:
    await anna.starts("ref_A-9")
    (update,) = (await api("getUpdates")).result
    assert update["message"]["text"] == "/start ref_A-9"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    for payload in ("x" * 65, "with space", "ключ", ""):
        with pytest.raises(ValueError, match="start link"):
            await anna.starts(payload)


async def test_logging_out_and_closing(api: Api, anna: Person) -> None:
    await anna.says("lost")
    assert (await api("logOut")).result is True
    assert (await api("getUpdates")).result == []
    closed = await api("close")
    assert closed.refusal == (429, "Too Many Requests: retry after 600")
