"""What the picture of a class shows, in plain values. Who may be counted is decided before."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something came up.

    Attributes:
        label: what it is, in the counsellor's language.
        count: pupils; None where they are too few to be told, and the bar stays empty.
        figure: the count as the language writes it, or «< 5».
    """

    label: str
    count: int | None
    figure: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is seen on it; equal reports are equal pictures.

    Attributes:
        title: the class.
        pupils: how many a whole bar stands for.
        interests_heading, interests: for how many each interest is among the strongest.
        professions_heading, professions: for how many each came up; at most ten are drawn.
        footnote: the small line under it: when it was counted, and that no figure under five is told.
    """

    title: str
    pupils: int
    interests_heading: str
    interests: tuple[Tally, ...]
    professions_heading: str
    professions: tuple[Tally, ...]
    footnote: str
