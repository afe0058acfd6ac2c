"""`temirqazyq rehearse` as its user starts it: played to the end, broken off, and asked for what there is not."""

from __future__ import annotations

import asyncio
import json
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.db import Database
from bot.db.migrating import migrate
from bot.domain.languages import Language
from bot.domain.registration import About
from bot.seal import Keys, Seal
from bot.services.codes import new_code
from bot.services.notices import Notices
from bot.services.seat_outcomes import Newcomer, Placed
from bot.services.seats import Seats
from tests.opening import open_event, open_sessions
from tests.program.conftest import Program, stopped

if TYPE_CHECKING:
    from tests.conftest import HandClock

SECONDS = 420
REAL_PUPIL = "Нағыз Оқушы"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program in an empty folder, with a folder of its own for what is temporary."""
    (tmp_path / "tmp").mkdir()
    return Program(tmp_path)


async def _planted(program: Program, clock: HandClock, **values: Any) -> dict[str, str]:
    """Open an event in the real database, to which a real pupil registered; return the settings."""
    url = f"sqlite:///{program.data / 'temirqazyq.sqlite3'}"
    program.data.mkdir()
    clock.moment = datetime.now(UTC)
    database, now = Database(url, clock), clock.now()
    await migrate(database)
    # At 15:00 in Kazakhstan.
    starts = (now + timedelta(days=9)).replace(hour=10, minute=0)
    given = {
        "code": "TINY2027",
        "title": {Language.KK: "Дәнекерлеу", Language.RU: "Сварка"},
        "place": "pavlodar",
        "opens_at": now - timedelta(days=1),
        "closes_at": starts,
        **values,
    }
    event = await database.write(lambda connection: open_event(connection, now, **given))
    (session,) = await database.write(lambda connection: open_sessions(connection, event, [starts], 12))
    seats = Seats(database, clock, new_code, Notices(clock))
    about = Seal(Keys.new()).close(About(REAL_PUPIL).as_json())
    assert isinstance(await seats.join(session, [Newcomer(None, about)]), Placed)
    await database.close()
    return {"TEMIRQAZYQ_DATABASE_URL": url, "TMPDIR": str(program.folder / "tmp")}


def _files(program: Program) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in program.data.iterdir()}


def _processes_of(folder: Path) -> list[str]:
    """Return the commands of processes that still work in a folder (Linux)."""
    found = []
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = each.read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(folder / "tmp") in command:
            found.append(command)
    return found


async def test_an_event_is_played_to_its_end(program: Program, clock: HandClock) -> None:
    settings = await _planted(program, clock, needs_parent=True)
    before = await asyncio.to_thread(_files, program)
    figures = program.folder / "figures.json"
    process = await program.start("rehearse", "tiny2027", "--pupils", "30", "--json", str(figures), **settings)
    try:
        async with asyncio.timeout(SECONDS):
            out, err = (each.decode() for each in await process.communicate())
    finally:
        await stopped(process)
    assert (process.returncode, err) == (0, ""), out
    assert await asyncio.to_thread(_files, program) == before
    assert list((program.folder / "tmp").iterdir()) == []
    assert REAL_PUPIL not in out
    told = json.loads(await asyncio.to_thread(figures.read_text))
    assert [each["text"] for each in told["promises"] if not each["holds"]] == []
    kinds = {each["kind"] for each in told["findings"]}
    assert {"too_few_seats", "text_title", "no_meeting_place", "late_returns", "registered", "full"} <= kinds
    assert "30 pupils for 12 seats: 18 of them stand in line." in out
    steps = {each["name"]: each for each in told["steps"]}
    assert steps["Registration opens: a rush"]["answers"] > 12 * 8
    assert not steps["Seats are given back"]["notes"][0].startswith("0 of")
    for reminders in [each for each in steps if each.startswith("Reminders ")]:
        assert not steps[reminders]["notes"][0].startswith("0 arrived"), reminders
    assert "killed half-way" in " ".join(steps["Days between, with faults"]["notes"])
    assert any(each["name"] == "Parents answer" and each["answers"] for each in told["steps"])
    assert any(name.startswith("Door ") and step["answers"] >= 5 for name, step in steps.items())


async def test_ctrl_c_leaves_nothing_behind(program: Program, clock: HandClock) -> None:
    settings = await _planted(program, clock)
    process = await program.start("rehearse", "TINY2027", "--pupils", "200", **settings)
    try:
        async with asyncio.timeout(SECONDS):
            assert process.stdout
            while b"Registration opens" not in (line := await process.stdout.readline()):
                assert line, (await process.communicate())[1].decode()
            assert await asyncio.to_thread(_processes_of, program.folder)
            await asyncio.sleep(0.5)
            process.send_signal(signal.SIGINT)
            _, err = await process.communicate()
    finally:
        await stopped(process)
    assert (process.returncode, err.decode()) == (130, "")
    assert list((program.folder / "tmp").iterdir()) == []
    assert await asyncio.to_thread(_processes_of, program.folder) == []


async def test_what_cannot_be_played_is_one_sentence(program: Program, clock: HandClock) -> None:
    settings = await _planted(program, clock)
    ended = await program.run("rehearse", "NOSUCH", **settings)
    said = "There is no event with the code or number NOSUCH; `temirqazyq events list` shows all.\n"
    assert (ended.code, ended.out, ended.err) == (1, "", said)
    nowhere = program.folder / "nowhere" / "figures.json"
    ended = await program.run("rehearse", "TINY2027", "--json", str(nowhere), **settings)
    assert (ended.code, ended.out, ended.err) == (1, "", f"{nowhere} cannot be written: No such file or directory.\n")
    ended = await program.run("rehearse", "TINY2027", "--language", "de=1", **settings)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "--language must look like kk=60,ru=35,en=5: kk, ru and en with their shares.\n"
