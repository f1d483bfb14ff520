"""Coming in, the menu, and the frame around every question."""

from markupsafe import Markup

from tests.rules.samples.people import NAME, WORDS, Fields

QUESTION = Markup("<b>What is wrong?</b>")
SAMPLES: dict[str, list[Fields]] = {
    "help/help": [
        {"lines": [("orders", "open orders")] if staff else [], "is_technician": technician, "is_dispatcher": staff}
        for staff in (True, False)
        for technician in (True, False)
    ],
    "menu/menu": [{"name": NAME, "middle": "", "credit": 0}, {"name": "", "middle": WORDS, "credit": 50_00}],
    "start/consent": [{"name": NAME}, {"name": ""}],
    "privacy/forget": [{"credit": credit} for credit in (0, 50_00)],
    "privacy/still_open": [
        {"orders": orders, "jobs": jobs} for orders, jobs in ((1, 0), (2, 1), (5, 2), (22, 5), (0, 22))
    ],
    "prompts/frame": [
        {"prompt": {"position": 2, "count": 7}, "problem": Markup("Please tap."), "question": QUESTION},
        {"prompt": {"position": 1, "count": 1}, "problem": "", "question": QUESTION},
    ],
}
