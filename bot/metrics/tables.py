"""The state of the tables as gauges. Collectors are not asynchronous, so the figures are fetched before they are collected."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.complaints import Complaint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from prometheus_client.core import Metric

    from bot.domain.standing import Standing
    from bot.services.standing import Standings

log = logging.getLogger(__name__)


class TableFigures(Collector):
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
            self._known = await self._standings.now()
        except Exception as error:  # noqa: BLE001 -- whoever watches has to hear of it, and of everything else all the same
            self._complaint.failed(error)
            self._known, self._is_away = None, True
        else:
            self._complaint.worked()
            self._is_away = False

    def collect(self) -> Iterator[Metric]:
        """Return the gauges."""
        yield _gauge("temirqazyq_database_up", "Whether the tables could be read just now.", float(not self._is_away))
        if self._known is None:
            return
        now, known = self._known
        yield _gauges("temirqazyq_outbox", "Messages that have not come to their end, by state.", "state", known.outbox)
        yield _gauge("temirqazyq_outbox_late", "Messages whose turn has come.", known.late)
        since = (now - known.oldest_due).total_seconds() if known.oldest_due else 0.0
        yield _gauge("temirqazyq_outbox_late_seconds", "How long the one that waits longest has waited.", since)
        seats = {"capacity": known.capacity, "taken": known.taken, "waiting": known.waiting, **known.held}
        yield _gauges("temirqazyq_seats", "Seats of sessions to come, and pupils in line for them.", "state", seats)

    def describe(self) -> Iterator[Metric]:
        """Return nothing, so that registering asks for no figures."""
        return iter(())


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, value=value)


def _gauges(name: str, about: str, label: str, values: Mapping[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, about, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family
