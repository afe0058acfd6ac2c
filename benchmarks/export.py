"""Measures an export of registrations: `python -m benchmarks.export` prints seconds, megabytes, and taps idle and during it.

The registrations are written into an SQLite file of their own. A "tap" is what every answer of the bot needs: a read of the
database and turns of the event loop.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, insert

from bot.clock import SystemClock
from bot.db import Database
from bot.db.event_tables import check_ins, parties, registrations
from bot.db.events import add_session, find_event
from bot.db.migrating import migrate
from bot.domain.languages import Language
from bot.domain.registration import About
from bot.i18n import Catalogues
from bot.places import CONTENT
from bot.seal import Keys, Seal
from bot.services.codes import new_code
from bot.services.exports import Exports
from tests.opening import open_event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.access import NotAllowed
    from bot.services.exports import ExportFile
    from bot.sheets import Format

_BETWEEN_TAPS: Final = 0.005
_IDLE_SECONDS: Final = 3.0
_QUESTIONS: Final = tuple(
    {Language.KK: text} for text in ("Аяқ киім өлшемі?", "Аллергия бар ма?", "Не үйренгіңіз келеді?")
)
_STATES: Final = ("seated", "seated", "seated", "waiting", "cancelled")


def fill(connection: Connection, seal: Seal, number: int) -> int:
    """Write an event with so many registrations in four sessions; return its id."""
    now = SystemClock().now()
    title = {Language.KK: "Кәсіп мерекесі"}
    event = open_event(connection, now, title=title, questions=_QUESTIONS, needs_parent=True)
    for part in range(4):
        starts = now + timedelta(days=6, hours=2 * part)
        times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1), "capacity": number}
        session = add_session(connection, event, **times)
        rows = list(_rows(seal, session, number // 4))
        for table, name in ((parties, "party"), (registrations, "registration"), (check_ins, "check_in")):
            connection.execute(insert(table), [row[name] for row in rows if name in row])
    return event


def _rows(seal: Seal, session: int, number: int) -> Iterator[dict[str, dict[str, Any]]]:
    now = SystemClock().now()
    for place in range(1, number + 1):
        key = session * 100_000 + place
        state = _STATES[place % len(_STATES)]
        answers = ("37", "Жоқ", f"{place}: дәнекерлеуді өз қолыммен байқап көргім келеді")
        about = About(f"Оқушы {place} Қуанышбекқызы", "№5 жалпы білім беретін мектебі", "9 «Ә»", answers)
        party = {"id": key, "session_id": session, "place": place, "size": 1, "created_at": now}
        row = {"id": key, "session_id": session, "party_id": key, "state": state, "code": new_code()}
        row |= {"about": seal.close(about.as_json()), "needs_parent": True, "parent_agreed_at": now}
        yield {
            "party": {**party, "is_waiting": state == "waiting"},
            "registration": {**row, "created_at": now, "changed_at": now},
            **({"check_in": {"registration_id": key, "at": now, "way": "scan"}} if state == "seated" else {}),
        }


async def tap(database: Database, event: int) -> float:
    """Do what an answer does; return its seconds."""
    begun = time.perf_counter()
    await database.read(lambda connection: find_event(connection, event))
    return time.perf_counter() - begun


async def tap_on(database: Database, event: int, times: list[float]) -> None:
    """Tap until cancelled."""
    while True:
        times.append(await tap(database, event))
        await asyncio.sleep(_BETWEEN_TAPS)


async def during(database: Database, event: int, work: Any) -> tuple[list[float], Any]:
    """Tap while something is done; return the seconds of the taps, and what was done."""
    times: list[float] = []
    async with asyncio.TaskGroup() as nursery:
        tapping = nursery.create_task(tap_on(database, event, times))
        done = await work
        tapping.cancel()
    return sorted(times), done


def tell(name: str, times: list[float]) -> None:
    """Print median, 95th percentile and maximum in milliseconds."""
    figures = (statistics.median(times), times[int(len(times) * 0.95)], times[-1])
    print(f"{name:28}" + "".join(f"{figure * 1000:9.2f}" for figure in figures) + f"   ({len(times)} taps)")


async def measure(number: int, form: Format) -> None:
    """Run the measurement and print it."""
    seal = Seal(Keys.new())
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder)}/export.sqlite3", SystemClock())
        await migrate(database)
        event = await database.write(lambda connection: fill(connection, seal, number))
        exports = Exports(database, SystemClock(), seal, Catalogues.load(CONTENT))
        before = _memory(resource.RUSAGE_SELF)
        idle, _ = await during(database, event, asyncio.sleep(_IDLE_SECONDS))
        begun, worked_before = time.perf_counter(), _worked()
        busy, file = await during(database, event, _exported(exports, event, form))
        seconds, worked = time.perf_counter() - begun, _worked() - worked_before
        await database.close()
    print(f"{file.number} registrations, {form}: {seconds:.2f} s, with the taps {worked:.2f} s of processor time")
    print(f"a file of {len(file.content) / 1e6:.2f} MB")
    print(f"memory: the bot grew by {_memory(resource.RUSAGE_SELF) - before:.0f} MB, ", end="")
    print(f"the process beside it took {_memory(resource.RUSAGE_CHILDREN):.0f} MB at most")
    print(f"{'a tap, ms':28}   median      95%      max")
    tell("idle", idle)
    tell("during the export", busy)
    print(f"ratio of the medians {statistics.median(busy) / statistics.median(idle):.2f}")


async def _exported(exports: Exports, event: int, form: Format) -> ExportFile | NotAllowed:
    return await exports.file(event, form, None, Language.KK)


def _worked() -> float:
    """Return the seconds of processor time so far, of this process and of those that it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _memory(who: int) -> float:
    """Return the largest resident memory so far in megabytes (Linux counts in kilobytes)."""
    return resource.getrusage(who).ru_maxrss / 1024


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=5000, help="how many registrations")
    parser.add_argument("--format", choices=("xlsx", "csv"), default="xlsx", help="of the file")
    arguments = parser.parse_args()
    asyncio.run(measure(arguments.number, arguments.format))


if __name__ == "__main__":
    main()
