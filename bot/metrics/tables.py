"""The state of the tables as gauges."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from bot.complaints import Complaint
from bot.metrics.figures import Figures, gauge, gauges

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from prometheus_client.core import Metric

    from bot.domain.standing import Standing
    from bot.services.standing import Standings

log = logging.getLogger(__name__)

# Prometheus waits ten seconds for all of it; a database that hangs must not look like a process that is gone.
_LONGEST_SECONDS: Final = 5.0


class TableFigures(Figures):
    """Gauges of what stands in the tables; without a database only that it is away."""

    def __init__(self, standings: Standings) -> None:
        self._standings = standings
        self._known: tuple[datetime, Standing] | None = None
        self._is_away = False
        self._complaint = Complaint(
            log, "the tables cannot be counted: %s", "the tables are counted again; failures: %d"
        )

    async def refresh(self) -> None:
        """Fetch the figures; a database that is away is logged once, and is a figure itself."""
        try:
            async with asyncio.timeout(_LONGEST_SECONDS):
                self._known = await self._standings.now()
        except Exception as error:  # noqa: BLE001 -- whoever watches has to hear of it, and of everything else all the same
            self._complaint.failed(error)
            self._known, self._is_away = None, True
        else:
            self._complaint.worked()
            self._is_away = False

    def collect(self) -> Iterator[Metric]:
        """Return the gauges."""
        yield gauge("temirqazyq_database_up", "Whether the tables could be read just now.", float(not self._is_away))
        if self._known is None:
            return
        now, known = self._known
        yield gauges("temirqazyq_outbox", "Messages that have not come to their end, by state.", "state", known.outbox)
        yield gauge("temirqazyq_outbox_late", "Messages whose turn has come.", known.late)
        since = (now - known.oldest_due).total_seconds() if known.oldest_due else 0.0
        yield gauge("temirqazyq_outbox_late_seconds", "How long the one that waits longest has waited.", since)
        seats = {"capacity": known.capacity, "taken": known.taken, "waiting": known.waiting, **known.held}
        yield gauges("temirqazyq_seats", "Seats of sessions to come, and pupils in line for them.", "state", seats)
