"""Draws pictures beside the event loop and keeps the last ones."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from bot.pictures.drawing import draw

if TYPE_CHECKING:
    from bot.pictures.chart import Chart
    from bot.pictures.report import Report

_LOG = logging.getLogger(__name__)
_KEPT: Final = 256


class Studio:
    """One worker thread that draws one picture at a time; belongs to one event loop."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._pictures: OrderedDict[Chart | Report, bytes] = OrderedDict()
        self._begun: dict[Chart | Report, asyncio.Future[bytes | None]] = {}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")
        self._is_closed = False

    async def picture(self, chart: Chart | Report) -> bytes | None:
        """Return a chart or a report as PNG, or None when it cannot be drawn: the text must come without it."""
        if (kept := self._pictures.get(chart)) is not None:
            self._pictures.move_to_end(chart)
            return kept
        if self._is_closed:
            return None
        drawing = self._begun.get(chart) or self._begin(chart)
        # Unlike awaiting it, this leaves the drawing alone when one of those who wait goes away.
        await asyncio.wait({drawing})
        return None if drawing.cancelled() else drawing.result()

    def close(self) -> None:
        """Let the picture that is being drawn end and drop those that wait; afterwards there are only the kept ones."""
        self._is_closed = True
        self._worker.shutdown(cancel_futures=True)

    def _begin(self, chart: Chart | Report) -> asyncio.Future[bytes | None]:
        drawing = asyncio.get_running_loop().run_in_executor(self._worker, _drawn, chart)
        self._begun[chart] = drawing
        drawing.add_done_callback(lambda done: self._keep(chart, done))
        return drawing

    def _keep(self, chart: Chart | Report, done: asyncio.Future[bytes | None]) -> None:
        self._begun.pop(chart, None)
        picture = None if done.cancelled() else done.result()
        if picture is None:
            return
        self._pictures[chart] = picture
        while len(self._pictures) > self._kept:
            self._pictures.popitem(last=False)


def _drawn(chart: Chart | Report) -> bytes | None:
    try:
        return draw(chart)
    except Exception as error:  # noqa: BLE001 -- a picture is an extra: whatever happens to it, the text must come
        # Neither the message nor the traceback: they may hold what the pupil's picture says.
        _LOG.error("A picture could not be drawn: %s", type(error).__name__)
        return None
