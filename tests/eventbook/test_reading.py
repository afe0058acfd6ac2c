"""Files of events: read wholly, every mistake named, and written so that they are read again."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from openpyxl import Workbook, load_workbook

from bot.domain.languages import Language
from bot.eventbook import Read, ids_of, read_events, write_events
from bot.eventbook.sheet import COLUMNS
from bot.eventbook.template import template
from bot.services.event_imports import EventImports
from bot.services.notices import Notices
from bot.services.seat_outcomes import Newcomer
from bot.services.seats import Seats
from tests.conftest import SEAL

if TYPE_CHECKING:
    from bot.db import Database
    from bot.library import Shelf
    from tests.conftest import HandClock

EVENT: dict[str, Any] = {
    "code": "WELD2027",
    "kind": "workshop",
    "state": "open",
    "title": {"kk": "Дәнекерлеу", "ru": "Сварка"},
    "place": "ekibastuz",
    "professions": ["welder"],
    "audience": {"grades": [9, 10]},
    "questions": [{"ru": "Размер?"}],
    "parent": 16,
    "sessions": [
        {"starts": "2026-12-05 14:00", "capacity": 12},
        {"starts": "2026-12-12 14:00", "minutes": 90, "capacity": 12, "hall": {"ru": "Мастерская"}},
    ],
}


def as_yaml(*events: dict[str, Any]) -> bytes:
    """Return a file."""
    return yaml.safe_dump({"events": list(events)}, allow_unicode=True, sort_keys=False).encode()


def read(content: bytes, shelf: Shelf, name: str = "events.yaml", today: date | None = None) -> Read:
    """Read a file."""
    return read_events(content, name, ids_of(shelf), today)


def test_an_event_in_yaml(shelf: Shelf) -> None:
    (plan,) = read(as_yaml(EVENT), shelf).plans
    assert (plan.code, plan.is_open, plan.title) == (
        "WELD2027",
        True,
        {Language.KK: "Дәнекерлеу", Language.RU: "Сварка"},
    )
    first, second = plan.sessions
    # 14:00 in Kazakhstan, which is five hours ahead since March 2024.
    assert first.starts_at == datetime(2026, 12, 5, 9, tzinfo=UTC)
    assert (first.ends_at - first.starts_at, second.ends_at - second.starts_at) == (
        timedelta(minutes=120),
        timedelta(minutes=90),
    )
    assert (plan.opens_at, plan.closes_at) == (None, None)
    assert (plan.needs_parent, plan.parent_under_age) == (True, 16)
    assert plan.asks == {"name", "school", "class"}


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        ({"code": "weld"}, 2, "code"),
        ({"kind": "party"}, 3, "kind"),
        ({"title": {}}, 5, "title"),
        ({"title": {"kk": "x" * 121}}, 5, "120"),
        ({"place": "atlantis"}, 8, "atlantis"),
        ({"professions": ["welder", "wizard"]}, 11, "wizard"),
        ({"parent": 30}, None, "parent"),
        ({"seats": 3}, None, "seats"),
        ({"sessions": []}, None, "sessions"),
        ({"sessions": [{"starts": "5 декабря", "capacity": 1}]}, None, "5 декабря"),
        ({"sessions": [{"starts": "2026-02-30 10:00", "capacity": 1}]}, None, "no moment of a calendar"),
        ({"sessions": [{"starts": "+3 10:00", "capacity": 1}]}, None, "no moment"),
        ({"sessions": [{"starts": "2026-12-05 14:00", "capacity": 0}]}, None, "capacity"),
        ({"sessions": [EVENT["sessions"][0], EVENT["sessions"][0]]}, None, "another session"),
        ({"opens": "2026-12-30 10:00", "closes": "2026-12-29 10:00"}, None, "closes before"),
        ({"latitude": 51.0}, None, "longitude"),
        ({"zone": "Asia/Atlantis"}, None, "Asia/Almaty"),
        ({"link": "javascript:alert(1)"}, None, "link"),
    ],
)
def test_every_mistake_is_named_by_its_line(change: dict[str, Any], line: int | None, said: str, shelf: Shelf) -> None:
    found = read(as_yaml({**EVENT, **change}), shelf).problems
    assert any(said in str(problem) for problem in found), found
    assert all(problem.where.startswith("line ") for problem in found)
    if line is not None:
        assert found[0].where == f"line {line}"


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"events: 3", b"\xff\xfe", b"events:\n  - {", b"a: &a [*a, *a]", b"x" * 5_000_001]
)
def test_what_is_no_file_of_events(content: bytes, shelf: Shelf) -> None:
    found = read(content, shelf)
    assert found.plans == ()
    assert len(found.problems) == 1


def test_two_events_with_one_code(shelf: Shelf) -> None:
    assert "two events" in str(read(as_yaml(EVENT, EVENT), shelf).problems[0])


def as_xlsx(*rows: dict[str, Any]) -> bytes:
    """Return a spreadsheet with the form's columns."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([row.get(name) for name in COLUMNS])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


ROW = {
    "code": "weld2027",
    "kind": "workshop",
    "title_ru": "Сварка",
    "place": "ekibastuz",
    "professions": "welder, cook",
    "grades": "9; 10",
    "parent": "everybody",
    "starts": datetime(2026, 12, 5, 14, 0),  # noqa: DTZ001 -- spreadsheets know no zones
    "capacity": 12,
    "question1_ru": "Размер?",
}


