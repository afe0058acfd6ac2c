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
        again: after how many failures in the same way it is said once more; None: never.
    """

    def __init__(self, log: logging.Logger, failing: str, going_on: str, *, again: int | None = None) -> None:
        self._log = log
        self._failing = failing
        self._going_on = going_on
        self._again = again
        self._kind: str | None = None
        self._times = 0
        # Failures since it was said of this kind for the first time.
        self._silent = 0

    def failed(self, error: Exception) -> None:
        """Say that it failed, unless it failed so last time, too, and it is not yet to be said again."""
        kind = type(error).__name__
        self._silent = 0 if kind != self._kind else self._silent + 1
        if self._silent == 0 or (self._again and self._silent % self._again == 0):
            self._log.error(self._failing, kind, extra=fault(error))
        self._kind = kind
        self._times += 1

    def worked(self) -> None:
        """Say that it goes on, if it failed last time."""
        if self._kind is not None:
            self._log.warning(self._going_on, self._times)
        self._kind, self._times = None, 0
