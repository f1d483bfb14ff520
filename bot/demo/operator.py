"""A simulated operator: claims the market and approves whoever applies."""

from bot.demo.hands import Hands
from bot.ui.presses import ApplicantPress
from playground.person import Person

LOOKS_BACK = 1000
"""Messages among which the card of an applicant may stand: on a busy day news comes faster than cards are pressed."""


class SimulatedOperator:
    """Sits in the office: becomes the owner, then says yes to applications."""

    def __init__(self, person: Person) -> None:
        """Whoever this is sits down at the desk."""
        self.hands = Hands(person, LOOKS_BACK)

    async def claims(self, code: str) -> None:
        """Become the owner by the code that the first start printed."""
        person = self.hands.person
        await person.says(f"/claim {code}")
        await person.chat.until(lambda: len(person.chat.from_bot) > 2 or None, 10.0)

    async def approves(self, applicant: int) -> None:
        """Approve this applicant as soon as the card is there."""
        await self.hands.press(ApplicantPress, act="approve", person_id=applicant)
