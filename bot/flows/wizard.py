"""What all wizards share: steps, and how an answer moves a person from one to another.

A flow says what it asks and what it makes of the answers; Back, Skip, Cancel, editing from the summary, resuming and
'step 3 of 6' come from its `STEPS`, here, once.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.domain.people import Person
from bot.flows.answers import Answer
from bot.turn import Conversation, Transaction, Turn
from bot.usecases import conversations

D = TypeVar("D")

BACK, SKIP, CANCEL, CONFIRM = "nav:back", "nav:skip", "nav:cancel", "nav:confirm"
EDIT = "edit:"
"""The summary's choice `edit:<step>` opens that step; its answer leads back to the summary, by way of the steps that it
has made necessary."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a step may look at while it decides. `foreseen` is what the wizard's `foresee` has found out before."""

    tx: Transaction
    person: Person
    foreseen: Any = None


@dataclass(frozen=True, slots=True)
class Question:
    """What to show: a prompt's view in `bot/ui/prompts/` and what it needs (only what JSON can carry)."""

    view: str
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stay(Generic[D]):
    """The answer changed the draft, and the same question stays open (one more photo, one more skill)."""

    draft: D


class Problem(Exception):
    """The answer does not do: `problems/<code>` says why in one sentence, and the question comes again."""

    def __init__(self, code: str, **fields: Any) -> None:
        """Keep the code and what its sentence needs."""
        super().__init__(code, fields)
        self.code = code
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Gathering(Generic[D]):
    """What a step may ask the world about before deciding: `services` are the app's (the geocoder).

    `turn` reads beside the writer; it is there for `foresee`.
    """

    services: Any
    person: Person
    draft: D
    answer: Answer
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class Step(Generic[D]):
    """One question. Without `skip` it must be answered; `applies` says whether this draft needs it at all."""

    name: str
    ask: Callable[[Scene, D], Question]
    got: Callable[[Scene, D, Answer], D | Stay[D]]
    skip: Callable[[D], D] | None = None
    applies: Callable[[D], bool] = lambda _draft: True
    gather: Callable[[Gathering[D]], Awaitable[Answer]] | None = None


