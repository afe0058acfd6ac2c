"""People who do not come any more: erased after two years, not before, and never those who came back."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.db import Database, event_tables, staff_tables, tables
from bot.db.reminders import keep_reminder
from bot.services.retention import PEOPLE
from bot.services.seat_outcomes import Newcomer, Placed
from bot.services.seats import Seats
from tests.events.conftest import Hall, Heard
from tests.retaining import erased, retention_of
from tests.services.attic import Attic
from tests.services.conftest import settled

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.services.own_data import OwnData
    from bot.services.people import People
    from tests.conftest import HandClock

TWO_YEARS = timedelta(days=2 * 365 + 31)


async def test_who_does_not_come_for_two_years_is_erased_and_whoever_does_stays(
    people: People, pupil: Person, stranger: Person, database: Database, clock: HandClock
) -> None:
    clock.moment += TWO_YEARS / 2
    await people.note_visit(stranger)
    clock.moment += TWO_YEARS / 2
    looked = await retention_of(database, clock).look()
    assert (looked[-1].kind, looked[-1].number) == (PEOPLE, 1)
    assert (await erased(database, clock))[PEOPLE] == 1
    assert await people.recognise(pupil.telegram_id) is None
    assert await people.recognise(stranger.telegram_id) is not None


async def test_nobody_is_erased_a_day_too_early(
    people: People, pupil: Person, database: Database, clock: HandClock
) -> None:
    # A visit that is not noted, because the last one is near.
    clock.moment += timedelta(days=29)
    await people.note_visit(pupil)
    clock.moment += timedelta(days=2 * 365)
    assert PEOPLE not in await erased(database, clock)
    assert await people.recognise(pupil.telegram_id) == pupil


async def test_a_visit_is_noted_once_a_month(people: People, pupil: Person, clock: HandClock) -> None:
    begun = pupil.visited_on
    clock.moment += timedelta(days=29)
    await people.note_visit(pupil)
    again = await people.recognise(pupil.telegram_id)
    assert again is not None
    assert again.visited_on == begun
    clock.moment += timedelta(days=1)
    await people.note_visit(again)
    later = await people.recognise(pupil.telegram_id)
    assert later is not None
    assert later.visited_on == clock.now().date()


async def test_who_holds_a_role_or_waits_for_a_reminder_stays(
    people: People, pupil: Person, stranger: Person, database: Database, clock: HandClock
) -> None:
    def fill(connection: Connection) -> None:
        role = {"role": "counsellor", "granted_at": clock.now()}
        Attic(connection, clock).put(staff_tables.staff_grants, person_id=pupil.id, **role)
        keep_reminder(connection, stranger.id, 9, clock.now().year + 3, clock.now())

    await database.write(fill)
    clock.moment += TWO_YEARS
    assert PEOPLE not in await erased(database, clock)
    clock.moment += timedelta(days=2 * 365)
    await database.write(lambda c: c.execute(update(staff_tables.staff_grants).values(revoked_at=clock.now())))
    done = await erased(database, clock)
    assert done == {"reminders of past summers": 1, PEOPLE: 2}
    assert await people.recognise(stranger.telegram_id) is None


async def test_an_account_without_a_noted_visit_counts_from_its_agreement(
    people: People, pupil: Person, database: Database, clock: HandClock
) -> None:
    await database.write(lambda c: c.execute(update(tables.people).values(visited_on=None)))
    clock.moment += TWO_YEARS - timedelta(days=2)
    assert PEOPLE not in await erased(database, clock)
    clock.moment += timedelta(days=2)
    assert (await erased(database, clock))[PEOPLE] == 1
    assert await people.recognise(pupil.telegram_id) is None


async def test_who_comes_back_at_the_last_moment_stays(
    people: People, own_data: OwnData, pupil: Person, clock: HandClock
) -> None:
    clock.moment += TWO_YEARS
    await people.note_visit(pupil)
    assert await own_data.forget_silent(pupil.telegram_id) is False
    assert await people.recognise(pupil.telegram_id) is not None
    assert await own_data.forget_silent(31337) is False


async def test_the_seat_of_who_is_erased_goes_to_the_next(database: Database, clock: HandClock) -> None:
    seats = Seats(database, clock, iter(map(str, range(100))).__next__, Heard())
    hall = Hall(database, clock, seats, Heard())
    gone, waits = await hall.pupils(2)
    clock.moment += TWO_YEARS
    await database.write(
        lambda c: c.execute(
            update(tables.people).where(tables.people.c.id == waits).values(visited_on=clock.now().date())
        )
    )
    session = await hall.opened(1)
    assert isinstance(await seats.join(session, [Newcomer(gone)]), Placed)
    assert isinstance(await seats.join(session, [Newcomer(waits)]), Placed)
    assert (await erased(database, clock))[PEOPLE] == 1
    states = select(event_tables.registrations.c.person_id, event_tables.registrations.c.state)
    assert [tuple(row) for row in await database.read(lambda c: c.execute(states).all())] == [(waits, "offered")]


async def test_the_log_counts_and_names_nobody(
    pupil: Person, database: Database, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    clock.moment += TWO_YEARS
    with caplog.at_level(logging.INFO, logger="bot.services.retention"):
        await erased(database, clock)
    [record] = [each for each in caplog.records if each.name == "bot.services.retention"]
    assert PEOPLE in record.getMessage()
    assert str(pupil.telegram_id) not in record.getMessage()
    caplog.clear()
    with caplog.at_level(logging.INFO, logger="bot.services.retention"):
        await erased(database, clock)
    assert not caplog.records


async def test_two_processes_erase_while_people_come_back(
    people: People, database: Database, database_url: str, clock: HandClock
) -> None:
    silent = [await settled(people, 5000 + number) for number in range(20)]
    await database.write(lambda c: c.execute(insert(tables.done_updates), _updates_of(clock)))
    clock.moment += TWO_YEARS
    other = Database(database_url, clock)

    async def come_back(person: Person, after_seconds: float) -> None:
        await asyncio.sleep(after_seconds)
        await people.note_visit(person)

    try:
        async with asyncio.TaskGroup() as together:
            erasing = [together.create_task(erased(each, clock)) for each in (database, other)]
            for number, person in enumerate(silent[::2]):
                together.create_task(come_back(person, 0.05 * number))
    finally:
        await other.close()
    first, second = (task.result() for task in erasing)
    left = [found for each in silent if (found := await people.recognise(each.telegram_id))]
    # Whoever came back in time stays with everything; the others are erased once.
    assert {each.visited_on for each in left} <= {clock.now().date()}
    assert first.get(PEOPLE, 0) + second.get(PEOPLE, 0) == len(silent) - len(left)
    assert first.get("updates", 0) + second.get("updates", 0) == 560


def _updates_of(clock: HandClock) -> list[dict[str, object]]:
    return [{"update_id": -number, "done_at": clock.now()} for number in range(1, 501)]
