"""`python -m benchmarks.load`: load on the bot and on a bare aiogram bot, in turns in one run."""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.load.measuring import Bench, Figures, Kind, quiz_taps, running
from benchmarks.load.processes import cores
from benchmarks.load.pupils import QUIZ_TAPS, Pupil
from benchmarks.postgres import new_database, postgres_in

if TYPE_CHECKING:
    from collections.abc import Sequence

BARE: Final = Kind("bare aiogram, polling", (("benchmarks.load.bare",),), is_ours=False)
OURS: Final = Kind("Temirqazyq, polling, SQLite", (("bot", "run"),))
ON_SERVER: Final = Kind("Temirqazyq, polling, PostgreSQL", OURS.commands)
BARE_BROUGHT: Final = Kind("bare aiogram, webhook", BARE.commands, is_ours=False, is_brought=True)
BROUGHT: Final = Kind("Temirqazyq, webhook, SQLite", (("bot", "run", "--webhook"),), is_brought=True)
BROUGHT_ON_SERVER: Final = Kind("Temirqazyq, webhook, PostgreSQL", BROUGHT.commands, is_brought=True)
KINDS: Final = (BARE, OURS, ON_SERVER, BARE_BROUGHT, BROUGHT, BROUGHT_ON_SERVER)
_HEAD: Final = "bot                              CPU/update  updates/s  median     p99  memory   ratio"


async def _run(kind: Kind, pupils: int, at_once: int, per_second: float) -> tuple[Figures, Figures]:
    """Return the figures of quiz taps in a closed loop, and at a steady rate."""
    with tempfile.TemporaryDirectory() as folder:
        async with running(kind, Path(folder), at_once) as bench:
            closed = await _ready(bench, kind, pupils)
            figures = await bench.measured(closed, quiz_taps)
            steady = await _ready(bench, kind, max(1, round(per_second * 10 / QUIZ_TAPS)))
            return figures, await bench.paced(steady, per_second)


async def _ready(bench: Bench, kind: Kind, number: int) -> Sequence[Pupil]:
    pupils = bench.new_pupils(number)
    await bench.crowd(pupils, Pupil.goes_to_quiz if kind.is_ours else _starts)
    return pupils


async def _starts(pupil: Pupil) -> None:
    await pupil.types("/start")


async def measure(pupils: int, at_once: int, rounds: int, per_second: float, postgres: str) -> None:
    """Run the measurement and print it; `postgres` is the address of a server."""
    core, _ = cores()
    if core is not None:
        os.sched_setaffinity(0, {core})
    found: dict[str, list[tuple[Figures, Figures]]] = {kind.name: [] for kind in KINDS}
    print(_HEAD)
    for _ in range(rounds):
        for kind in KINDS:
            address = await new_database(postgres) if kind in {ON_SERVER, BROUGHT_ON_SERVER} else None
            closed, steady = await _run(kind.on(address), pupils, at_once, per_second)
            found[kind.name].append((closed, steady))
            bare = BARE_BROUGHT if kind.is_brought else BARE
            yardstick = statistics.median(each.cpu for each, _ in found[bare.name])
            own = statistics.median(each.cpu for each, _ in found[kind.name])
            print(_line(kind.name, closed, own / yardstick))
            print(_line(f"  at {per_second:.0f} a second", steady, None), flush=True)


def _line(name: str, figures: Figures, ratio: float | None) -> str:
    said = f"{ratio:7.2f}" if ratio is not None else ""
    return (
        f"{name:32} {figures.cpu:7.2f} ms {figures.rate:10.0f} {figures.median:5.0f} ms {figures.p99:4.0f} ms"
        f" {figures.memory:4.0f} MB {said}"
    )


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=300, help="how many pupils answer seven questions each")
    parser.add_argument("--at-once", type=int, default=40, help="how many of them wait for an answer at a time")
    parser.add_argument("--rounds", type=int, default=3, help="how often every bot has its turn; ratios are of medians")
    parser.add_argument("--per-second", type=float, default=100.0, help="rate of the steady load")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, postgres_in(Path(folder) / "postgres") as address:
        asyncio.run(measure(arguments.pupils, arguments.at_once, arguments.rounds, arguments.per_second, address))


if __name__ == "__main__":
    main()
