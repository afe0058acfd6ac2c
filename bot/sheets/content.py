"""Reads a file that somebody names, never more of it than is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def content_of(path: Path, most: int) -> bytes:
    """Return a file; of a larger one than `most` bytes one byte more than that, by which its reader knows.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(most + 1)
