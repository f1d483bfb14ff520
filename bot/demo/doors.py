"""What is said at the door: the start code, which a customer reads from their own card and no message carries."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.demo.hands import Hands
from bot.ui.presses import RelayPress
from playground.person import Person

CODE_LENGTH = 4


@dataclass(frozen=True, slots=True)
class CodesOnCards:
    """Asks whichever of these people has the job's order on their screen."""

    people: Mapping[int, Person]

    def __call__(self, job: int) -> str | None:
        """The code of this job's order, or None when nobody has such a card."""
        return next((code for person in self.people.values() if (code := code_on_card(person, job))), None)


def code_on_card(person: Person, job: int) -> str | None:
    """The start code on this person's order card for the job, as they would say it."""
    for message, _, _ in Hands(person).buttons(RelayPress, job_id=job):
        for entity in message.content.get("entities", ()):
            words = _marked(message.text, entity["offset"], entity["length"])
            if entity["type"] == "code" and len(words) == CODE_LENGTH and words.isdecimal():
                return words
    return None


def _marked(text: str, offset: int, length: int) -> str:
    """The part of the text that an entity marks: Telegram counts in UTF-16 units."""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")
