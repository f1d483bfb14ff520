"""The way from Telegram to the bot, made worse: batches cut short, people's updates interleaved anew, repeats.

Telegram keeps the order of what one person does, and so does this; between people it mixes, and any update may come
once more after it was confirmed.
"""

import random
from collections import defaultdict, deque
from collections.abc import Callable

from playground.door import polling
from playground.world.state import Update
from playground.world.world import World

KEPT = 40
Way = Callable[[World, int], list[Update]]


class Wire:
    """Stands between the playground's updates and its polls, from `cut_in` to `take_out`."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._straight: Way = vars(polling)["waiting"]
        self._handed: deque[Update] = deque(maxlen=KEPT)
        self.shaken = False
        self.repeated = 0

    def cut_in(self) -> None:
        """Take the place of the straight way."""
        vars(polling)["waiting"] = self._waiting

    def take_out(self) -> None:
        """Let updates come straight again."""
        vars(polling)["waiting"] = self._straight

    def _waiting(self, world: World, limit: int) -> list[Update]:
        found = self._straight(world, limit)
        if self.shaken and found:
            found = self._mixed(found[: self._dice.randint(1, len(found))])
            found = self._with_repeats(found, world)
        self._handed.extend(found)
        return found

    def _mixed(self, updates: list[Update]) -> list[Update]:
        lanes: defaultdict[str, deque[Update]] = defaultdict(deque)
        for update in updates:
            lanes[update.lane].append(update)
        turns = [update.lane for update in updates]
        self._dice.shuffle(turns)
        return [lanes[lane].popleft() for lane in turns]

    def _with_repeats(self, updates: list[Update], world: World) -> list[Update]:
        confirmed = [update for update in self._handed if update.update_id not in world.state.updates]
        repeats = self._dice.sample(confirmed, min(len(confirmed), self._dice.randint(0, 3)))
        self.repeated += len(repeats)
        for update in repeats:
            updates.insert(self._dice.randint(0, len(updates)), update)
        return updates
