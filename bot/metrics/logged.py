"""Errors are counted where all of them pass by: at the logs. So nobody can log one and forget to count it."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from bot.logs import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.metrics.counts import Metrics

# Names of our own loggers have so many parts that matter: bot.chat, bot.delivery.
_PARTS: Final = 2
_OURS: Final = ("bot", "handlers")


class _Counting(logging.Handler):
    def __init__(self, metrics: Metrics) -> None:
        super().__init__(logging.ERROR)
        self._metrics = metrics

    def emit(self, record: logging.LogRecord) -> None:
        names = record.name.split(".")
        part = ".".join(names[:_PARTS]) if names[0] in _OURS else names[0]
        self._metrics.failed(part, kind_of(record) or "none")


@contextmanager
def counting_errors(metrics: Metrics) -> Iterator[None]:
    """Count, until the end of the block, what is logged as an error."""
    handler = _Counting(metrics)
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
