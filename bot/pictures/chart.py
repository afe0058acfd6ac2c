"""What a picture shows, in plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One interest.

    Attributes:
        label: its name in the pupil's language.
        value: its strength from 1 to 5.
        figure: the strength as the language writes it: «4,3».
    """

    label: str
    value: float
    figure: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that is seen on one picture; equal charts are equal pictures.

    Attributes:
        title: the line over the bars.
        bars: the six interests from top to bottom.
        footnote: the small line under the bars; may be empty.
        strong: places of the bars with a star, from 0; None finds the two highest by their values. Values that were rounded
            for the figures can be equal where the pupil's interests are not.
    """

    title: str
    bars: tuple[Bar, ...]
    footnote: str
    strong: tuple[int, ...] | None = None

    @property
    def strongest(self) -> frozenset[int]:
        """Places of the bars with a star: as given, or the two highest, the upper of equal ones; none when all are equal."""
        if self.strong is not None:
            return frozenset(self.strong)
        if len({bar.value for bar in self.bars}) < 2:
            return frozenset()
        return frozenset(sorted(range(len(self.bars)), key=lambda place: -self.bars[place].value)[:2])
