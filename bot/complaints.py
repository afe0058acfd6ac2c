"""What fails again and again is logged once, and once more when it goes on: a log of thousands of lines hides what began it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.logs import fault

if TYPE_CHECKING:
    import logging


class Complaint:
    """About one thing that is tried for ever.

    Args:
        log: where it is said.
        failing: the sentence, with room for the kind of error: "delivery stopped for a moment: %s".
        going_on: the sentence for the end, with room for how often it failed: "delivery goes on; failures: %d".
    """

    def __init__(self, log: logging.Logger, failing: str, going_on: str) -> None:
        self._log = log
        self._failing = failing
        self._going_on = going_on
        self._kind: str | None = None
        self._times = 0

    def failed(self, error: Exception) -> None:
        """Say that it failed, unless it failed so last time, too."""
        kind = type(error).__name__
        if kind != self._kind:
            self._log.error(self._failing, kind, extra=fault(error))
        self._kind = kind
        self._times += 1

    def worked(self) -> None:
        """Say that it goes on, if it failed last time."""
        if self._kind is not None:
            self._log.warning(self._going_on, self._times)
        self._kind, self._times = None, 0
