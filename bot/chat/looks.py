"""What was looked up for a screen, kept while the same screen is told in other languages too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable

Found = TypeVar("Found")


class Looks:
    """Asks each thing once. Lives as long as nothing is changed: within one update, and only until the next door."""

    def __init__(self) -> None:
        self._found: dict[Hashable, Any] = {}

    async def once(self, key: Hashable, look: Callable[[], Awaitable[Found]]) -> Found:
        """Return what `look` finds, or found before under the same key."""
        if key not in self._found:
            self._found[key] = await look()
        found: Found = self._found[key]
        return found
