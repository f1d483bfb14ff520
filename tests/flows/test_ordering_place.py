"""Where somebody is wanted: typed, shared, saved, and whatever else."""

import pytest

from bot.flows.answers import Answer
from bot.geocoding import Geocoder
from tests.ordering_scene import FAR_AWAY, SQUARE, Customer, labels, reaches


async def test_a_typed_address_is_shown_on_the_map_and_confirmed(anna: Customer) -> None:
    await reaches(anna, "place")
    await anna.says("ul. Florianska 7")
    assert ("ordering/map", 0) in await anna.told()
    assert "Floriańska 7" in (await anna.sees()).text
    await anna.taps("here")
    assert (await anna.draft()).address.words == "Floriańska 7"
    assert await anna.step() == "time"


async def test_whose_map_it_is_stands_with_what_was_found(anna: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    await reaches(anna, "place")
    await anna.says("Długa 3, Kazimierz")
    assert "©" not in (await anna.sees()).text, "our own list of streets is nobody else's"
    monkeypatch.setattr(Geocoder, "attribution", "© OpenStreetMap")
    await anna.says("Długa 3, Kazimierz")
    assert "© OpenStreetMap" in (await anna.sees()).text
    await anna.taps("candidate:0")
    assert "© OpenStreetMap" in (await anna.sees()).text


async def test_several_candidates_are_buttons(anna: Customer) -> None:
    await reaches(anna, "place")
    await anna.says("Długa 3, Kazimierz")
    assert {"Długa 3 · Stare Miasto", "Kazimierz", "None of these"} <= set(labels(await anna.sees()))
    await anna.taps("candidate:1")
    await anna.taps("elsewhere")
    assert "Kazimierz" not in labels(await anna.sees())
    await anna.taps("candidate:0")
    await anna.taps("here")
    assert (await anna.draft()).address.words == "Długa 3"


@pytest.mark.parametrize("choice", ["candidate:7", "candidate:-1", "candidate:²", "here", "nonsense"])
async def test_a_forged_choice_changes_nothing(anna: Customer, choice: str) -> None:
    await reaches(anna, "place")
    await anna.taps(choice)
    assert await anna.step() == "place"
    assert await anna.problem() in {"place_wanted", "choose_button"}


async def test_words_that_no_map_knows_stay_with_the_pin(anna: Customer) -> None:
    await reaches(anna, "place")
    await anna.says("behind the big oak")
    assert "behind the big oak" in (await anna.sees()).text
    await anna.answers(Answer(point=SQUARE))
    assert (await anna.draft()).address.words.startswith("behind the big oak (")


async def test_outside_the_city(anna: Customer) -> None:
    await reaches(anna, "place")
    await anna.answers(Answer(point=FAR_AWAY))
    assert await anna.problem() == "outside_city"
    assert "Kraków" in (await anna.sees()).text


async def test_a_saved_place_is_one_tap(anna: Customer) -> None:
    await anna.places()
    await reaches(anna, "place")
    assert "📍 Rynek Główny 1" in labels(await anna.sees())
    await anna.says("📍 Rynek Główny 1")
    assert (await anna.draft()).address.point == SQUARE


async def test_a_saved_place_of_nobody(anna: Customer) -> None:
    await reaches(anna, "place")
    await anna.says("📍 Somebody else's house")
    assert await anna.problem() == "place_wanted"


async def test_flat_and_door_go_with_the_address(anna: Customer) -> None:
    await reaches(anna, "summary")
    await anna.taps("edit:door")
    await anna.says("flat 5, 3rd floor")
    assert await anna.step() == "summary"
    await anna.taps("nav:confirm")
    assert (await anna.order()).address.words.endswith(", flat 5, 3rd floor")