def test_rows_of_one_code_are_one_event(shelf: Shelf) -> None:
    found = read(as_xlsx(ROW, {"code": "WELD2027", "starts": "2026-12-12 14:00", "capacity": 10}), shelf, "events.xlsx")
    assert found.problems == ()
    (plan,) = found.plans
    assert plan.professions == ("welder", "cook")
    assert plan.audience.grades == {9, 10}
    assert [each.capacity for each in plan.sessions] == [12, 10]
    assert plan.questions == ({Language.RU: "Размер?"},)


def test_a_mistake_in_a_spreadsheet_is_named_by_its_cell(shelf: Shelf) -> None:
    bad = {"code": "WELD2027", "starts": "завтра", "capacity": 10}
    found = read(as_xlsx(ROW, bad), shelf, "events.xlsx").problems
    assert found[0].where == f"cell {_address('starts', 3)}"
    found = read(as_xlsx({**ROW, "capacity": "много", "kind": "party"}), shelf, "events.xlsx").problems
    assert {problem.where for problem in found} == {f"cell {_address('capacity', 2)}", f"cell {_address('kind', 2)}"}
    found = read(as_xlsx({**ROW, "title_ru": "=1+1"}), shelf, "events.xlsx").problems
    assert any(problem.where == f"cell {_address('title_ru', 2)}" for problem in found)


def _address(column: str, row: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(COLUMNS.index(column) + 1)}{row}"


def test_the_template_is_read_as_it_is(shelf: Shelf) -> None:
    found = read(template(), shelf, "template.xlsx")
    assert found.problems == ()
    assert found.plans[0].code == "WELD2027"
    assert len(load_workbook(io.BytesIO(template())).worksheets) == 2


def test_days_from_today_are_for_the_sandbox_alone(shelf: Shelf) -> None:
    event = {**EVENT, "sessions": [{"starts": "+3 10:00", "capacity": 1}]}
    (plan,) = read(as_yaml(event), shelf, today=date(2026, 12, 30)).plans
    assert plan.sessions[0].starts_at == datetime(2027, 1, 2, 5, tzinfo=UTC)


async def test_brought_once_and_again_and_written_and_read(database: Database, clock: HandClock, shelf: Shelf) -> None:
    imports = EventImports(database, clock, Notices(clock))
    plans = read(as_yaml(EVENT), shelf).plans
    assert [each.change for each in await imports.look(plans)] == ["added"]
    assert await imports.everything() == []
    assert [each.change for each in await imports.bring(plans)] == ["added"]
    assert [each.change for each in await imports.bring(plans)] == ["unchanged"]
    written = write_events(await imports.everything())
    again = read(written.encode(), shelf)
    assert again.problems == ()
    assert [each.change for each in await imports.bring(again.plans)] == ["unchanged"]


async def test_a_changed_file_changes_what_may_be_changed(database: Database, clock: HandClock, shelf: Shelf) -> None:
    imports = EventImports(database, clock, Notices(clock))
    codes = iter(f"T{number}" for number in range(100))
    seats = Seats(database, clock, lambda: next(codes), Notices(clock))
    await imports.bring(read(as_yaml(EVENT), shelf).plans)
    (event,) = await imports.everything()
    for number in range(5):
        await seats.join(event.sessions[0].id, [Newcomer(None, SEAL.close({"name": str(number)}))])
    first, second = EVENT["sessions"]
    third = {"starts": "2026-12-19 14:00", "capacity": 5}
    changed = {**EVENT, "title": {"ru": "Сварка!"}, "sessions": [{**first, "capacity": 3}, third]}
    (planned,) = await imports.bring(read(as_yaml(changed), shelf).plans)
    assert (planned.change, planned.added, planned.kept) == ("changed", 1, 1)
    assert set(planned.fields) == {"title"}
    assert planned.too_small == (event.sessions[0].starts_at,)
    (now,) = await imports.everything()
    assert [each.capacity for each in now.sessions] == [12, second["capacity"], 5]
    assert now.title == {Language.RU: "Сварка!"}


async def test_more_seats_in_a_file_go_to_those_who_wait(database: Database, clock: HandClock, shelf: Shelf) -> None:
    imports = EventImports(database, clock, Notices(clock))
    codes = iter(f"T{number}" for number in range(100))
    seats = Seats(database, clock, lambda: next(codes), Notices(clock))
    small = {**EVENT, "parent": "no", "sessions": [{"starts": "2026-12-05 14:00", "capacity": 1}]}
    await imports.bring(read(as_yaml(small), shelf).plans)
    (event,) = await imports.everything()
    for number in range(3):
        await seats.join(event.sessions[0].id, [Newcomer(None, SEAL.close({"name": str(number)}))])
    larger = {**small, "sessions": [{"starts": "2026-12-05 14:00", "capacity": 3}]}
    await imports.bring(read(as_yaml(larger), shelf).plans)
    (now,) = await imports.everything()
    assert (now.sessions[0].capacity, now.sessions[0].taken, now.sessions[0].waiting) == (3, 3, 0)
