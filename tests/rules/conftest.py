"""The rules that need a whole market at work borrow the stories' stage; they look into its file."""

import pytest

from tests.stories.conftest import folder

__all__ = ["folder"]


@pytest.fixture
def engine() -> str:
    return "sqlite"
