"""The rules that need a whole market at work look into its file."""

import pytest


@pytest.fixture
def engine() -> str:
    return "sqlite"
