"""The six interests of Holland's hexagon."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# The ends of the scale on which a pupil answers.
LOWEST: Final = 1
HIGHEST: Final = 5


class Interest(StrEnum):
    """Realistic, investigative, artistic, social, enterprising, conventional, in the order of the hexagon."""

    R = "R"
    I = "I"  # noqa: E741 -- the field's own letter
    A = "A"
    S = "S"
    E = "E"
    C = "C"

    @property
    def position(self) -> int:
        """Place in the hexagon, from 0."""
        return "RIASEC".index(self.value)


def scale_of(item: str) -> Interest:
    """Return the interest that an item asks about: its first letter."""
    return Interest(item[0])


@dataclass(frozen=True, slots=True)
class Profile:
    """Six strengths in the order of the hexagon: 1-5 for a pupil, 1-7 for a profession."""

    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.values) != len(Interest):
            raise ValueError(f"a profile has six interests, not {len(self.values)}")

    def of(self, interest: Interest) -> float:
        """Return the strength of one interest."""
        return self.values[interest.position]


def on_the_scale(values: Iterable[float]) -> Profile:
    """Return a pupil's profile; what is expected beyond the ends of the scale is cut."""
    return Profile(tuple(min(max(value, LOWEST), HIGHEST) for value in values))
