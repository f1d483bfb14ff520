"""Applying, from the first question to the card of the application."""

from itertools import pairwise
from typing import Any

import pytest

from bot.domain.errors import Refusal
from bot.domain.languages import Language
from bot.domain.orders import Address, Attachment
from bot.domain.people import Person
from bot.domain.points import Point
from bot.domain.technicians import TechnicianStatus
from bot.flows import registration
from bot.flows.registration import REGISTRATION
from bot.turn import Conversation
from bot.usecases import applications, conversations
from db import documents, technicians
from tests.application_scene import APPLICATION, BASE, EVA, OLGA, TOM, Filling, drawn, labels, meet_everybody, news

TOM_HIMSELF = Person(TOM, "Tom <K>", Language.EN)
WAY = ("name", "contact", "skills", "base", "radius", "languages", "experience", "documents", "photo", "summary")
ANSWERS: dict[str, list[dict[str, Any]]] = {
    "name": [{"text": "  Tom   Kowal "}],
    "contact": [{"phone": "48601234567", "phone_owner": TOM}],
    "skills": [{"choice": "skill:plumbing"}, {"choice": "skill:locks"}, {"choice": "done"}],
    "base": [{"text": "Szeroka 5"}, {"choice": "found:0"}],
    "radius": [{"choice": "km:10"}],
    "languages": [{"choice": "language:pl"}, {"choice": "done"}],
    "experience": [{"text": "Ten years of <b>pipes</b>"}],
    "documents": [
        {"attachments": (Attachment("photo", "paper-1"),)},
        {"attachments": (Attachment("photo", "paper-2"),)},
        {"choice": "done"},
    ],
    "photo": [{"attachments": (Attachment("photo", "face-1"),)}],
}


@pytest.fixture
async def tom(transact: Any) -> Filling:
    await transact(meet_everybody)
    await transact(lambda tx: registration.begin(tx, TOM_HIMSELF))
    return Filling(transact, REGISTRATION, TOM_HIMSELF)


async def fill(tom: Filling, until: str) -> None:
    for step in WAY[: WAY.index(until)]:
        assert await tom.step() == step
        for answer in ANSWERS[step]:
            await tom.says(**answer)
            assert await tom.problem() == ""
    assert await tom.step() == until


async def test_the_whole_way(tom: Filling, transact: Any) -> None:
    await fill(tom, "summary")
    summary = (await tom.sees()).text
    assert "Tom Kowal" in summary
    assert "&lt;b&gt;pipes&lt;/b&gt;" in summary
    await tom.says(choice="nav:confirm")
    assert await tom.step() == ""
    kept = await transact(lambda tx: technicians.find(tx.connection, TOM))
    assert (kept.name, kept.phone, kept.status) == ("Tom Kowal", "+48601234567", TechnicianStatus.PENDING)
    assert (kept.skills, kept.base_words, kept.radius_km) == ({"plumbing", "locks"}, "Szeroka 5", 10)
    assert (kept.languages, kept.photo, kept.online, kept.hours) == (("pl",), "face-1", False, {})
    assert await transact(lambda tx: documents.of_technician(tx.connection, TOM)) == ["paper-1", "paper-2"]
    card = await transact(lambda tx: drawn(tx, TOM, "application", TOM))
    assert "with the operators" in card.text


@pytest.mark.parametrize("language", list(Language))
async def test_every_question_in_every_language(tom: Filling, language: Language) -> None:
    for step, following in pairwise(WAY):
        first = await tom.sees(language)
        assert first.text
        await fill_one(tom, step)
        assert await tom.step() == following
    assert "Tom Kowal" in (await tom.sees(language)).text


async def fill_one(tom: Filling, step: str) -> None:
    for answer in ANSWERS[step]:
        await tom.says(**answer)
        await tom.sees()


