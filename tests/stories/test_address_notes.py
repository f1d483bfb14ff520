"""A note for the door: asked once, kept with the place, read by nobody but whoever comes, gone with everything else."""

import json

import pytest
from sqlalchemy import func, select

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from db.tables import places
from playground.person import Person
from tests.stories.journeys import code_of, orders_a_leak, says, taps, technicians
from tests.stories.stage import Stage, words
from tests.stories.test_own_data import record_of

QUESTION = "Gate code, floor, a dog, where to park? One line helps whoever comes."
NOTE, CHANGED = "Gate 4417, 3rd floor, <big> dog", "Gate 9902, park behind the bakery"


def told(stage: Stage, *people: Person) -> str:
    """Every call into these people's chats, whole."""
    chats = {str(person.id) for person in people}
    calls = [call.arguments for call in stage.playground.calls if str(call.arguments.get("chat_id")) in chats]
    return json.dumps(calls, ensure_ascii=False, default=str)


@pytest.mark.parametrize("language", [Language.FA, Language.PL])
async def test_a_note_from_the_question_to_the_end(stage: Stage, language: Language) -> None:
    anna = await stage.newcomer("Anna", language)
    ali, bo = await technicians(stage, "Ali", "Bo", language=language)
    order = await orders_a_leak(stage, anna)
    await anna.sees(words(anna, QUESTION))
    await nobody_elses(anna, ali)
    await taps(stage, anna, "Write a note")
    await says(stage, anna, f" {NOTE.replace(', ', ',  ')}\n")
    await anna.sees(NOTE)
    assert "4417" not in told(stage, ali, bo)
    await taps(stage, ali, "Accept")
    await ali.sees(NOTE)
    assert "4417" not in told(stage, bo)
    await it_changes_while_he_is_on_his_way(stage, anna, ali)
    await taps(stage, ali, "Start")
    await says(stage, ali, await code_of(stage, order.id))
    await taps(stage, ali, "Done")
    assert "9902" not in ali.chat.from_bot[-1].text, "afterwards it is nobody's business"
    await it_is_offered_again_and_not_asked(stage, anna, bo)
    await it_is_hers_to_delete(stage, anna)


async def nobody_elses(anna: Person, ali: Person) -> None:
    """Her place is hers; there is nothing to delete twice."""
    for act in ("write", "skip", "drop"):
        refused = await ali.press_raw(f"an:{act}:1", answer_within=30)
        assert refused is not None
        assert refused.show_alert
        assert refused.text == words(ali, "That place belongs to somebody else, or it is gone.")
    unknown = await anna.press_raw("an:explode:1")
    assert unknown is not None
    assert unknown.show_alert


async def it_changes_while_he_is_on_his_way(stage: Stage, anna: Person, ali: Person) -> None:
    """The technician's phone buzzes: a card that is edited is not seen on a scooter."""
    await taps(stage, ali, "On my way")
    before = ali.chat.from_bot[-1].message_id
    await taps(stage, anna, "Change the note")
    await anna.sees(NOTE)
    await says(stage, anna, CHANGED)
    assert ali.chat.from_bot[-1].message_id > before
    assert CHANGED in ali.chat.from_bot[-1].text
    await taps(stage, ali, "I have arrived")
    assert words(anna, "Change the note") not in anna.buttons(), "whoever stands at the door is in"


async def it_is_offered_again_and_not_asked(stage: Stage, anna: Person, bo: Person) -> None:
    """The next order to the same place shows it to her alone."""
    asked = anna.transcript().count(words(anna, QUESTION))
    await says(stage, anna, "/start")
    await orders_a_leak(stage, anna)
    assert CHANGED in anna.chat.from_bot[-1].text
    assert anna.transcript().count(words(anna, QUESTION)) == asked
    assert "9902" not in told(stage, bo)


async def it_is_hers_to_delete(stage: Stage, anna: Person) -> None:
    """In her record; in her preferences, and from there gone, from the card of the order too."""
    record = await record_of(stage, anna)
    assert [place["note"] for place in record[words(anna, "Your saved places")]] == [CHANGED]
    await says(stage, anna, "/preferences")
    await anna.sees(CHANGED)
    await taps(stage, anna, "🗑 Delete note %(number)s", number=1)
    again = await anna.press_raw("an:drop:1")
    assert again is not None
    assert again.text == words(anna, "Deleted.")
    await stage.settled()
    assert CHANGED not in anna.chat.from_bot[-1].text
    await says(stage, anna, "/new")
    kept = await stage.app.database.read(
        lambda c: c.execute(select(places.c.note).where(places.c.person_id == PersonId(anna.id))).scalars().all()
    )
    assert kept == [""]
    lying = await stage.app.database.read(lambda c: c.execute(select(func.count()).select_from(places)).scalar_one())
    assert lying == 1


async def test_nothing_to_note_is_an_answer_too(stage: Stage) -> None:
    """One tap, and the question does not come again; typing too much is told politely."""
    anna = await stage.newcomer("Anna", Language.RU)
    await technicians(stage, "Ali", language=Language.RU)
    await orders_a_leak(stage, anna)
    await taps(stage, anna, "Write a note")
    await says(stage, anna, "x" * 201)
    await taps(stage, anna, "Cancel", "Nothing to note")
    assert words(anna, QUESTION) not in [message.text for message in anna.chat.from_bot][-1]
    assert words(anna, "Write a note") not in anna.buttons()
    again = await anna.press_raw("an:skip:1")
    assert again is not None
    assert not again.show_alert
