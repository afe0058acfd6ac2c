"""`temirqazyq classes report`: the same figures as in the chat, or a sentence that says why there are none."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from bot.db import Database
from bot.sheets import Sheet, read_sheet
from tests.classes.town import Town
from tests.conftest import KEYS
from tests.services.walking import ARTIST, HANDS

if TYPE_CHECKING:
    from pathlib import Path

    from bot.library import Shelf
    from tests.conftest import HandClock
    from tests.program.conftest import Program


async def test_a_report_is_printed_and_written_for_its_owner_alone(
    program: Program, sqlite_url: str, shelf: Shelf, clock: HandClock, tmp_path: Path
) -> None:
    database = Database(sqlite_url, clock)
    town = Town(database, clock, shelf)
    class_id = await town.opened(await town.counsellor())
    code = await town.code_of(class_id)
    settings = {"TEMIRQAZYQ_DATABASE_URL": sqlite_url, "TEMIRQAZYQ_KEYS": KEYS.text()}
    ended = await program.run("classes", "report", code, **settings)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.strip().startswith("Too few to show")
    await town.join(class_id, HANDS, 7)
    await town.join(class_id, ARTIST, 8)
    target = tmp_path / "report.xlsx"
    ended = await program.run("classes", "report", code.lower(), "--lang", "en", "--xlsx", str(target), **settings)
    assert ended.code == 0, ended.err
    assert "Results counted: 15" in ended.out
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert isinstance(read_sheet(target.read_bytes()), Sheet)
    assert await town.published() == 1
    ended = await program.run("classes", "report", "NOSUCH22", **settings)
    assert (ended.code, ended.err.strip()) == (1, "There is no class with the code NOSUCH22.")
    await database.close()
