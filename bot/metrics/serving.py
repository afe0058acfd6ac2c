"""Metrics over HTTP, at /metrics, for Prometheus alone: on this machine unless somebody says otherwise."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web
from prometheus_client.aiohttp import make_aiohttp_handler

from bot.metrics.logged import counting_errors

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.metrics.counts import Metrics
    from bot.metrics.tables import TableFigures

log = logging.getLogger(__name__)


class MetricsError(Exception):
    """/metrics cannot be opened; the message is a sentence for the person at the keyboard."""


class Exposition:
    """Answers who asks for metrics; may be put into any aiohttp application."""

    def __init__(self, metrics: Metrics, tables: TableFigures) -> None:
        self._tables = tables
        self._write = make_aiohttp_handler(metrics.instruments)
        metrics.instruments.register(tables)

    async def metrics_response(self, request: web.Request) -> web.StreamResponse:
        """Return all metrics in the form that was asked for."""
        await self._tables.refresh()
        return await self._write(request)


def metrics_application(metrics: Metrics, tables: TableFigures) -> web.Application:
    """Return an application that knows /metrics and nothing else."""
    application = web.Application(client_max_size=0)
    application.router.add_get("/metrics", Exposition(metrics, tables).metrics_response)
    return application


@asynccontextmanager
async def exposed(metrics: Metrics, tables: TableFigures, host: str, port: int | None) -> AsyncIterator[str | None]:
    """Count errors, and answer at /metrics until the end of the block; yield the address, None when there is no port.

    Raises:
        MetricsError: the port is taken, or the address is not this machine's.
    """
    with counting_errors(metrics):
        if port is None:
            yield None
            return
        runner = web.AppRunner(metrics_application(metrics, tables), access_log=None, handle_signals=False)
        await runner.setup()
        try:
            address = await _listen(runner, host, port)
            log.info("metrics are at %s", address)
            yield address
        finally:
            await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> str:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise MetricsError(
            f"/metrics cannot listen at {host}:{port} ({error.strerror}); set TEMIRQAZYQ_METRICS_PORT to another port."
        ) from None
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{runner.addresses[0][1]}/metrics"
