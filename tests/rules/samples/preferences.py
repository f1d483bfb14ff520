"""What customers have set, and the notes of their places."""

from tests.rules.samples.people import ADDRESS, WORDS, Fields, place

SAID = "A regular customer · kind (4.8) · reliable"
SAMPLES: dict[str, list[Fields]] = {
    "preferences/card": [
        {
            "anything": not noted,
            "places": noted,
            "may_call": may_call,
            "span": "22:00–07:00" if noted else "",
            "said": SAID if noted else "",
        }
        for noted in ([], [place(WORDS)])
        for may_call in (True, False)
    ],
    "preferences/quiet_hours": [{"span": span} for span in ("", "22:00–07:00")],
    "places/ask_note": [{"address": ADDRESS, "note": note} for note in ("", WORDS)],
    "places/note_kept": [{"address": ADDRESS, "note": WORDS}],
}
