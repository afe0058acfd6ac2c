"""Metrics over HTTP, at /metrics, for Prometheus alone: on this machine unless somebody says otherwise."""

from __future__ import annotations

import asyncio
import errno
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web
from prometheus_client.aiohttp import make_aiohttp_handler

from bot.metrics.logged import counting_errors

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.metrics.counts import Metrics
    from bot.metrics.figures import Figures

log = logging.getLogger(__name__)


class MetricsError(Exception):
    """/metrics cannot be opened; the message is a sentence for the person at the keyboard."""


class Exposition:
    """Answers who asks for metrics; may be put into any aiohttp application."""

    def __init__(self, metrics: Metrics, figures: Sequence[Figures]) -> None:
        self._figures = figures
        self._write = make_aiohttp_handler(metrics.instruments)
        for each in figures:
            metrics.instruments.register(each)

    async def metrics_response(self, request: web.Request) -> web.StreamResponse:
        """Return all metrics in the form that was asked for."""
        await asyncio.gather(*(each.refresh() for each in self._figures))
        return await self._write(request)


def metrics_application(metrics: Metrics, figures: Sequence[Figures]) -> web.Application:
    """Return an application that knows /metrics and nothing else."""
    application = web.Application(client_max_size=0)
    application.router.add_get("/metrics", Exposition(metrics, figures).metrics_response)
    return application


@asynccontextmanager
async def exposed(
    metrics: Metrics, figures: Sequence[Figures], host: str, port: int | None
) -> AsyncIterator[str | None]:
    """Count errors, and answer at /metrics until the end of the block; yield the address, None when there is no port.

    Raises:
        MetricsError: the port is taken, or the address is not this machine's.
    """
    with counting_errors(metrics):
        if port is None:
            yield None
            return
        runner = web.AppRunner(metrics_application(metrics, figures), access_log=None, handle_signals=False)
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
        is_ours = error.errno in {errno.EADDRINUSE, errno.EACCES}
        other = (
            "TEMIRQAZYQ_METRICS_PORT to another port"
            if is_ours
            else "TEMIRQAZYQ_METRICS_HOST to an address of this machine"
        )
        raise MetricsError(f"/metrics cannot listen at {host}:{port} ({error.strerror}); set {other}.") from None
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{runner.addresses[0][1]}/metrics"
