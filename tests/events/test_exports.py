"""The list of registrations as its organiser opens it: everybody, exactly, for nobody else, and noted."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert, update

from bot.db.engine import AlreadyDone
from bot.db.event_tables import check_ins, sessions
from bot.db.seats import change_registration
from bot.db.staff_tables import staff_grants
from bot.domain.languages import Language
from bot.domain.registration import IS_ALIVE, About
from bot.i18n import Catalogues
from bot.papers.registration_list import STATES
from bot.places import CONTENT
from bot.services.access import NotAllowed
from bot.services.exports import ExportFile, Exports
from bot.services.seat_outcomes import Newcomer, Placed
from tests.conftest import SEAL
from tests.events.porch import Porch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Executable

    from tests.events.conftest import Hall

SPEECHES: Final = Catalogues.load(CONTENT)
ZONE: Final = "Asia/Almaty"
# What a name may be, and must stay.
HARD: Final = ("=1+1", "+77011234567", "@Әсем", "-1", "Қ\"Ң;Ә,Ғ'", "Үкі\nҰлы Һ Ө І", "007", "<b>Айша</b>", "1e5")


@pytest.fixture
def porch(hall: Hall) -> Porch:
    return Porch.of(hall)


@pytest.fixture
def exports(hall: Hall) -> Exports:
    return Exports(hall.database, hall.clock, SEAL, SPEECHES)


async def run(hall: Hall, *statements: Executable) -> None:
    def work(connection: Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    await hall.database.write(work)


async def file_of(exports: Exports, event_id: int, form: Any = "xlsx", actor: int | None = None) -> ExportFile:
    file = await exports.file(event_id, form, actor, Language.EN)
    assert isinstance(file, ExportFile)
    return file


def cells(file: ExportFile) -> list[dict[str, Any]]:
    """Return the rows of a spreadsheet by their titles."""
    titles, *rows = load_workbook(io.BytesIO(file.content)).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, titles), row, strict=True)) for row in rows]


def column(rows: Sequence[dict[str, Any]], title: str) -> list[Any]:
    return [row[title] for row in rows]


def at(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None, microsecond=0)


async def test_everybody_stands_in_it_with_everything(porch: Porch, exports: Exports) -> None:
    hall = porch.hall
    session = await hall.opened(
        1, questions=({Language.EN: "=Shoe size?"}, {Language.RU: "Аллергия"}), needs_parent=True
    )
    event = await porch.event_of(session)
    about = SEAL.close(About(HARD[0], "№5", "9А", ("37", "+нет")).as_json())
    (pupil,) = await hall.pupils(1)
    placed = await porch.seats.join(session, [Newcomer(pupil, about, has_paper=True)])
    assert isinstance(placed, Placed)
    second, third = await porch.joined(session, "Екінші"), await porch.joined(session, "Үшінші")
    helper, now = await porch.staff("helper", session), hall.clock.now()
    label = update(staff_grants).where(staff_grants.c.person_id == helper).values(label=SEAL.close("Көмекші Асан"))
    entry = {"registration_id": placed.registration_id, "at": now, "by_id": helper, "way": "scan"}
    undone = {**entry, "registration_id": second.id, "undone_at": now, "undone_reason": "mistake"}
    labelled = update(sessions).where(sessions.c.id == session).values(label='{"kk": "Дәнекерлеу"}')
    await run(hall, label, insert(check_ins).values(entry), insert(check_ins).values(undone), labelled)
    first, other, last = rows = cells(await file_of(exports, event))
    assert list(first) == [
        "Session",
        f"Begins at ({ZONE})",
        f"Ends at ({ZONE})",
        "Status",
        "Place in line",
        "Name",
        "School",
        "Class",
        "=Shoe size?",
        "Аллергия",
        "A parent has to agree",
        f"The parent agreed ({ZONE})",
        f"The parent withdrew the consent ({ZONE})",
        "Group",
        "People in the group",
        "Accompanying adult",
        "Ticket code",
        f"Came at ({ZONE})",
        "Let in by",
        "How they were let in",
        f"Registered at ({ZONE})",
        f"Last change ({ZONE})",
        f"The seat is held until ({ZONE})",
    ]
    assert (first["Name"], first["=Shoe size?"], first["Аллергия"], first["Session"]) == (
        "=1+1", "37", "+нет", "Дәнекерлеу",
    )  # fmt: skip
    assert first[f"Begins at ({ZONE})"] == at(now + timedelta(days=6))
    assert (first[f"Came at ({ZONE})"], first["Let in by"], first["How they were let in"]) == (
        at(now), "Көмекші Асан", "by camera",
    )  # fmt: skip
    assert (other[f"Came at ({ZONE})"], other["Let in by"]) == (None, None)
    assert column(rows, "Place in line") == [None, 1, 2]
    assert column(rows, "Ticket code") == [(await porch.ticket(placed.registration_id)).code, second.code, third.code]
    assert (last["Accompanying adult"], last["People in the group"]) == ("no", 1)


async def test_every_state_is_there_in_words(porch: Porch, exports: Exports) -> None:
    hall = porch.hall
    session = await hall.opened(20, needs_parent=True)
    tickets = {state: await porch.joined(session, state) for state in STATES}

    def spread(connection: Connection) -> None:
        for state, ticket in tickets.items():
            change_registration(connection, [ticket.id], state=state)

    await hall.database.write(spread)
    rows = cells(await file_of(exports, await porch.event_of(session)))
    assert dict(zip(column(rows, "Name"), column(rows, "Status"), strict=True)) == dict(STATES)
    assert len(set(STATES.values())) == len(STATES) > len(IS_ALIVE)


async def test_a_party_stands_together_and_kept_places_have_no_name(porch: Porch, exports: Exports) -> None:
    hall = porch.hall
    session = await hall.opened(5)
    (pupil,) = await hall.pupils(1)
    adult = Newcomer(None, porch.about("Мұғалім"), is_companion=True)
    await porch.seats.join(session, [Newcomer(pupil, porch.about("Әсем")), Newcomer(None), adult])
    rows = cells(await file_of(exports, await porch.event_of(session)))
    assert column(rows, "Name") == ["Әсем", None, "Мұғалім"]
    assert column(rows, "People in the group") == [3, 3, 3]
    assert len(set(column(rows, "Group"))) == 1
    assert column(rows, "Accompanying adult") == ["no", "no", "yes"]


async def test_hard_names_come_back_exactly_in_both_forms(porch: Porch, exports: Exports) -> None:
    session = await porch.hall.opened(20)
    for name in HARD:
        await porch.joined(session, name)
    event = await porch.event_of(session)
    book = load_workbook(io.BytesIO((await file_of(exports, event)).content))
    assert {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row} == {"s", "n", "d"}
    assert column(cells(await file_of(exports, event)), "Name") == list(HARD)
    content = (await file_of(exports, event, "csv")).content
    titles, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    names = [row[titles.index("Name")] for row in rows[: len(HARD)]]
    assert names == [f"'{name}" if name[0] in "=+-@" else name for name in HARD]
    assert content.startswith(b"\xef\xbb\xbf")


async def test_the_file_says_what_it_is_and_who_asked_for_it(porch: Porch, exports: Exports) -> None:
    session = await porch.hall.opened(3)
    await porch.joined(session)
    event, organiser = await porch.event_of(session), await porch.staff("organiser", session)
    file = await file_of(exports, event, actor=organiser)
    notes = [row[0] for row in load_workbook(io.BytesIO(file.content)).worksheets[1].iter_rows(values_only=True)]
    assert notes == [
        "Registrations: Сварка",
        "Exported: November 23, Monday, 11:00, organiser",
        "1 registration",
        f"Times are those of the zone {ZONE}.",
        "This file holds personal data of pupils. Do not pass it on, and delete it when it is no longer needed.",
    ]
    lines = (await file_of(exports, event, "csv")).content.decode("utf-8-sig").splitlines()
    assert lines[-5:] == [notes[0], "Exported: November 23, Monday, 11:00, on the command line", *notes[2:]]
    assert file.name.endswith("-2026-11-23.xlsx")
    assert file.name.startswith("registrations-event")
    assert await porch.audit() == [(organiser, "export", f"event:{event}", 1), (None, "export", f"event:{event}", 1)]


async def test_nobody_else_gets_it_and_nothing_is_noted(porch: Porch, exports: Exports) -> None:
    mine, other = await porch.hall.opened(3), await porch.hall.opened(3)
    await porch.joined(mine)
    event = await porch.event_of(mine)
    strangers = [
        await porch.staff("helper", mine),
        await porch.staff("counsellor", mine),
        await porch.staff("organiser", other),
        *(await porch.hall.pupils(1)),
    ]
    dismissed = await porch.staff("organiser", mine)
    await porch.dismiss(dismissed)
    for person in (*strangers, dismissed):
        assert await exports.file(event, "xlsx", person, Language.KK) == NotAllowed()
    assert await exports.file(event + 99, "xlsx", await porch.staff("administrator", mine), Language.KK) == NotAllowed()
    assert await exports.by_code("NOSUCH", "csv", Language.KK) is None
    assert await porch.audit() == []


async def test_a_redelivered_tap_exports_once(porch: Porch, exports: Exports) -> None:
    session = await porch.hall.opened(3)
    event, organiser = await porch.event_of(session), await porch.staff("organiser", session)
    assert isinstance(await exports.file(event, "csv", organiser, Language.RU, once=7), ExportFile)
    with pytest.raises(AlreadyDone):
        await exports.file(event, "csv", organiser, Language.RU, once=7)
    assert len(await porch.audit()) == 1


async def test_long_lists_come_whole_and_in_order(porch: Porch, exports: Exports) -> None:
    session = await porch.hall.opened(400)
    beside = await porch.session_beside(session)
    # Several whole portions, and one that is not.
    for each, number in ((session, 200), (beside, 1)):
        await porch.seats.join(each, [Newcomer(None, porch.about(f"Оқушы {n}")) for n in range(number)])
    rows = cells(await file_of(exports, await porch.event_of(session)))
    assert column(rows, "Name") == [f"Оқушы {number}" for number in (*range(200), 0)]


@pytest.mark.parametrize("language", list(Language))
async def test_titles_and_states_are_in_the_askers_language(porch: Porch, exports: Exports, language: Language) -> None:
    session = await porch.hall.opened(3, zone="Asia/Tashkent")
    await porch.joined(session)
    file = await exports.file(await porch.event_of(session), "xlsx", None, language)
    assert isinstance(file, ExportFile)
    (row,) = cells(file)
    speech = SPEECHES[language]
    assert row[speech.say("Status")] == speech.say("has a seat")
    assert row[f"{speech.say('Begins at')} (Asia/Tashkent)"] == datetime.fromisoformat("2026-11-29T11:00")
