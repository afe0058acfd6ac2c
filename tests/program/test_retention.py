"""The command that erases what has had its time, and the bot that does so by itself."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from bot.clock import SystemClock
from bot.db import Database
from bot.db.migrating import migrate
from bot.db.tables import done_updates, people
from tests.program.conftest import START_SECONDS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.program.conftest import Program


async def _filled(program: Program) -> Database:
    """Return the installation's database with somebody who has not come for long, and an old update."""
    program.data.mkdir(parents=True)
    database = Database(f"sqlite:///{program.data / 'temirqazyq.sqlite3'}", SystemClock())
    await migrate(database)
    then = SystemClock().now() - timedelta(days=800)
    row = {"telegram_id": 99887766, "language": "kk", "consent_version": "1"}

    def work(connection: Connection) -> None:
        connection.execute(insert(people).values(**row, consented_at=then, visited_on=then.date()))
        connection.execute(insert(done_updates).values(update_id=1, done_at=then))

    await database.write(work)
    return database


async def _people(database: Database) -> int:
    return await database.read(lambda c: c.execute(select(func.count()).select_from(people)).scalar_one())


async def test_a_dry_run_counts_and_the_command_erases(program: Program) -> None:
    database = await _filled(program)
    dry = await program.run("retention", "--dry-run")
    assert dry.code == 0, dry.err
    assert "       1  people who do not come any more" in dry.out
    assert "       1  updates" in dry.out
    assert "       0  questions" in dry.out
    assert await _people(database) == 1
    done = await program.run("retention")
    assert done.code == 0, done.err
    assert done.out.split("\n") == ["       1  updates", "       1  people who do not come any more", ""]
    assert await _people(database) == 0
    await database.close()
    again = await program.run("retention")
    assert (again.code, again.out.strip()) == (0, "Nothing has had its time.")


async def test_a_running_bot_does_it_by_itself_and_logs_nobody(program: Program) -> None:
    database = await _filled(program)
    process = await program.start("sandbox", "--port", "0")
    try:
        async with asyncio.timeout(START_SECONDS):
            while await _people(database):  # noqa: ASYNC110 -- another process does it
                await asyncio.sleep(0.1)
    finally:
        process.terminate()
        out, err = await process.communicate()
        await database.close()
    written = (out + err).decode()
    assert "1 people who do not come any more" in written
    assert "99887766" not in written
