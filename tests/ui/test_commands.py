"""The menus of commands: what Telegram takes, and nothing that a role may not do."""

import re

import pytest

from bot.domain.languages import Language
from bot.domain.people import Role
from bot.handlers.operator_commands import COMMANDS
from bot.ui.commands import (
    ADMINS,
    DISPATCHERS,
    LONG_LENGTH,
    NAME_LENGTH,
    OPERATORS,
    PERSONAL,
    SHORT_LENGTH,
    TECHNICIANS,
    group_menu,
    personal_menu,
    profile,
)
from bot.ui.texts import texts_of

ROLES = (None, *Role)


@pytest.mark.parametrize("language", list(Language))
def test_help_names_what_a_newcomer_would_look_for(language: Language) -> None:
    """Every command of a customer, of a technician and of a dispatcher; the operators' have a list of their own."""
    texts = texts_of(language)
    others = {"start", "help"}
    for is_technician, commands in ((False, PERSONAL), (True, (*PERSONAL, *TECHNICIANS, *DISPATCHERS))):
        shown = texts.render("help/help", is_technician=is_technician, is_dispatcher=is_technician, lines=[])
        named = set(re.findall("/([a-z]+)", shown))
        assert {name for name, _ in commands} - named <= others
        assert ("apply" in named) is not is_technician


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("is_technician", [False, True])
def test_telegram_takes_every_menu(language: Language, role: Role | None, is_technician: bool) -> None:
    menu = personal_menu(texts_of(language), role, is_technician=is_technician)
    names = [command.command for command in menu]
    assert len(names) == len(set(names)) <= 100
    assert all(re.fullmatch("[a-z0-9_]{1,32}", name) for name in names)
    assert all(1 <= len(command.description) <= 256 for command in menu)


def test_each_role_sees_its_own_commands_and_no_others() -> None:
    shown = {role: {c.command for c in personal_menu(texts_of(Language.EN), role)} for role in ROLES}
    operators, admins = {name for name, _ in OPERATORS} - {"cancel", "company"}, {name for name, _ in ADMINS}
    assert not shown[None] & (operators | admins)
    assert operators < shown[Role.OPERATOR]
    assert not shown[Role.OPERATOR] & admins
    assert shown[Role.ADMIN] == shown[Role.OWNER] == shown[Role.OPERATOR] | admins


def test_whoever_sends_a_partners_people_has_their_command() -> None:
    everybodys, dispatchers = (
        {c.command for c in personal_menu(texts_of(Language.EN), is_dispatcher=sends)} for sends in (False, True)
    )
    assert dispatchers - everybodys == {"team"}


def test_every_command_of_the_staff_is_in_a_menu_and_the_other_way_round() -> None:
    described = {name for name, _ in (*OPERATORS, *ADMINS)} | {"help"}
    assert described == set(COMMANDS)
    assert {c.command for c in group_menu(texts_of(Language.EN))} <= described


@pytest.mark.parametrize("language", list(Language))
def test_the_bot_describes_itself_within_telegrams_limits(language: Language) -> None:
    told = profile(texts_of(language), "Onsite " + "K" * 100, "Kraków")
    assert len(told.name) == NAME_LENGTH
    assert 0 < len(told.short_description) <= SHORT_LENGTH
    assert 0 < len(told.description) <= LONG_LENGTH
