"""The short form of the search for the shortest story that breaks something.

`ONSITE_LONG=1 .venv/bin/pytest tests/chaos/test_machine.py` tells hundreds of longer ones.
"""

import asyncio
import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.chaos.bot_process import Nursery
from tests.chaos.machine import Machine, Stand

LONG = os.environ.get("ONSITE_LONG") == "1"
TOLD = settings(
    max_examples=300 if LONG else 4,
    stateful_step_count=40 if LONG else 15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)


def test_no_story_breaks_anything() -> None:
    """A failure prints the shortest story that was found, deed by deed."""
    with asyncio.Runner() as runner:
        nursery = runner.run(Nursery().__aenter__())
        try:
            Machine.stand = Stand(runner, nursery)
            run_state_machine_as_test(Machine, settings=TOLD)
        finally:
            runner.run(nursery.__aexit__())
