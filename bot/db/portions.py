"""Databases limit how many values one statement may have, so long lists of ids are cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_IDS: Final = 1000


def portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut a list into pieces that a statement takes; nothing of an empty one."""
    return (ids[start : start + MOST_IDS] for start in range(0, len(ids), MOST_IDS))
