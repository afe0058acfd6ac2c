"""What a second process brings: `python -m benchmarks.load.scaling`.

One and then two processes behind one webhook at one PostgreSQL, each with the same small share of a core, so that load and
database have room beside them also on two cores: what then limits two processes is what they share. Needs root, for the shares.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.load.country import prepare_country
from benchmarks.load.measuring import Kind, quiz_taps, running
from benchmarks.load.pupils import Pupil
from benchmarks.postgres import new_database, postgres_in

_COMMAND: Final = ("bot", "run", "--webhook")


async def _rates(processes: int, share: float, pupils: int, at_once: int, server: str) -> tuple[float, float]:
    """Return quiz taps a second, and registrations' taps a second."""
    url = await new_database(server)
    await prepare_country(url)
    kind = Kind(f"{processes} processes", (_COMMAND,) * processes, is_brought=True, share=share).on(url)
    with tempfile.TemporaryDirectory() as folder:
        async with running(kind, Path(folder), at_once) as bench:
            ready = bench.new_pupils(pupils)
            await bench.crowd(ready, Pupil.goes_to_quiz)
            quiz = await bench.measured(ready, quiz_taps)
            seats = await bench.measured(ready, Pupil.registers)
            return quiz.rate, seats.rate


async def measure(rounds: int, share: float, pupils: int, at_once: int, server: str) -> None:
    """Print the rates of one and of two processes, in turns, and how much more two are."""
    found: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
    print("processes  quiz taps/s  registering/s")
    for _ in range(rounds):
        for processes, rates in found.items():
            rates.append(await _rates(processes, share, pupils, at_once, server))
            print(f"{processes:9} {rates[-1][0]:12.0f} {rates[-1][1]:14.0f}", flush=True)
    quiz, seats = (
        statistics.median(each[which] for each in found[2]) / statistics.median(each[which] for each in found[1])
        for which in (0, 1)
    )
    print(f"two are so much more: {quiz:8.2f} {seats:14.2f}")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=0.25, help="of a core, for each process")
    parser.add_argument("--pupils", type=int, default=120)
    parser.add_argument("--at-once", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, postgres_in(Path(folder) / "postgres") as server:
        asyncio.run(measure(given.rounds, given.share, given.pupils, given.at_once, server))


if __name__ == "__main__":
    main()
