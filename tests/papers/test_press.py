"""Papers are printed beside the event loop, and a failure costs only the paper."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from bot.papers import Press, press
from bot.papers.certificate import certificate_pdf
from tests.papers.samples import a_certificate, a_door_list, a_poster
from tests.ticking import ticking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.papers import Certificate

# Printing on the loop would stop it for half a second at a time; a busy machine alone does not reach this.
LONGEST_DELAY = 0.25


@pytest.fixture
def printer() -> Iterator[Press]:
    printer = Press()
    yield printer
    printer.close()


async def test_real_papers(printer: Press) -> None:
    assert await printer.pdf(a_certificate()) == certificate_pdf(a_certificate())
    for paper in (a_door_list(), a_poster()):
        assert (await printer.pdf(paper) or b"").startswith(b"%PDF-")


@pytest.mark.parametrize("error", [OSError, ValueError, MemoryError, KeyError])
async def test_a_failure_gives_none_and_a_line_without_names(
    printer: Press, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fails(certificate: Certificate) -> bytes:
        raise error(f"cannot print {certificate}")

    monkeypatch.setattr(press, "certificate_pdf", fails)
    assert await printer.pdf(a_certificate()) is None
    assert f"Certificate, {error.__name__}" in caplog.text
    assert "Гүлнұр" not in caplog.text
    monkeypatch.undo()
    assert await printer.pdf(a_certificate())


async def test_after_closing_there_is_none() -> None:
    printer = Press()
    printer.close()
    printer.close()
    assert await printer.pdf(a_certificate()) is None


async def test_closing_sends_those_away_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    may_go_on = threading.Event()

    def slow(certificate: Certificate) -> bytes:
        assert may_go_on.wait(10)
        return certificate.name.encode()

    monkeypatch.setattr(press, "certificate_pdf", slow)
    printer = Press()
    async with asyncio.TaskGroup() as group:
        first = group.create_task(printer.pdf(a_certificate("Әлия")))
        second = group.create_task(printer.pdf(a_certificate("Болат")))
        await asyncio.sleep(0.01)
        threading.Timer(0.05, may_go_on.set).start()
        printer.close()
    assert first.result() == "Әлия".encode()
    assert second.result() is None


async def test_the_loop_stays_free_while_printing(printer: Press) -> None:
    async with ticking() as delays:
        papers = await asyncio.gather(printer.pdf(a_door_list(600)), printer.pdf(a_certificate()))
    assert all(papers)
    assert len(delays) > 10
    assert max(delays) < LONGEST_DELAY
