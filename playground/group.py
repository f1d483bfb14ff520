"""A group as tests and simulations handle it: who is in it, and what it shows."""

from collections.abc import Iterable

from playground.person import Person
from playground.reading import ChatView
from playground.world.groups import set_member, upgrade
from playground.world.membership import ADMINISTRATOR_RIGHTS
from playground.world.state import Chat, Member
from playground.world.world import World


class Group(ChatView):
    """A group with the bot in it."""

    def __init__(self, world: World, chat: Chat, owner: int) -> None:
        super().__init__(world, chat)
        self._owner = owner

    async def adds(self, person: Person, *, administrator: bool = False) -> None:
        """Let somebody join."""
        member = Member("administrator", set(ADMINISTRATOR_RIGHTS)) if administrator else Member()
        set_member(self._world, self.record, person.id, member, by=self._owner)

    async def removes(self, person: Person) -> None:
        """Let somebody leave."""
        set_member(self._world, self.record, person.id, Member("left"), by=person.id)

    async def adds_bot(self, rights: Iterable[str] | None = None) -> None:
        """Add the bot, as an administrator when `rights` are given."""
        member = Member() if rights is None else Member("administrator", set(rights))
        set_member(self._world, self.record, self._world.bot.id, member, by=self._owner)

    async def kicks_bot(self) -> None:
        """Throw the bot out."""
        set_member(self._world, self.record, self._world.bot.id, Member("kicked"), by=self._owner)

    async def becomes_supergroup(self) -> "Group":
        """Upgrade a basic group; the old id then answers with the new one."""
        return Group(self._world, upgrade(self._world, self.record), self._owner)
