"""`temirqazyq events`: an event's registrations as a file, and why there is none."""

from __future__ import annotations

import stat
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.db import Database
from bot.db.events import add_session
from bot.domain.languages import Language
from bot.domain.registration import About
from bot.seal import Keys, Seal
from bot.services.codes import new_code
from bot.services.notices import Notices
from bot.services.seat_outcomes import Newcomer, Placed
from bot.services.seats import Seats
from bot.sheets import Sheet, read_sheet
from tests.opening import open_event

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import HandClock
    from tests.program.conftest import Program

KEYS = Keys.new()


async def _event(url: str, clock: HandClock) -> None:
    """Open an event to which one pupil registered."""
    database, now = Database(url, clock), clock.now()
    values = {"code": "OPENDAY7", "kind": "open_day", "title": {Language.KK: "Ашық есік күні"}}
    event = await database.write(lambda connection: open_event(connection, now, **values))
    starts = {"starts_at": now + timedelta(days=2), "ends_at": now + timedelta(days=2, hours=1), "capacity": 5}
    session = await database.write(lambda connection: add_session(connection, event, **starts))
    about = Seal(KEYS).close(About("Әсем Оспанова", "№5", "9А").as_json())
    seats = Seats(database, clock, new_code, Notices(clock))
    assert isinstance(await seats.join(session, [Newcomer(None, about)]), Placed)
    await database.close()


async def test_registrations_are_written_for_their_owner_alone(
    program: Program, sqlite_url: str, clock: HandClock, tmp_path: Path
) -> None:
    await _event(sqlite_url, clock)
    settings = {"TEMIRQAZYQ_DATABASE_URL": sqlite_url, "TEMIRQAZYQ_KEYS": KEYS.text()}
    target = tmp_path / "list.csv"
    target.write_text("old")
    command = ("events", "export-registrations", "openday7", "--format", "csv", "--out", str(target), "--lang", "ru")
    ended = await program.run(*command, **settings)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"1 registrations written to {target}. Delete the file when it is no longer needed.\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    sheet = read_sheet(target.read_bytes())
    assert isinstance(sheet, Sheet)
    assert sheet.rows[0].get("состояние") == "место есть"
    assert {"Әсем Оспанова", "№5", "9А"} <= set(sheet.rows[0].cells.values())


async def test_what_keeps_a_list_from_being_written_is_one_sentence(
    program: Program, sqlite_url: str, clock: HandClock, tmp_path: Path
) -> None:
    await _event(sqlite_url, clock)
    settings = {"TEMIRQAZYQ_DATABASE_URL": sqlite_url, "TEMIRQAZYQ_KEYS": KEYS.text()}
    nowhere = tmp_path / "nowhere" / "list.xlsx"
    command = ("events", "export-registrations")
    ended = await program.run(*command, "NOSUCH", "--out", str(tmp_path / "a.xlsx"), **settings)
    assert (ended.code, ended.err) == (1, "There is no event with the code NOSUCH.\n")
    ended = await program.run(*command, "OPENDAY7", "--out", str(nowhere), **settings)
    assert (ended.code, ended.err) == (1, f"{nowhere} cannot be written: No such file or directory.\n")
    others = {**settings, "TEMIRQAZYQ_KEYS": Keys.new().text()}
    ended = await program.run(*command, "OPENDAY7", "--out", str(tmp_path / "a.xlsx"), **others)
    assert (ended.code, "its key is missing" in ended.err) == (1, True)
    assert not (tmp_path / "a.xlsx").exists()


async def test_the_empty_list_of_a_class(program: Program, tmp_path: Path) -> None:
    for name, language, title in (("class.xlsx", "kk", "аты-жөні"), ("class.csv", "ru", "имя и фамилия")):
        ended = await program.run("events", "class-template", str(tmp_path / name), "--lang", language)
        assert (ended.code, ended.err) == (0, "")
        sheet = read_sheet((tmp_path / name).read_bytes())
        assert isinstance(sheet, Sheet)
        assert next(iter(sheet.columns)) == title
    for path, said in (
        (tmp_path / "class.pdf", "must end in .xlsx or .csv."),
        (tmp_path / "nowhere" / "class.xlsx", "cannot be written: No such file or directory."),
    ):
        ended = await program.run("events", "class-template", str(path))
        assert (ended.code, ended.err) == (1, f"{path} {said}\n")
