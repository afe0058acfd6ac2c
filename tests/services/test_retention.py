"""What is erased by itself: each kind of data at its time and not before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, func, insert, select, update

from bot.db import class_tables, event_tables, tables
from bot.db.announcement_tables import announcements, opt_outs
from bot.db.retention import KINDS
from bot.domain.registration import NAMES_KEPT
from tests.retaining import erased, retention_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.db import Database
    from tests.conftest import HandClock

from tests.services.attic import Attic

# Tables that no kind names, and why.
KEPT_ON_PURPOSE = {
    "person": "erased as a whole person",
    "quiz_run": "until the person is erased",
    "quiz_answer": "until the person is erased",
    "saved_thing": "until it is taken back or the person is erased",
    "class_member": "until the class is left or the person is erased",
    "check_in": "until the person is erased",
    "feedback": "until the person is erased",
    "certificate": "until the person is erased",
    "answer_template": "until it is taken off the list or the person is erased",
    "question_message": "goes with its question",
    "class_report": "later reports are measured against it; names nobody",
    "school_class": "names no pupil",
    "event": "names nobody",
    "event_session": "names nobody",
    "interest_model": "names nobody",
    "delivery_lease": "names nobody",
}
AUDIT, YEAR, MONTH = timedelta(days=3 * 365), timedelta(days=365), timedelta(days=30)


TIMES: tuple[tuple[Callable[[Attic], None], timedelta, dict[str, int]], ...] = (
    (Attic.update_id, timedelta(days=2), {"updates": 1}),
    (Attic.list_draft, timedelta(days=1) - timedelta(seconds=1), {"lists not confirmed": 1}),
    (Attic.form, timedelta(days=7), {"forms begun": 1}),
    (Attic.message, MONTH, {"messages": 1}),
    (Attic.door_post, MONTH, {"door posts": 1}),
    (Attic.details, YEAR, {"details for the next time": 1}),
    (Attic.question, YEAR, {"questions": 1}),
    (Attic.invitation, MONTH, {"invitations": 1}),
    (Attic.announced, NAMES_KEPT, {"messages of announcements": 1, "announcements": 1}),
    (Attic.registration, NAMES_KEPT, {"names at events": 1, "schools of parties": 1}),
    (Attic.audited, AUDIT, {"audit log": 1}),
)


@pytest.mark.parametrize(("fill", "kept", "goes"), TIMES, ids=lambda value: getattr(value, "__name__", None))
async def test_each_kind_goes_at_its_time_and_not_before(
    database: Database, clock: HandClock, fill: Callable[[Attic], None], kept: timedelta, goes: dict[str, int]
) -> None:
    await database.write(lambda connection: fill(Attic(connection, clock)))
    clock.moment += kept
    assert await erased(database, clock) == {}
    clock.moment += timedelta(seconds=1)
    looked = {each.kind: each.number for each in await retention_of(database, clock).look() if each.number}
    # The announcement itself goes only after its messages, which a look does not erase.
    assert looked == {kind: number for kind, number in goes.items() if kind != "announcements"}
    assert await erased(database, clock) == goes
    assert await erased(database, clock) == {}


async def test_a_role_that_was_taken_back_is_known_for_three_years(database: Database, clock: HandClock) -> None:
    await database.write(lambda connection: Attic(connection, clock).revoked())
    clock.moment += AUDIT
    await database.write(lambda c: c.execute(update(tables.people).values(visited_on=clock.now().date())))
    assert await erased(database, clock) == {}
    clock.moment += timedelta(seconds=1)
    assert await erased(database, clock) == {"roles taken back": 1}


async def test_what_is_under_way_stays_however_old(database: Database, clock: HandClock) -> None:
    def fill(connection: Connection) -> None:
        attic = Attic(connection, clock)
        attic.question("answered")
        for state in ("due", "held"):
            attic.put(
                tables.outbox,
                person_id=connection.execute(select(tables.people.c.id)).scalar_one(),
                kind="hello" if state == "due" else "announcement",
                is_notice=True,
                state=state,
                due_at=clock.now(),
                changed_at=clock.now(),
            )
        attic.put(announcements, state="paused", created_at=clock.now())
        attic.put(announcements, state="queued", created_at=clock.now())

    await database.write(fill)
    clock.moment += timedelta(days=700)
    assert await erased(database, clock) == {}


async def test_what_names_somebody_at_an_event_is_emptied_and_the_seat_still_counts(
    database: Database, clock: HandClock
) -> None:
    await database.write(lambda connection: Attic(connection, clock).registration())
    clock.moment += NAMES_KEPT + timedelta(seconds=1)
    await erased(database, clock)
    columns = event_tables.registrations.c
    row = await database.read(
        lambda c: c.execute(select(columns.about, columns.school, columns.parent_link, columns.state)).one()
    )
    assert tuple(row) == (None, None, None, "seated")


async def test_the_number_of_an_erased_announcement_is_not_given_again(database: Database, clock: HandClock) -> None:
    def fill(connection: Connection) -> None:
        for _ in range(3):
            Attic(connection, clock).put(announcements, state="cancelled", created_at=clock.now())

    await database.write(fill)
    clock.moment += NAMES_KEPT + timedelta(seconds=1)
    assert await erased(database, clock) == {"announcements": 3}
    assert (
        await database.write(
            lambda c: Attic(c, clock).put(announcements, created_at=clock.now()),
        )
        == 4
    )


async def test_a_refusal_goes_with_the_author_it_meant(database: Database, clock: HandClock) -> None:
    def fill(connection: Connection) -> None:
        attic = Attic(connection, clock)
        reader, author = attic.person(1), attic.person(2)
        for each in (0, author, author + 100):
            attic.put(opt_outs, person_id=reader, author_id=each, at=clock.now())

    await database.write(fill)
    assert await erased(database, clock) == {"refusals of authors who left": 1}


async def test_many_rows_go_in_portions(database: Database, clock: HandClock) -> None:
    rows = [{"update_id": number, "done_at": clock.now()} for number in range(2500)]
    await database.write(lambda connection: connection.execute(insert(tables.done_updates), rows))
    clock.moment += timedelta(days=3)
    assert await erased(database, clock) == {"updates": 2500}


def test_of_every_table_it_is_said_how_long_it_is_kept() -> None:
    named = {kind.table.name for kind in KINDS}
    assert named | set(KEPT_ON_PURPOSE) == set(tables.metadata.tables)
    assert not named & set(KEPT_ON_PURPOSE)


async def test_a_look_changes_nothing(database: Database, clock: HandClock) -> None:
    await database.write(lambda connection: Attic(connection, clock).question())
    clock.moment += timedelta(days=4000)
    await retention_of(database, clock).look()
    messages = select(func.count()).select_from(class_tables.question_messages)
    assert await database.read(lambda c: c.execute(messages).scalar_one()) == 1
