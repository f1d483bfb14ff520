"""Who runs what when several processes share the tests: a file stays together, and those that wait longest go first."""

from collections.abc import Sequence

import pytest
from xdist.scheduler import LoadFileScheduling

TOGETHER = ("tests/browser/",)
"""Folders whose files share one browser and one city, which take seconds to start."""
FIRST = (
    "tests/chaos/",
    "tests/browser/",
    "tests/replicas/",
    "tests/demo/",
    "tests/rules/",
    "tests/stories/",
    "tests/abuse/",
)
"""Folders by how long a single test in them may take: at the end, one process would run it and the others look on."""


class ByFile(LoadFileScheduling):  # type: ignore[misc]  # xdist ships no types
    """xdist's own, which would also put files first that have many tests: most of them are the quickest."""

    def __init__(self, config: pytest.Config, log: object = None) -> None:
        """Hand the files out in the order in which they were collected."""
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return next((folder for folder in TOGETHER if file.startswith(folder)), file)


def longest_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The same tests in the order in which they should be begun."""

    def place(item: pytest.Item) -> int:
        return next((number for number, folder in enumerate(FIRST) if item.nodeid.startswith(folder)), len(FIRST))

    return sorted(items, key=place)
