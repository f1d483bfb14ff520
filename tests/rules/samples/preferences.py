"""What customers have set, and the notes of their places."""

from tests.rules.samples.people import ADDRESS, WORDS, Fields, place

SAMPLES: dict[str, list[Fields]] = {
    "preferences/card": [
        {"anything": anything, "places": places, "may_call": may_call}
        for anything, places in ((True, []), (False, [place(WORDS)]))
        for may_call in (True, False)
    ],
    "places/ask_note": [{"address": ADDRESS, "note": note} for note in ("", WORDS)],
    "places/note_kept": [{"address": ADDRESS, "note": WORDS}],
}
