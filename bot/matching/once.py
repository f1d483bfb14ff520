"""A figure that is reckoned when somebody first asks for it, and kept."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 # it stands where `property` would
    """What `functools.cached_property` is, without the lock that Python 3.11 takes: half a dozen such figures are
    wanted of everybody who is looked at, and two threads would at worst reckon the same figure twice.
    """

    def __init__(self, reckon: Callable[[Any], T]) -> None:
        """Nothing is reckoned yet."""
        self._reckon, self._name, self.__doc__ = reckon, reckon.__name__, reckon.__doc__

    def __get__(self, one: Any, kind: type) -> T:
        """The first time only: from then on the figure itself stands under the name."""
        figure = one.__dict__[self._name] = self._reckon(one)
        return figure
