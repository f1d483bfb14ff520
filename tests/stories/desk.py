"""A market at work, for stories about operators."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.domain.ids import OrderId
from bot.domain.orders import Order
from db.tables import audit
from playground.person import Person
from tests.dispatch_scene import DispatchScene
from tests.stories.stage import Stage

TOM = 10
UNKNOWN = "I don’t know this command. /help says what I can do."


@dataclass
class Desk:
    """A market with an owner, an operator, one technician and one order that nobody has taken yet."""

    stage: Stage
    owner: Person
    operator: Person
    scene: DispatchScene
    order: OrderId

    async def answers(self, person: Person, text: str) -> str:
        """All that the bot writes back to these words."""
        before = len(person.chat.from_bot)
        await person.says(text)
        await self.stage.settled()
        return "\n".join(message.text for message in person.chat.from_bot[before:])

    async def row(self) -> Order:
        return await self.scene.find(self.order)

    async def acts(self) -> list[tuple[int, str]]:
        rows = await self.scene(lambda tx: tx.execute(select(audit).order_by(audit.c.id)).all())
        return [(row.actor_id, row.act) for row in rows]


async def a_desk(stage: Stage) -> Desk:
    """An owner, an operator, Tom the technician, and an order that he has been asked for."""
    owner, operator = await stage.owner("Olga"), await stage.newcomer("Oskar")
    await owner.says(f"/appoint {operator.id} operator")
    scene = await DispatchScene(stage.app.turns, stage.clock).begin()
    await scene.technician(TOM, name="Tom <Kowal>")
    order = await scene.order()
    await stage.settled()
    return Desk(stage, owner, operator, scene, order)
