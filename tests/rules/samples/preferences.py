"""What customers have set."""

from tests.rules.samples.people import Fields

SAMPLES: dict[str, list[Fields]] = {"preferences/card": [{"anything": anything} for anything in (True, False)]}
