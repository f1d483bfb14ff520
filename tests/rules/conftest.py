"""The rules that need a whole market at work borrow the stories' stage."""

from tests.stories.conftest import folder

__all__ = ["folder"]
