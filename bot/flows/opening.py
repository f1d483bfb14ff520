"""Beginning a wizard without throwing another one's answers away."""

from typing import TypeVar

from bot.domain.errors import Refusal
from bot.flows.asides import ASIDES
from bot.flows.wizard import Scene, Wizard
from bot.usecases import conversations

D = TypeVar("D")


def open_wizard(wizard: Wizard[D], scene: Scene, draft: D, *, at: str = "") -> None:
    """Start it, or ask its open question again; a Refusal while the person is in the middle of another long one."""
    conversation = conversations.current(scene.tx, scene.person.id)
    if conversation is None or conversation.flow in ASIDES:
        wizard.start(scene, draft, at=at)
    elif conversation.flow == wizard.name:
        wizard.again(scene, conversation)
    else:
        raise Refusal("in_the_middle")
