"""Checklists, reports and signatures."""

from bot.domain.handovers import Handed, Handover
from bot.domain.ids import JobId
from bot.ui.handed_words import HandedWords
from tests.rules.samples.people import NAME, NOW, OTHER_NAME, Fields

PARTS = [("Drain <pump>", "4711-A"), ("Seal", "")]
LINES = [("No <leaks>", True), ("It stands level", False)]
WORDS = [
    HandedWords(LINES, LINES, PARTS, ["All <keys>"]),
    HandedWords([], LINES[:1], [], []),
    HandedWords([], [], [], ["Manual"]),
]
WHAT: list[Fields] = [
    {"checks": words.checks, "not_fine": words.not_fine, "parts": words.parts, "things": words.things}
    for words in WORDS
]
ABOUT: list[Fields] = [
    {
        "order": 12,
        "customer": NAME,
        "technician": OTHER_NAME,
        "handover": Handover(JobId(7), Handed(), NOW, signed_at),
        "not_fine": not_fine,
    }
    for signed_at, not_fine in ((None, 0), (None, 2), (NOW, 0))
]
SAMPLES: dict[str, list[Fields]] = {
    "handovers/ask_checks": [{"which": which} for which in ("before", "after")],
    "handovers/ask_parts": [{"parts": parts} for parts in (PARTS, [])],
    "handovers/ask_sign": [
        {"name": NAME, "service": "Washing <machine>", "handed": words, "code": "4711", "dots": dots, "before": before}
        for words, dots, before in zip(WORDS, ("", "●●", ""), ("wrong", "over", ""), strict=True)
    ],
    "handovers/ask_things": [{"also": also} for also in (["The <manual>"], [])],
    "handovers/desk_not_signed": ABOUT,
    "handovers/parts_list": [{"parts": PARTS}],
    "handovers/report": ABOUT,
    "handovers/signature": [
        {"order": 12, "signed": signed, "above": above} for signed in (True, False) for above in (True, False)
    ],
    "handovers/summary": [{**fields, "also": ["Manual"]} for fields in WHAT],
    "handovers/to_sign": ABOUT,
    "handovers/what": WHAT,
    "problems/line_too_long": [{"most": 120}],
    "problems/too_many_lines": [{"most": 20}],
}
