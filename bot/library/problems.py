"""What is wrong in a content file, with the line at which to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend.

    Attributes:
        file: path below the content folder.
        line: counted from 1; 0 when the whole file is meant.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return the form that editors make a link of."""
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class ContentError(Exception):
    """The content cannot be used; `problems` says where it is broken."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems[:3])))
        self.problems = problems
