"""What a service asks for when it is handed over, as it is set."""

from pydantic import Field, model_validator

from bot.domain.catalogue import Checklist, Item, Names
from bot.settings.section import Section


class ItemSettings(Section):
    """A line of a checklist."""

    key: str = Field(pattern="^[a-z0-9_]{1,24}$")
    names: Names

    def rule(self) -> Item:
        """As the market's rules need it."""
        return Item(self.key, self.names)


class ChecklistSettings(Section):
    """What is checked before and after the work, whether parts are listed, and which things change hands."""

    before: tuple[ItemSettings, ...] = ()
    after: tuple[ItemSettings, ...] = ()
    parts: bool = False
    things: tuple[ItemSettings, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> "ChecklistSettings":
        for lines in (self.before, self.after, self.things):
            keys = [line.key for line in lines]
            if len(set(keys)) < len(keys):
                raise ValueError(f"a checklist has a line twice: {keys}")
        return self

    def items(self) -> tuple[ItemSettings, ...]:
        """Every line that has a name."""
        return (*self.before, *self.after, *self.things)

    def rules(self) -> Checklist:
        """As the market's rules need them."""
        before, after, things = (
            tuple(line.rule() for line in lines) for lines in (self.before, self.after, self.things)
        )
        return Checklist(before, after, self.parts, things)
