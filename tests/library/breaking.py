"""A copy of the real content in which one thing at a time is broken."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bot.library import Problem, check
from bot.places import CONTENT

if TYPE_CHECKING:
    from pathlib import Path


class Copy:
    """A content folder of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "content"
        shutil.copytree(CONTENT, self.folder)

    def text(self, name: str) -> str:
        """Return a file."""
        return (self.folder / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str | bytes) -> None:
        """Put other words into a file."""
        (self.folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    def change(self, name: str, old: str, new: str) -> None:
        """Replace a part that stands in a file, where it stands first."""
        text = self.text(name)
        assert old in text, f"{old!r} does not stand in {name}"
        self.write(name, text.replace(old, new, 1))

    def add(self, name: str, lines: str) -> None:
        """Put lines at the end of a file."""
        self.write(name, self.text(name).rstrip("\n") + f"\n{lines}\n")

    def line(self, name: str, beginning: str) -> int:
        """Return the number of the one line that begins so."""
        numbers = [n for n, line in enumerate(self.text(name).splitlines(), 1) if line.strip().startswith(beginning)]
        assert len(numbers) == 1, f"{beginning!r} begins the lines {numbers} of {name}"
        return numbers[0]

    def problems(self) -> list[Problem]:
        """Return what the check says."""
        return check(self.folder)

    def only_problem(self) -> Problem:
        """Return what the check says when that is one thing."""
        found = self.problems()
        assert len(found) == 1, list(map(str, found))
        return found[0]
