"""How a simulated technician joins the market: the registration, question by question, in its order."""

from bot.demo.cast import Character
from bot.demo.hands import Hands
from bot.ui.presses import ConsentPress, MenuPress, TechnicianPress

RADIUS = "km:15"


async def greets(hands: Hands) -> None:
    """Press Start and agree to the rules."""
    await hands.person.starts()
    await hands.press(ConsentPress)


async def applies(hands: Hands, character: Character) -> None:
    """Go through the registration to its end."""
    await hands.press(MenuPress, act="apply")
    await hands.choose("own_name")
    await hands.shares_contact()
    for skill in character.skills:
        await hands.mark(f"skill:{skill}")
    await hands.choose("done")
    await hands.shares_place(character.base.lat, character.base.lon)
    await hands.choose(RADIUS)
    for language in sorted({"en", character.language}):
        await hands.mark(f"language:{language}")
    await hands.choose("done")
    for _ in ("experience", "documents", "photo"):
        await hands.choose("nav:skip")
    await hands.choose("nav:confirm")


async def goes_online(hands: Hands) -> None:
    """Be there for offers, as soon as the application is approved."""
    await hands.press(TechnicianPress, act="online")
