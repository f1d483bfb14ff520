"""Quizzes: questions about a skill, drawn at random, passed with so many right answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.domain.catalogue import Names


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """What is asked; `options` in the order of the file, the right one first."""

    ask: Names
    options: tuple[Names, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question of an attempt: its place in the bank, and the order in which its options are shown."""

    question: int
    order: tuple[int, ...]

    def is_right(self, shown: int) -> bool:
        """Whether the option that is shown at that place is the right one."""
        return self.order[shown] == 0


@dataclass(frozen=True, slots=True)
class QuizRules:
    """The question banks by skill; how many are asked, how many of 100 must be right, and the wait after a failure.

    `skills_on_approval`: whether who is approved gets the skills of the application without a quiz. `changed`: since
    when a skill's questions are others than before, because its work is; who has the skill from before takes them anew.
    """

    banks: Mapping[str, tuple[QuizQuestion, ...]] = field(default_factory=dict)
    questions: int = 5
    pass_percent: int = 80
    retry_after: timedelta = timedelta(hours=24)
    skills_on_approval: bool = True
    changed: Mapping[str, datetime] = field(default_factory=dict)

    def asked(self, skill: str) -> int:
        """How many questions the quiz of that skill has; 0 when there is none."""
        return min(self.questions, len(self.banks.get(skill, ())))

    def needed(self, skill: str) -> int:
        """How many of them must be right."""
        return -(-self.asked(skill) * self.pass_percent // 100)

    def is_dated(self, skill: str, granted_at: datetime | None, now: datetime) -> bool:
        """Whether a skill that was granted then was proved by other questions than today's."""
        changed = self.changed.get(skill)
        return changed is not None and granted_at is not None and granted_at < changed <= now

    def draw(self, skill: str, random: Random) -> tuple[Drawn, ...]:
        """Other questions in another order each time."""
        bank = self.banks[skill]
        chosen = random.sample(range(len(bank)), self.asked(skill))
        return tuple(Drawn(n, tuple(random.sample(range(len(bank[n].options)), len(bank[n].options)))) for n in chosen)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at a quiz. `passed` is None until the last answer; whoever leaves it has used the try up."""

    id: int
    skill: str
    began_at: datetime
    passed: bool | None
    right: int


def may_try_from(last: Attempt | None, rules: QuizRules) -> datetime | None:
    """When the next try may begin; None: at any time."""
    return None if last is None or last.passed else last.began_at + rules.retry_after
