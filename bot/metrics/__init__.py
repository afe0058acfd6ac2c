"""What Prometheus is told: counts of this process, and the state of tables and disk at the moment of asking.

Every `Metrics` has a registry of its own and is handed in, so that several can live in one process.
"""

from bot.metrics.counts import Metrics
from bot.metrics.disk import DiskFigures
from bot.metrics.logged import counting_errors
from bot.metrics.serving import MetricsError, exposed, metrics_application
from bot.metrics.tables import TableFigures

__all__ = [
    "DiskFigures",
    "Metrics",
    "MetricsError",
    "TableFigures",
    "counting_errors",
    "exposed",
    "metrics_application",
]
