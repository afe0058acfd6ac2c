"""How long it takes to put an announcement into the outbox for a whole country: `python -m benchmarks.fanout`.

The audience is narrowed by everything that needs a look into another table (class, interest, saved profession, opt-outs, the
daily limit), so that nothing of the statement is left out. Then a worker takes from the full outbox, and a pause stops it.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, func, insert, select

from benchmarks.postgres import new_database, postgres_in
from bot.clock import SystemClock
from bot.db import Database
from bot.db.announced import pause
from bot.db.announcement_tables import announcements, opt_outs
from bot.db.announcements import find, json_of_audience, json_of_texts
from bot.db.audience import counts, fan_out
from bot.db.class_tables import class_members, school_classes
from bot.db.drafts import progress
from bot.db.migrating import migrate
from bot.db.tables import outbox, people, quiz_runs, saved_things
from bot.domain.announcements import Audience, Choice
from bot.domain.languages import Language
from bot.services.outbox import Outbox

if TYPE_CHECKING:
    from collections.abc import Callable

NOW: Final = datetime(2026, 12, 2, 7, tzinfo=UTC)
_PORTION: Final = 5000


def seed(connection: Connection, number: int) -> None:
    """Put people with everything that an audience can ask for into the tables, and an announcement to all of them."""
    connection.execute(
        insert(school_classes).values(
            id=1, school=b"-", school_digest="d", grade=9, code="code", created_at=NOW, most_pupils=100
        )
    )
    for start in range(1, number + 1, _PORTION):
        ids = range(start, min(start + _PORTION, number + 1))
        connection.execute(
            insert(people),
            [
                {
                    "id": each,
                    "telegram_id": 10**9 + each,
                    "language": ("kk", "ru", "en")[each % 3],
                    "grade": 9,
                    "place": "semey",
                    "consent_version": "1",
                    "consented_at": NOW,
                }
                for each in ids
            ],
        )
        connection.execute(
            insert(class_members), [{"class_id": 1, "person_id": each, "joined_at": NOW} for each in ids]
        )
        run = {"content_version": "1", "started_at": NOW, "finished_at": NOW, "interest": "R"}
        connection.execute(insert(quiz_runs), [{"person_id": each, **run} for each in ids])
        saved = {"kind": "profession", "thing": "welder", "saved_at": NOW}
        connection.execute(insert(saved_things), [{"person_id": each, **saved} for each in ids])
        connection.execute(
            insert(opt_outs), [{"person_id": each, "author_id": 0, "at": NOW} for each in ids if each % 100 == 0]
        )
        old = {"kind": "announcement", "subject": 999, "is_notice": False, "state": "sent", "due_at": NOW}
        connection.execute(insert(outbox), [{"person_id": each, "changed_at": NOW, **old} for each in ids])
    whom = Choice(
        classes=frozenset({1}),
        towns=frozenset({"semey"}),
        interests=frozenset({"R"}),
        professions=frozenset({"welder"}),
    )
    texts = json_of_texts(dict.fromkeys(Language, "Hello"))
    row = {"id": 1, "state": "sending", "texts": texts, "audience": json_of_audience(Audience(whom)), "created_at": NOW}
    connection.execute(insert(announcements).values(row))


async def _timed(name: str, database: Database, work: Callable[[Connection], object]) -> object:
    begun = time.perf_counter()
    found = await database.write(work)
    print(f"{name:52} {time.perf_counter() - begun:8.2f} s   {found}")
    return found


async def measure(url: str, number: int) -> None:
    """Fill a database, fan out, count, take and pause, and print what each took."""
    database = Database(url, SystemClock())
    await migrate(database)
    await database.write(lambda connection: seed(connection, number))
    # A running server does so by itself soon after many rows came; without it every plan would be one for empty tables.
    await database.write(lambda connection: connection.exec_driver_sql("ANALYZE").close())
    since = NOW - timedelta(days=1)

    announcement = await database.read(lambda connection: find(connection, 1))
    assert announcement is not None  # noqa: S101 -- put in above
    found = announcement
    await _timed("count whom it reaches", database, lambda connection: counts(connection, found, since))
    await _timed(
        "fan out, one transaction", database, lambda connection: fan_out(connection, found, since=since, due_at=NOW)
    )
    await _timed("the same again: nothing new", database, lambda c: fan_out(c, found, since=since, due_at=NOW))
    await _timed("progress", database, lambda connection: progress(connection, 1))
    worker = Outbox(database, SystemClock())
    await worker.take_turn()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    for _ in range(40):
        await worker.waiting(["announcement"], 50)
    print(f"{'a worker looks for the next fifty':52} {(time.perf_counter() - begun) / 40 * 1000:8.1f} ms")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{'memory that the looks added':52} {grown:8.1f} MB")
    await _timed("pause", database, lambda connection: pause(connection, 1))
    left = await database.read(
        lambda c: c.execute(select(func.count()).where(outbox.c.state == "due").select_from(outbox)).scalar_one()
    )
    print(f"{'left to be sent after the pause':52} {left:8}")
    await database.close()


def main() -> None:
    """Read the arguments and measure on both databases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=100_000)
    number = parser.parse_args().pupils
    with tempfile.TemporaryDirectory() as folder, postgres_in(Path(folder) / "postgres") as server:
        print(f"SQLite, {number} pupils")
        asyncio.run(measure(f"sqlite:///{folder}/fanout.sqlite3", number))
        print(f"PostgreSQL, {number} pupils")
        asyncio.run(measure(asyncio.run(new_database(server)), number))


if __name__ == "__main__":
    main()
