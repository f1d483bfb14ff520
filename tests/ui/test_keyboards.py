"""Buttons and keyboards."""

import pytest

from bot.ui.keyboards import ask_contact, button, in_rows, inline, remove, reply, shares_place
from bot.ui.presses import OfferPress


def test_a_button_reports_a_press() -> None:
    accept = button("Accept", OfferPress(act="accept", offer_id=7), style="success")
    assert (accept.text, accept.callback_data, accept.style, accept.url) == ("Accept", "of:accept:7", "success", None)


def test_a_button_opens_or_copies() -> None:
    assert button("Map", url="https://example.org").url == "https://example.org"
    copied = button("Code", copy="1234").copy_text
    assert copied is not None
    assert copied.text == "1234"


def test_a_button_does_exactly_one_thing() -> None:
    with pytest.raises(ValueError, match="Lamp"):
        button("Lamp")
    with pytest.raises(ValueError, match="Lamp"):
        button("Lamp", OfferPress(act="x", offer_id=1), url="https://example.org")


def test_left_out_buttons_leave_no_holes() -> None:
    one, two = button("1", url="https://example.org/1"), button("2", url="https://example.org/2")
    keyboard = inline([[None], [one, None], [], [two]])
    assert keyboard is not None
    assert keyboard.inline_keyboard == [[one], [two]]
    assert inline([[None], []]) is None


def test_rows_keep_the_order() -> None:
    buttons = [button(str(n), url="https://example.org") for n in range(5)]
    assert [[b.text for b in row] for row in in_rows(buttons, 2)] == [["0", "1"], ["2", "3"], ["4"]]


def test_contact_and_location_are_asked_by_a_button() -> None:
    contact = ask_contact("Share my number", "Skip").keyboard
    assert (contact[0][0].text, contact[0][0].request_contact) == ("Share my number", True)
    assert (contact[1][0].text, contact[1][0].request_contact) == ("Skip", None)
    assert shares_place("Here").request_location is True


def test_ready_answers() -> None:
    keyboard = reply([["Yes", "No"]], hint="or type")
    assert [answer.text for answer in keyboard.keyboard[0]] == ["Yes", "No"]
    assert (keyboard.resize_keyboard, keyboard.input_field_placeholder) == (True, "or type")
    assert remove().remove_keyboard is True