@dataclass(frozen=True, slots=True)
class Wizard(Generic[D]):
    """A flow: its draft (a dataclass), its steps in order, the last being the summary or the last question.

    `confirm` is the use case's call, made with the last step's result; it ends the conversation (`conversations.end`
    or `end_as_card`) and may raise a Problem only before it has changed anything. `foresee` looks up, before any answer
    is decided, what a later question wants to say (`Scene.foreseen`).
    """

    name: str
    draft: type[D]
    steps: tuple[Step[D], ...]
    confirm: Callable[[Scene, D], None]
    cancelled: str = "wizard/cancelled"
    foresee: Callable[[Gathering[D]], Awaitable[Any]] | None = None

    def step(self, name: str) -> Step[D]:
        """The step of that name; the first one when the flow has no such step (any more)."""
        return next((step for step in self.steps if step.name == name), self.steps[0])

    @property
    def _adapter(self) -> TypeAdapter[Any]:
        return _adapter_of(self.draft)  # type: ignore[arg-type] # mypy doubts that a generic class is hashable

    def understands(self, conversation: Conversation) -> bool:
        """Whether the draft can be read; one that an earlier version of the flow kept may not be."""
        try:
            self.load(conversation)
        except ValidationError:
            return False
        return True

    def load(self, conversation: Conversation) -> D:
        """The draft as it was kept. pydantic's ValidationError when the flow does not `understand` it."""
        draft: D = self._adapter.validate_python(conversation.draft)
        return draft

    def start(self, scene: Scene, draft: D, *, at: str = "", in_place: bool = False) -> None:
        """Begin, at the first question or at the step `at`."""
        first = self.step(at) if at else self._next(draft)
        # Counted from the moment it begins, so that no button of an earlier conversation fits a question of this one.
        version = int(scene.tx.now.timestamp() * 1000)
        conversation = Conversation(scene.person.id, self.name, first.name, {}, (), {}, version)
        self._ask(scene, conversation, first, draft, in_place=in_place)

    def again(self, scene: Scene, conversation: Conversation) -> None:
        """Ask the open question once more, in a new message (the person comes back, or wrote something else)."""
        step = self.step(conversation.step)
        self._ask(scene, conversation, step, self.load(conversation), in_place=False)

    def answer(self, scene: Scene, conversation: Conversation, answer: Answer, *, in_place: bool) -> None:
        """Take the answer to the open question and go where it leads."""
        step, draft = self.step(conversation.step), self.load(conversation)
        try:
            self._take(scene, conversation, step, draft, answer, in_place=in_place)
        except Problem as problem:
            self._ask(scene, conversation, step, draft, in_place=in_place, problem=problem)

    def _take(
        self,
        scene: Scene,
        conversation: Conversation,
        step: Step[D],
        draft: D,
        answer: Answer,
        *,
        in_place: bool,
    ) -> None:
        if answer.choice == BACK:
            self._go_back(scene, conversation, step, draft, in_place=in_place)
        elif answer.choice == SKIP and step.skip is None:
            self._ask(scene, conversation, step, draft, in_place=in_place)
        elif answer.choice.startswith(EDIT) and step is self.steps[-1]:
            editing = replace(
                conversation, visited=(*conversation.visited, step.name), prompt={"before": conversation.draft}
            )
            self._ask(scene, editing, self.step(answer.choice.removeprefix(EDIT)), draft, in_place=in_place)
        else:
            self._go_on(scene, conversation, step, _result(scene, step, draft, answer), in_place=in_place)

    def _go_on(
        self, scene: Scene, conversation: Conversation, step: Step[D], result: D | Stay[D], *, in_place: bool
    ) -> None:
        if isinstance(result, Stay):
            self._ask(scene, conversation, step, result.draft, in_place=in_place)
        elif step is self.steps[-1]:
            self.confirm(scene, result)
        else:
            moved = replace(conversation, visited=(*conversation.visited, step.name))
            following = self._after_edit(moved, result) if self._is_edit(moved) else self._next(result, step)
            if following is self.steps[-1] and self._is_edit(moved):
                moved = replace(moved, visited=moved.visited[: moved.visited.index(following.name)])
            self._ask(scene, moved, following, result, in_place=in_place)

    def _go_back(self, scene: Scene, conversation: Conversation, step: Step[D], draft: D, *, in_place: bool) -> None:
        """To the last step that still applies; out of an edit with everything as it was before it."""
        visited, previous = list(conversation.visited), step
        while visited:
            previous = self.step(visited.pop())
            if previous.applies(draft) or self.steps[-1].name in visited:
                break
        if previous is self.steps[-1] and self._is_edit(conversation):
            draft = self._before(conversation)
        moved = replace(conversation, visited=tuple(visited))
        self._ask(scene, moved, previous, draft, in_place=in_place)

    def _is_edit(self, conversation: Conversation) -> bool:
        return self.steps[-1].name in conversation.visited

    def _before(self, conversation: Conversation) -> D:
        before: D = self._adapter.validate_python(conversation.prompt["before"])
        return before

    def _after_edit(self, conversation: Conversation, draft: D) -> Step[D]:
        """The first step that the edit has made necessary and that was not answered since; else the summary."""
        before = self._before(conversation)
        answered = conversation.visited[conversation.visited.index(self.steps[-1].name) :]
        new = (s for s in self.steps if s.applies(draft) and not s.applies(before) and s.name not in answered)
        return next(new, self.steps[-1])

    def _next(self, draft: D, after: Step[D] | None = None) -> Step[D]:
        start = 0 if after is None else self.steps.index(after) + 1
        return next((s for s in self.steps[start:] if s.applies(draft)), self.steps[-1])

    def _ask(
        self,
        scene: Scene,
        conversation: Conversation,
        step: Step[D],
        draft: D,
        *,
        in_place: bool,
        problem: Problem | None = None,
    ) -> None:
        question = step.ask(scene, draft)
        prompt = {
            "view": question.view,
            "fields": question.fields,
            "problem": problem and {"code": problem.code, "fields": problem.fields},
            **self._progress(step, draft),
            "back": bool(conversation.visited),
            "skip": step.skip is not None,
            "before": conversation.prompt.get("before") if self._is_edit(conversation) else None,
        }
        kept = self._adapter.dump_python(draft, mode="json")
        moved = replace(conversation, step=step.name, draft=kept, prompt=prompt)
        conversations.ask(scene.tx, moved, in_place=in_place)

    def _progress(self, step: Step[D], draft: D) -> dict[str, int]:
        """'Step 3 of 6'; a step that is only opened from the summary stands for itself."""
        asked = [s.name for s in self.steps if s.applies(draft)]
        if step.name not in asked:
            return {"position": 1, "count": 1}
        return {"position": asked.index(step.name) + 1, "count": len(asked)}


@cache
def _adapter_of(draft: type[Any]) -> TypeAdapter[Any]:
    """Building one costs more than using it."""
    return TypeAdapter(draft)


def _result(scene: Scene, step: Step[D], draft: D, answer: Answer) -> D | Stay[D]:
    if answer.choice == SKIP and step.skip is not None:
        return step.skip(draft)
    return step.got(scene, draft, answer)
