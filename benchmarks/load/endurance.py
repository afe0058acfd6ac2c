"""Whether memory stays flat: `python -m benchmarks.load.endurance` lets pupils come and go until 200,000 updates were answered.

Every pupil is new: goes through the welcome, answers questions, types what is searched for, and with
`--register` also registers for an event.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.load.country import prepare_country
from benchmarks.load.measuring import Bench, Kind, quiz_taps, running
from benchmarks.load.processes import cores
from benchmarks.load.pupils import Pupil

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_OURS: Final = Kind("Temirqazyq", (("bot", "run", "--webhook"),), is_brought=True)
_CROWD: Final = 200


async def _visit(pupil: Pupil) -> None:
    await pupil.goes_to_quiz()
    await quiz_taps(pupil)
    await pupil.searches()


async def _visit_and_register(pupil: Pupil) -> None:
    await _visit(pupil)
    await pupil.registers()


async def _crowd(bench: Bench, visit: Callable[[Pupil], Awaitable[None]]) -> list[float]:
    """Let a crowd come and go; return how long each answer took, in seconds."""
    pupils = bench.new_pupils(_CROWD)
    await bench.crowd(pupils, visit)
    for pupil in pupils:
        # Whoever goes needs no memory here either.
        del bench.telegram.pupils[pupil.user["id"]]  # type: ignore[arg-type]
    return sorted(each for pupil in pupils for each in pupil.times)


async def measure(updates: int, at_once: int, visit: Callable[[Pupil], Awaitable[None]]) -> None:
    """Print memory, rate and waiting times after every tenth of the updates."""
    core, _ = cores()
    if core is not None:
        os.sched_setaffinity(0, {core})
    print(" updates   memory  updates/s  median     p99")
    with tempfile.TemporaryDirectory() as folder:
        await prepare_country(f"sqlite:///{folder}/temirqazyq.sqlite3")
        async with running(_OURS, Path(folder), at_once) as bench:
            done, told, begun = 0, 0, time.perf_counter()
            while done < updates:
                times = await _crowd(bench, visit)
                done += len(times)
                if done - told >= updates / 10:
                    rate = (done - told) / (time.perf_counter() - begun)
                    median, p99 = times[len(times) // 2] * 1000, times[int(len(times) * 0.99)] * 1000
                    print(f"{done:8} {bench.memory():5.0f} MB {rate:10.0f} {median:5.0f} ms {p99:4.0f} ms", flush=True)
                    told, begun = done, time.perf_counter()


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=200_000)
    parser.add_argument("--at-once", type=int, default=40)
    parser.add_argument(
        "--register", action="store_true", help="register for an event, too: a third as many updates a second"
    )
    given = parser.parse_args()
    asyncio.run(measure(given.updates, given.at_once, _visit_and_register if given.register else _visit))


if __name__ == "__main__":
    main()
