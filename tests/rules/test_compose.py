"""compose.yaml and the proxy's file fit to each other and to the settings that they name."""

import json
import re
from typing import Any

import pytest
from pydantic_settings import BaseSettings, YamlConfigSettingsSource

from bot.config import Settings
from tests.rules.project_files import ROOT


def read(name: str) -> dict[str, Any]:
    """A YAML file of the project."""
    return dict(YamlConfigSettingsSource(BaseSettings, ROOT / name)())


COMPOSE = read("compose.yaml")
SERVICES: dict[str, Any] = COMPOSE["services"]
CADDYFILE = (ROOT / "docs" / "Caddyfile").read_text("utf-8")
EXAMPLE = (ROOT / "cluster.env.example").read_text("utf-8")
SETTING = re.compile(r"\bONSITE_(\w+)")


def test_the_cluster_is_a_profile_of_its_own() -> None:
    cluster = {name for name, service in SERVICES.items() if service.get("profiles") == ["cluster"]}
    assert cluster == {"replica", "postgres", "proxy"}
    assert set(SERVICES) - cluster == {"onsite"}
    assert SERVICES["replica"]["deploy"] == {"replicas": 3}
    assert set(SERVICES["replica"]["depends_on"]) == {"postgres"}
    assert SERVICES["proxy"]["depends_on"] == ["replica"]


def test_what_is_mounted_is_there() -> None:
    mounted = [volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())]
    files = [name for name in mounted if name.startswith("./")]
    assert "./docs/Caddyfile" in files
    assert [name for name in files if not (ROOT / name).is_file()] == []
    assert {name for name in mounted if not name.startswith("./")} == set(COMPOSE["volumes"])


def settings_named() -> set[str]:
    return set(SETTING.findall(json.dumps(SERVICES) + EXAMPLE))


@pytest.mark.parametrize("name", sorted(settings_named()))
def test_every_setting_exists(name: str) -> None:
    found: Any = Settings
    for part in name.lower().split("__"):
        assert part in found.model_fields, name
        found = found.model_fields[part].annotation


def test_the_proxy_leads_to_the_replicas_own_door() -> None:
    environment = SERVICES["replica"]["environment"]
    port = read("config.yaml")["delivery"]["webhook"]["port"]
    assert re.search(rf"\bdynamic a replica {port}\b", CADDYFILE), port
    path = environment["ONSITE_DELIVERY__WEBHOOK__URL"].rpartition("}")[2]
    assert f"reverse_proxy {path} " in CADDYFILE
    assert set(re.findall(r"\{\$(\w+)\}", CADDYFILE)) == set(SERVICES["proxy"]["environment"])


def test_what_has_to_be_filled_in_is_in_the_example() -> None:
    used = set(re.findall(r"\$\{(\w+)", json.dumps(SERVICES)))
    assert used <= set(re.findall(r"^(\w+)=", EXAMPLE, re.MULTILINE))
    assert "ONSITE_DELIVERY__WEBHOOK__SECRET=" in EXAMPLE
