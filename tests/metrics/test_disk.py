"""How much of the disk is free: told at every asking, and never waited for."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from bot.metrics import DiskFigures, Metrics, exposed
from bot.places import free_bytes
from tests.metrics.reading import scrape
from tests.ticking import ticking

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

GAUGE = "temirqazyq_disk_free_bytes"


class SlowDisk:
    """A disk that answers 7 once it may."""

    def __init__(self) -> None:
        self.may_answer = threading.Event()
        self.asked: list[Path] = []

    def free(self, folder: Path) -> int:
        """Wait, and answer."""
        self.asked.append(folder)
        self.may_answer.wait(20)
        return 7


async def test_it_is_told_anew_at_every_asking(tmp_path: Path) -> None:
    answers = iter((5_000_000_000, 400_000_000))
    figures = DiskFigures(tmp_path, lambda _: next(answers))
    async with exposed(Metrics(), [figures], "127.0.0.1", 0) as address:
        assert address
        assert (await scrape(address))[GAUGE] == 5_000_000_000
        assert (await scrape(address))[GAUGE] == 400_000_000


async def test_who_asks_at_once_gets_the_same_answer(tmp_path: Path) -> None:
    disk = SlowDisk()
    figures = DiskFigures(tmp_path, disk.free)
    async with asyncio.TaskGroup() as both:
        for _ in range(2):
            both.create_task(figures.refresh())
        await asyncio.sleep(0.05)
        disk.may_answer.set()
    assert ([metric.samples[0].value for metric in figures.collect()], len(disk.asked)) == ([7], 1)


async def test_a_disk_that_fails_is_left_out_and_logged_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def answer(_: Path) -> int:
        if is_gone:
            raise OSError(5, "Input/output error")
        return 1

    is_gone = True
    async with exposed(Metrics(), [DiskFigures(tmp_path, answer)], "127.0.0.1", 0) as address:
        assert address
        for _ in range(2):
            found = await scrape(address)
            assert GAUGE not in found
            assert found["process_resident_memory_bytes"] > 0
        is_gone = False
        assert (await scrape(address))[GAUGE] == 1
    assert [record.getMessage() for record in caplog.records if record.name == "bot.metrics.disk"] == [
        "how much of the disk is free is not known: OSError",
        "it is known again how much of the disk is free; failures: 2",
    ]


async def test_a_disk_that_hangs_holds_nobody_up_and_only_one_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.metrics.disk._LONGEST_SECONDS", 0.2)
    disk = SlowDisk()
    figures = DiskFigures(tmp_path, disk.free)
    try:
        async with ticking() as delays:
            for _ in range(3):
                await figures.refresh()
        assert (list(figures.collect()), len(disk.asked)) == ([], 1)
        assert len(delays) > 10
        disk.may_answer.set()
        await figures.refresh()
        assert [metric.samples[0].value for metric in figures.collect()] == [7]
    finally:
        disk.may_answer.set()


def test_a_folder_that_is_not_there_yet_lies_on_the_disk_of_the_one_above(tmp_path: Path) -> None:
    assert free_bytes(tmp_path / "not" / "yet") > 0
