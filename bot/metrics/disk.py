"""How much of the disk is free: a full one is what most often stops an installation with an SQLite file."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from bot.complaints import Complaint
from bot.metrics.figures import Figures, gauge
from bot.places import free_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from prometheus_client.core import Metric

log = logging.getLogger(__name__)

# A disk of another machine may hang; whoever asks does not wait for it.
_LONGEST_SECONDS: Final = 2.0


class DiskFigures(Figures):
    """A gauge of the disk on which the data folder lies; without an answer of the disk none.

    Args:
        folder: the data folder.
        free: how many bytes are free where a folder lies; may take long, and runs in a thread.
    """

    def __init__(self, folder: Path, free: Callable[[Path], int] = free_bytes) -> None:
        self._folder = folder
        self._free = free
        self._known: int | None = None
        # Threads that hang cannot be ended, so there is one at most.
        self._answer: asyncio.Future[int] | None = None
        self._complaint = Complaint(
            log,
            "how much of the disk is free is not known: %s",
            "it is known again how much of the disk is free; failures: %d",
        )

    async def refresh(self) -> None:
        """Ask the disk; one that does not answer is logged once, and leaves the gauge out."""
        if self._answer is None:
            self._answer = asyncio.get_running_loop().run_in_executor(None, self._free, self._folder)
        answer = self._answer
        try:
            async with asyncio.timeout(_LONGEST_SECONDS):
                self._known = await asyncio.shield(answer)
        except OSError as error:
            self._complaint.failed(error)
            self._known = None
        else:
            self._complaint.worked()
        if answer.done() and self._answer is answer:
            self._answer = None

    def collect(self) -> Iterator[Metric]:
        """Return the gauge."""
        if self._known is not None:
            about = "Bytes that are free on the disk of the data folder."
            yield gauge("temirqazyq_disk_free_bytes", about, self._known)
