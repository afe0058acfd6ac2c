"""The witness: every Bot API call with its time and its answer, and the token nowhere in it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from bot.sandbox.bodies import Parameters

CAPACITY: Final = 100_000


class Calls:
    """The last calls, numbered from 1."""

    def __init__(self) -> None:
        self._calls: deque[dict[str, Any]] = deque(maxlen=CAPACITY)
        self._number = 0

    def add(self, method: str, at: float, parameters: Parameters, status: int, answer: Any, seconds: float) -> None:
        """Note a call; files are noted by their sizes."""
        self._number += 1
        sizes = {name: f"<{len(upload.content)} bytes>" for name, upload in parameters.uploads.items()}
        self._calls.append(
            {
                "n": self._number,
                "method": method,
                "at": at,
                "parameters": {**parameters.values, **sizes},
                "status": status,
                "answer": answer,
                "duration_ms": round(seconds * 1000, 3),
            }
        )

    def after(self, number: int) -> list[dict[str, Any]]:
        """Return the calls with larger numbers, oldest first."""
        first = self._calls[0]["n"] if self._calls else 0
        start = max(0, number + 1 - first)
        return list(self._calls)[start:]
