"""What is looked up at the moment of asking. Collectors are not asynchronous, so it is fetched before it is collected."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prometheus_client.core import Metric


class Figures(Collector):
    """Gauges that are fetched when somebody asks."""

    @abstractmethod
    async def refresh(self) -> None:
        """Fetch them, without an error whatever happens: everything else has to be told all the same."""

    def describe(self) -> Iterator[Metric]:
        """Return nothing, so that registering asks for no figures."""
        return iter(())


def gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    """Return one number."""
    return GaugeMetricFamily(name, about, value=value)


def gauges(name: str, about: str, label: str, values: Mapping[str, int]) -> GaugeMetricFamily:
    """Return a number for each value of a label."""
    family = GaugeMetricFamily(name, about, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family
