"""Writes a file anew, wholly or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO


@contextmanager
def written_anew(path: Path) -> Iterator[IO[str]]:
    """Open a file beside the one that is wanted; it takes its place when the block ends well, and is removed when not.

    Raises:
        OSError: it cannot be written.
    """
    beside = path.with_suffix(".new")
    try:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
