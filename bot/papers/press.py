"""Prints papers beside the event loop."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import assert_never

from bot.papers.certificate import Certificate, certificate_pdf
from bot.papers.door_list import DoorList, door_list_pdf
from bot.papers.poster import Poster, poster_pdf

_LOG = logging.getLogger(__name__)
Paper = Certificate | DoorList | Poster


class Press:
    """One worker thread that prints one paper at a time; belongs to one event loop.

    A certificate takes some 0.05 s, a list of 1,500 pupils half a second; meanwhile the loop goes on.
    """

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="papers")
        self._is_closed = False

    async def pdf(self, paper: Paper) -> bytes | None:
        """Return a paper as PDF, or None when it cannot be printed: who waits is told so."""
        if self._is_closed:
            return None
        printing = asyncio.get_running_loop().run_in_executor(self._worker, _printed, paper)
        # Closing cancels it; unlike awaiting it, this tells that from the waiting task's own end.
        await asyncio.wait({printing})
        return None if printing.cancelled() else printing.result()

    def close(self) -> None:
        """Let the paper that is being printed end and drop those that wait; afterwards there are none."""
        self._is_closed = True
        self._worker.shutdown(cancel_futures=True)


def _printed(paper: Paper) -> bytes | None:
    try:
        return _made(paper)
    except Exception as error:  # noqa: BLE001 -- whatever happens to one paper, the conversation must go on
        # Neither the message nor the traceback: they may hold names.
        _LOG.error("A paper could not be printed: %s, %s", type(paper).__name__, type(error).__name__)
        return None


def _made(paper: Paper) -> bytes:
    match paper:
        case Certificate():
            return certificate_pdf(paper)
        case DoorList():
            return door_list_pdf(paper)
        case Poster():
            return poster_pdf(paper)
        case _:
            assert_never(paper)
