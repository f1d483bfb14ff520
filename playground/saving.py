"""A whole world in a JSON file, so that a scene can be kept and played again."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from playground.world.state import State

FORMAT = 1


@dataclass(slots=True)
class Scene:
    """What the file holds: the token under which the bot knows this world, and the world."""

    token: str
    state: State
    format: int = FORMAT


_SCENE = TypeAdapter(Scene)


def save(scene: Scene, path: Path) -> None:
    """Write a scene (files included, as base64)."""
    path.write_bytes(_SCENE.dump_json(scene, indent=1))


def load(path: Path) -> Scene:
    """Read a scene; a ValueError says when the file is none or of another format."""
    scene = _SCENE.validate_json(path.read_bytes())
    if scene.format != FORMAT:
        raise ValueError(f"{path} has format {scene.format}, this playground reads {FORMAT}")
    scene.state.accounts[scene.state.bot.id] = scene.state.bot
    return scene
