"""What an update of a registration costs the whole process: `python -m benchmarks.load.registering`.

New pupils, forty at once, open the card by a link, choose the session, type their name and send the form; the last of the four
brings the ticket with its picture. Run it before and after a change, in turns: only ratios mean something.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from benchmarks.load.country import prepare_country
from benchmarks.load.measuring import Figures, Kind, running
from benchmarks.load.pupils import Pupil
from benchmarks.postgres import new_database, postgres_in


async def measure(url: str, pupils: int, at_once: int) -> Figures:
    """Return what registering takes on one database."""
    await prepare_country(url)
    kind = Kind("registering", (("bot", "run"),)).on(url)
    with tempfile.TemporaryDirectory() as folder:
        async with running(kind, Path(folder), at_once) as bench:
            ready = bench.new_pupils(pupils)
            await bench.crowd(ready, Pupil.goes_to_quiz)
            return await bench.measured(ready, Pupil.registers)


async def on_both(pupils: int, at_once: int) -> None:
    """Measure on SQLite and on PostgreSQL, and print both."""
    with tempfile.TemporaryDirectory() as folder:
        _print("SQLite", await measure(f"sqlite:///{folder}/load.sqlite3", pupils, at_once))
        with postgres_in(Path(folder) / "postgres") as server:
            _print("PostgreSQL", await measure(await new_database(server), pupils, at_once))


def _print(name: str, found: Figures) -> None:
    print(f"{name:10} {found.cpu:6.2f} ms of processor time an update, {found.rate:4.0f} a second", flush=True)


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=120)
    parser.add_argument("--at-once", type=int, default=40)
    given = parser.parse_args()
    asyncio.run(on_both(given.pupils, given.at_once))


if __name__ == "__main__":
    main()
