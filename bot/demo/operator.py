"""A simulated operator: claims the market and approves whoever applies."""

from bot.demo.hands import Hands
from bot.ui.presses import ApplicantPress


class SimulatedOperator:
    """Sits in the office: becomes the owner, then says yes to applications."""

    def __init__(self, hands: Hands) -> None:
        """These hands hold the operator's phone."""
        self.hands = hands

    async def claims(self, code: str) -> None:
        """Become the owner by the code that the first start printed."""
        person = self.hands.person
        await person.says(f"/claim {code}")
        await person.chat.until(lambda: len(person.chat.from_bot) > 2 or None, 10.0)

    async def approves(self, applicant: int) -> None:
        """Approve this applicant as soon as the card is there."""
        await self.hands.press(ApplicantPress, act="approve", person_id=applicant)