@pytest.mark.parametrize(
    ("step", "answer", "problem"),
    [
        ("name", {"text": "T"}, "name_length"),
        ("name", {"text": "x" * 61}, "name_length"),
        ("name", {"text": "12"}, "name_length"),
        ("name", {"text": "Tom +48 601 234 567"}, "name_with_contacts"),
        ("contact", {"text": "+48601234567"}, "contact_button"),
        ("contact", {"phone": "48601234567", "phone_owner": EVA}, "contact_of_another"),
        ("contact", {"phone": "48601234567", "phone_owner": None}, "contact_of_another"),
        ("contact", {"phone": "12", "phone_owner": TOM}, "phone_unreadable"),
        ("skills", {"choice": "done"}, "choose_a_skill"),
        ("skills", {"choice": "skill:alchemy"}, "choose_button"),
        ("skills", {"text": "everything"}, "choose_button"),
        ("base", {"attachments": (Attachment("photo", "x"),)}, "place_wanted"),
        ("base", {"point": Point(lat=52.23, lon=21.01)}, "outside_city"),
        ("base", {"choice": "found:0"}, "choose_button"),
        ("radius", {"text": "0"}, "radius_range"),
        ("radius", {"text": "51"}, "radius_range"),
        ("radius", {"text": "far"}, "radius_range"),
        ("languages", {"choice": "done"}, "choose_a_language"),
        ("languages", {"choice": "language:de"}, "choose_button"),
        ("experience", {"text": "x" * 1001}, "words_too_long"),
        ("experience", {"point": BASE}, "words_expected"),
        ("documents", {"text": "later"}, "photo_expected"),
        ("documents", {"attachments": (Attachment("document", "x"),)}, "photo_expected"),
        ("photo", {"text": "no"}, "photo_expected"),
        ("summary", {"text": "yes"}, "choose_button"),
    ],
)
async def test_what_does_not_do(tom: Filling, step: str, answer: dict[str, Any], problem: str) -> None:
    await fill(tom, step)
    await tom.says(**answer)
    assert (await tom.step(), await tom.problem()) == (step, problem)
    for language in Language:
        assert "⚠️" in (await tom.sees(language)).text


async def test_the_radius_may_be_typed_in_persian(tom: Filling) -> None:
    await fill(tom, "radius")
    await tom.says(text="۱۲")
    assert (await tom.draft()).radius_km == 12


async def test_the_own_name_is_one_tap(tom: Filling) -> None:
    assert "Tom <K>" in labels(await tom.sees())
    await tom.says(choice="own_name")
    assert (await tom.draft()).name == "Tom <K>"


async def test_a_pin_is_the_base_at_once(tom: Filling) -> None:
    await fill(tom, "base")
    await tom.says(point=BASE)
    draft = await tom.draft()
    assert (await tom.step(), draft.base, draft.base_words) == ("radius", BASE, "Pin")


async def test_an_unknown_address_is_asked_for_again(tom: Filling) -> None:
    await fill(tom, "base")
    tom.services.geocoder.addresses = []
    await tom.says(text="Nowhere 1")
    assert await tom.problem() == "address_unknown"
    tom.services.geocoder.addresses = [Address(Point(lat=52.23, lon=21.01), "Warszawa", "")]
    await tom.says(text="Marszałkowska 1")
    assert await tom.problem() == "outside_city"


async def test_whose_map_it_is_stands_below_what_was_found(tom: Filling) -> None:
    await fill(tom, "base")
    await tom.says(text="Szeroka")
    assert "©" not in (await tom.sees()).text, "our own list of streets is nobody else's"
    tom.services.geocoder.attribution = "© OpenStreetMap"
    await tom.says(text="Szeroka 5")
    assert "© OpenStreetMap" in (await tom.sees()).text


async def test_none_of_the_found_addresses(tom: Filling) -> None:
    await fill(tom, "base")
    await tom.says(text="Szeroka")
    assert "Szeroka 5" in labels(await tom.sees())
    await tom.says(choice="again")
    assert (await tom.draft()).found == ()


async def test_eleven_documents_are_one_too_many(tom: Filling) -> None:
    await fill(tom, "documents")
    for number in range(11):
        await tom.says(attachments=(Attachment("photo", f"paper-{number}"),))
    assert (await tom.problem(), len((await tom.draft()).documents)) == ("photos_full", 10)
    await tom.says(choice="remove")
    assert (await tom.draft()).documents == ()


