"""How a simulated technician answers a checklist: all is fine, nothing was built in, nothing changes hands."""

from bot.demo.hands import Hands

ANSWERS = ("all", "nav:skip", "nav:confirm")
"""What goes on from a question: of these the one that its message offers; the summary has nothing to skip."""


async def hands_over(hands: Hands) -> None:
    """From the first check to the summary's button, whatever this service asks for."""
    while await hands.choose_any(*ANSWERS) != "nav:confirm":
        pass
