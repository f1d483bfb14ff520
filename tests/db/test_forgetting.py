"""What a pseudonym takes over, and what only looks like somebody's number."""

from db.forgetting import _renamed


def test_only_people_are_renamed_in_the_history() -> None:
    """Amounts, minutes and jobs may be equal to somebody's number."""
    details = {
        "technician": 7,
        "job": 7,
        "amount": 7,
        "asked": [{"technician": 7, "minutes": 7}, {"technician": 8, "minutes": 7}],
        "waiting": [7, 8],
        "held_back": {"busy": [8, 7], "far": []},
        "stars": [7],
    }
    assert _renamed(details, 7, 99, named=False) == {
        "technician": 99,
        "job": 7,
        "amount": 7,
        "asked": [{"technician": 99, "minutes": 7}, {"technician": 8, "minutes": 7}],
        "waiting": [99, 8],
        "held_back": {"busy": [8, 99], "far": []},
        "stars": [7],
    }
