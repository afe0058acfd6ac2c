"""Tries random updates for as long as one likes: `python -m benchmarks.fuzz --updates 200000` prints what was found.

The same as tests/abuse/test_fuzz.py, which tries some thousands in every run of the tests. A failure there names its seed.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import secrets
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.postgres import new_database, postgres_in
from bot.db import Database
from bot.db.migrating import migrate
from bot.library import Shelf
from bot.places import CONTENT
from tests.abuse.fuzzing import fuzz
from tests.conftest import HandClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.abuse.fuzzing import Findings

_PORTION = 10_000


async def try_portion(url: str, seed: int, updates: int, together: int) -> Findings:
    """Try some updates over an empty database."""
    database = Database(url, HandClock())
    await migrate(database)
    await database.close()
    return await fuzz(url, Shelf.load(CONTENT), seed, updates, together)


@contextmanager
def server_in(folder: Path, *, is_postgres: bool) -> Iterator[Callable[[int], str]]:
    """Yield what gives the address of an empty database for each portion."""
    if not is_postgres:
        yield lambda seed: f"sqlite:///{folder}/{seed}.sqlite3"
        return
    with postgres_in(folder) as server:
        yield lambda _: asyncio.run(new_database(server))


def main() -> None:
    """Run it; the exit code is 1 when something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=20_000, help="how many in all")
    parser.add_argument("--seed", type=int, help="of the first portion of 10,000; the following count up from it")
    parser.add_argument(
        "--together", type=int, default=1, help="how many come with one poll at most; 1 repeats exactly"
    )
    parser.add_argument("--postgres", action="store_true", help="over PostgreSQL instead of SQLite")
    given = parser.parse_args()
    logging.basicConfig(level=logging.CRITICAL)
    seed = secrets.randbits(32) if given.seed is None else given.seed
    found, left = 0, given.updates
    with tempfile.TemporaryDirectory() as folder, server_in(Path(folder), is_postgres=given.postgres) as address_for:
        while left > 0:
            begun = time.perf_counter()
            findings = asyncio.run(try_portion(address_for(seed), seed, min(left, _PORTION), given.together))
            seconds = time.perf_counter() - begun
            print(f"seed {seed}: {findings.updates} updates, {findings.calls} calls, {seconds:.0f} s", flush=True)
            for problem in findings.problems:
                print(f"  {problem}")
            found += len(findings.problems)
            seed, left = seed + 1, left - _PORTION
    sys.exit(found > 0)


if __name__ == "__main__":
    main()
