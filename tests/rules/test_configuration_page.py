"""docs/configuration.md tells of every setting and of nothing else, by its right name and with what is shipped."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeGuard, get_args

import pytest
from pydantic import BaseModel, Field
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict, YamlConfigSettingsSource

from bot.config import Settings
from tests.rules.project_files import ROOT

PAGE = ROOT / "docs" / "configuration.md"
ROW = re.compile(r"^\| `([a-z_.\[\]]+)` \| (.*?) \| .*? \| (.*?) ?\| \S.*? \|$", re.MULTILINE)
AS_ABOVE = "as above"


def rows(text: str) -> dict[str, tuple[str, str]]:
    """Each documented setting: what the columns say of its name in the environment and of what is shipped."""
    return {name: (environment.strip("`"), shipped.strip("`")) for name, environment, shipped in ROW.findall(text)}


def settings_of(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every setting by its dotted name; a section is no setting itself, a list is one and so is what it is made of."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        entries = [argument for argument in get_args(inner) if _is_model(argument)]
        if _is_model(inner):
            yield from settings_of(inner, f"{prefix}{name}.")
            continue
        yield f"{prefix}{name}", field
        for entry in entries:
            yield from settings_of(entry, f"{prefix}{name}[].")


def _is_model(annotation: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def environment_name(model: type[BaseSettings], name: str, field: FieldInfo) -> str:
    """What sets it from outside; a part of a list can only be set with the whole list."""
    if isinstance(field.validation_alias, str):
        return field.validation_alias
    if "[]" in name:
        return AS_ABOVE
    prefix, delimiter = model.model_config["env_prefix"], model.model_config["env_nested_delimiter"] or ""
    return f"{prefix}{name.replace('.', delimiter)}".upper()


def shipped_value(values: dict[str, Any], name: str) -> str:
    """What the file says, as the page has to show it."""
    if "[]" in name:
        return ""
    value: Any = values
    for part in name.split("."):
        if part not in value:
            return "none"
        value = value[part]
    if isinstance(value, str):
        return value
    return "a list" if isinstance(value, list | dict) else json.dumps(value)


def mistakes(page: str, model: type[BaseSettings], values: dict[str, Any]) -> list[str]:
    """What the page leaves out, invents, or says wrongly."""
    told = rows(page)
    known = {
        name: (environment_name(model, name, field), shipped_value(values, name)) for name, field in settings_of(model)
    }
    missing = [f"{name} is not documented" for name in known if name not in told]
    invented = [f"{name} does not exist" for name in told if name not in known]
    wrong = [f"{name} is {known[name]}, not {told[name]}" for name in told if told[name] != known.get(name, told[name])]
    return [*missing, *invented, *wrong]


def shipped(file: Path) -> dict[str, Any]:
    return YamlConfigSettingsSource(Settings, yaml_file=file)()


def test_the_page_tells_of_every_setting_and_of_nothing_else() -> None:
    assert mistakes(PAGE.read_text(encoding="utf-8"), Settings, shipped(ROOT / "config.yaml")) == []


def test_the_page_is_read_at_all() -> None:
    assert len(rows(PAGE.read_text(encoding="utf-8"))) > 50


# ---------------------------------------------------------------- a small kitchen to try the rule on


class Pot(BaseModel):
    litres: float


class Stove(BaseModel):
    flames: int
    pots: tuple[Pot, ...] = ()


class Kitchen(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="KITCHEN_", env_nested_delimiter="__")

    secret: str | None = Field(default=None, validation_alias="RECIPE")
    stove: Stove


VALUES = {"stove": {"flames": 4, "pots": [{"litres": 2.5}]}}
GOOD = """
| setting | environment | type | shipped | what it does |
|---|---|---|---|---|
| `secret` | `RECIPE` | text | none | Grandmother's. |
| `stove.flames` | `KITCHEN_STOVE__FLAMES` | whole number | `4` | How many pots at once. |
| `stove.pots` | `KITCHEN_STOVE__POTS` | list (JSON) | a list | The pots. |
| `stove.pots[].litres` | as above | litres | | How large. |
"""


def test_a_true_page_has_no_mistakes() -> None:
    assert mistakes(GOOD, Kitchen, VALUES) == []


@pytest.mark.parametrize(
    ("words", "instead", "mistake"),
    [
        ("| `stove.flames` |", "| stove.flames |", "stove.flames is not documented"),
        ("`stove.pots[].litres`", "`stove.pots[].depth`", "stove.pots[].litres is not documented"),
        ("`stove.pots[].litres`", "`stove.pots[].depth`", "stove.pots[].depth does not exist"),
        ("STOVE__FLAMES", "STOVE_FLAMES", "('KITCHEN_STOVE__FLAMES', '4'), not ('KITCHEN_STOVE_FLAMES', '4')"),
        ("`4`", "`6`", "('KITCHEN_STOVE__FLAMES', '4'), not ('KITCHEN_STOVE__FLAMES', '6')"),
        ("`RECIPE`", "`KITCHEN_SECRET`", "('RECIPE', 'none'), not ('KITCHEN_SECRET', 'none')"),
        (" How large. |", "  |", "stove.pots[].litres is not documented"),
    ],
)
def test_a_false_page_is_found_out(words: str, instead: str, mistake: str) -> None:
    assert words in GOOD
    found = mistakes(GOOD.replace(words, instead), Kitchen, VALUES)
    assert any(mistake in sentence for sentence in found), found
