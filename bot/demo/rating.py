"""How simulated people rate one another: kindly as a rule, and sometimes not at all."""

from bot.demo.hands import Hands
from bot.demo.pastime import Pastime
from bot.ui.presses import RatePress

STARS = (5, 5, 5, 5, 4, 4, 3, 1)
WILLING = 0.9
"""How many rate at all."""
FIXED = 0.85
"""How often one visit is enough."""
TO_RATE = 90.0


async def rates(hands: Hands, pastime: Pastime, job: int, *, as_customer: bool) -> None:
    """Give stars for this job and leave the rest out; or forget about it."""
    if not pastime.happens(WILLING):
        return
    await pastime.takes(TO_RATE)
    await hands.press(RatePress, job_id=job)
    await hands.choose(f"stars:{pastime.dice.choice(STARS)}")
    await hands.choose("nav:skip")
    if as_customer:
        await hands.choose("fixed:yes" if pastime.happens(FIXED) else "fixed:no")
    await hands.choose("nav:skip")