async def test_skipping_leaves_out(tom: Filling, transact: Any) -> None:
    await fill(tom, "experience")
    for _ in range(3):
        await tom.says(choice="nav:skip")
    await tom.says(choice="nav:confirm")
    kept = await transact(lambda tx: technicians.find(tx.connection, TOM))
    assert (kept.experience, kept.photo) == ("", None)
    assert await transact(lambda tx: documents.of_technician(tx.connection, TOM)) == []


@pytest.mark.parametrize("step", WAY[:-1])
async def test_every_field_is_edited_from_the_summary(tom: Filling, step: str) -> None:
    await fill(tom, "summary")
    await tom.says(choice=f"edit:{step}")
    assert await tom.step() == step
    await tom.says(choice="nav:back")
    assert await tom.step() == "summary"
    await tom.says(choice=f"edit:{step}")
    for answer in ANSWERS[step]:
        await tom.says(**answer)
    if step == "languages":  # pl was ticked already: it was taken away, and one is needed
        assert await tom.problem() == "choose_a_language"
    elif step == "skills":
        assert await tom.problem() == "choose_a_skill"
    else:
        assert await tom.step() == "summary"


async def test_another_conversation_is_not_thrown_away(transact: Any) -> None:
    await transact(meet_everybody)

    def busy(tx: Any) -> None:
        conversations.ask(tx, Conversation(TOM, "ordering", "service", {}, (), {}, 0), in_place=False)

    await transact(busy)
    with pytest.raises(Refusal) as refusal:
        await transact(lambda tx: registration.begin(tx, TOM_HIMSELF))
    assert refusal.value.code == "in_the_middle"


async def test_beginning_twice_goes_on(tom: Filling, transact: Any) -> None:
    await fill(tom, "skills")
    await transact(lambda tx: registration.begin(tx, TOM_HIMSELF))
    assert (await tom.step(), (await tom.draft()).name) == ("skills", "Tom Kowal")


async def test_whoever_was_asked_for_more_begins_at_the_summary(transact: Any) -> None:
    await transact(meet_everybody)
    await transact(lambda tx: applications.apply(tx, TOM, APPLICATION))
    await transact(lambda tx: applications.ask_for_more(tx, TOM, OLGA, "certificate"))
    await transact(lambda tx: registration.begin(tx, TOM_HIMSELF))
    tom = Filling(transact, REGISTRATION, TOM_HIMSELF)
    assert await tom.step() == "summary"
    assert "Please add photos of your certificates" in (await tom.sees()).text
    await tom.says(choice="edit:documents")
    await tom.says(attachments=(Attachment("photo", "paper-3"),))
    await tom.says(choice="done")
    await tom.says(choice="nav:confirm")
    assert await transact(lambda tx: documents.of_technician(tx.connection, TOM)) == ["paper-1", "paper-2", "paper-3"]
    standing = await transact(lambda tx: technicians.standing(tx.connection, TOM))
    assert (standing.status, standing.reason, standing.decided_by) == (TechnicianStatus.PENDING, None, None)


async def test_an_operator_decides_while_the_applicant_still_writes(transact: Any) -> None:
    await transact(meet_everybody)
    await transact(lambda tx: applications.apply(tx, TOM, APPLICATION))
    await transact(lambda tx: applications.ask_for_more(tx, TOM, OLGA, "certificate"))
    await transact(lambda tx: registration.begin(tx, TOM_HIMSELF))
    await transact(lambda tx: applications.approve(tx, TOM, OLGA))
    await transact(news)
    tom = Filling(transact, REGISTRATION, TOM_HIMSELF)
    await tom.says(choice="nav:confirm")
    assert await tom.step() == ""
    assert await transact(news) >= {(TOM, "refusals/technician_already"), (TOM, "application")}
    standing = await transact(lambda tx: technicians.standing(tx.connection, TOM))
    assert standing.status is TechnicianStatus.APPROVED
