"""The reminder of admission: one a person, taken back at any time, and looked at again when it is to be sent."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.db import AlreadyDone, Database
from bot.db.reminders import find_reminder
from bot.db.tables import outbox, reminders
from bot.domain.admission import Admission, Window
from bot.domain.delivery import Delivered, Fate
from bot.services.outbox import Outbox
from bot.services.reminders import OPENING, SOON, Reminders, Reminding, TooLate, after_the_last
from tests.services.walking import updates

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.library import Shelf
    from bot.services.own_data import OwnData
    from tests.conftest import HandClock

TEN = 5  # 10:00 in Kazakhstan, as UTC has it


class Atlas:
    """As much of a shelf as reminders read."""

    def __init__(self, shelf: Shelf, *windows: Window) -> None:
        self.region_of = shelf.region_of
        self.admission = Admission(windows, (), "2026-11")


def window(opens: tuple[int, int], year: int = 2023, region: str | None = None) -> Window:
    """One in which pupils of both grades may apply, until the end of August."""
    return Window("w", "mid_level", (9, 11), opens, (8, 31), year, region, ("somewhere.kz",))


def service(database: Database, clock: HandClock, atlas: Any) -> Reminders:
    """Return the service over some content."""
    return Reminders(database, clock, atlas)


@pytest.fixture
def june(database: Database, clock: HandClock, shelf: Shelf) -> Reminders:
    """Windows that open on 20 June."""
    return service(database, clock, Atlas(shelf, window((6, 20))))


async def messages(database: Database) -> list[tuple[str, int, datetime, str]]:
    """Return what stands in the outbox."""
    columns = (outbox.c.kind, outbox.c.subject, outbox.c.due_at, outbox.c.state)
    statement = select(*columns).order_by(outbox.c.due_at)
    return await database.read(lambda connection: [tuple(row) for row in connection.execute(statement)])


async def wishes(database: Database) -> list[tuple[int, int]]:
    """Return everybody's reminders."""
    statement = select(reminders.c.entry, reminders.c.year)
    return await database.read(lambda connection: [tuple(row) for row in connection.execute(statement)])


async def test_two_messages_are_put_in_about_two_weeks_before_and_on_the_day(
    june: Reminders, pupil: Person, witness: Database
) -> None:
    seen = await june.outlook(pupil, 9)
    assert seen.coming is not None
    assert (seen.coming.opens_on, seen.open_now, seen.reminded_of) == (date(2027, 6, 20), (), None)
    assert isinstance(await june.ask(pupil, 9, 2027, once=next(updates)), Reminding)
    assert await messages(witness) == [
        (SOON, 2027, datetime(2027, 6, 6, TEN, tzinfo=UTC), "due"),
        (OPENING, 2027, datetime(2027, 6, 20, TEN, tzinfo=UTC), "due"),
    ]
    assert (await june.outlook(pupil, 9)).reminded_of == seen.coming


async def test_asking_twice_is_once_and_asking_of_another_summer_replaces_it(
    june: Reminders, pupil: Person, witness: Database
) -> None:
    for _ in range(2):
        await june.ask(pupil, 9, 2027, once=next(updates))
    assert (len(await messages(witness)), await wishes(witness)) == (2, [(9, 2027)])
    await june.ask(pupil, 11, 2029, once=next(updates))
    assert [subject for _, subject, _, _ in await messages(witness)] == [2029, 2029]
    assert await wishes(witness) == [(11, 2029)]


async def test_two_taps_at_the_same_moment_are_one(june: Reminders, pupil: Person, witness: Database) -> None:
    await asyncio.gather(*(june.ask(pupil, 9, 2027, once=next(updates)) for _ in range(8)))
    assert (len(await messages(witness)), await wishes(witness)) == (2, [(9, 2027)])


async def test_a_redelivered_tap_does_not_undo_what_came_after(
    june: Reminders, pupil: Person, witness: Database
) -> None:
    once = next(updates)
    await june.ask(pupil, 9, 2027, once=once)
    await june.take_back(pupil, once=next(updates))
    with pytest.raises(AlreadyDone):
        await june.ask(pupil, 9, 2027, once=once)
    assert (await messages(witness), await wishes(witness)) == ([], [])


async def test_taking_back_leaves_nothing_and_can_be_done_twice(
    june: Reminders, pupil: Person, stranger: Person, witness: Database
) -> None:
    for person in (pupil, stranger):
        await june.ask(person, 9, 2027, once=next(updates))
    for _ in range(2):
        await june.take_back(pupil, once=next(updates))
    assert (len(await messages(witness)), len(await wishes(witness))) == (2, 1)
    assert await june.reminded_of(stranger) is not None


async def test_erasing_a_person_erases_their_reminder_and_its_messages(
    june: Reminders, pupil: Person, own_data: OwnData, witness: Database
) -> None:
    await june.ask(pupil, 9, 2027, once=next(updates))
    about = await own_data.all_about(pupil)
    assert about["reminder"] == {"after_grade": 9, "year": 2027, "asked_at": "2026-11-23T06:00:00+00:00"}
    assert [(row["kind"], row["state"]) for row in about["messages"]] == [(SOON, "due"), (OPENING, "due")]
    await own_data.forget(pupil.telegram_id, once=next(updates))
    assert (await messages(witness), await wishes(witness)) == ([], [])


async def test_less_than_two_weeks_before_only_the_day_itself_is_left(
    june: Reminders, pupil: Person, clock: HandClock, witness: Database
) -> None:
    clock.moment = datetime(2027, 6, 10, tzinfo=UTC)
    await june.ask(pupil, 9, 2027, once=next(updates))
    assert [kind for kind, *_ in await messages(witness)] == [OPENING]


async def test_an_old_keyboard_asks_too_late(
    june: Reminders, pupil: Person, clock: HandClock, witness: Database
) -> None:
    clock.moment = datetime(2027, 6, 20, 1, tzinfo=UTC)
    assert await june.ask(pupil, 9, 2027, once=next(updates)) == TooLate()
    assert await messages(witness) == []
    seen = await june.outlook(replace(pupil, grade=12), 9)
    assert seen.coming is not None
    assert (seen.coming.year, len(seen.open_now)) == (2028, 1)


async def test_it_is_tomorrow_in_kazakhstan_five_hours_sooner(june: Reminders, pupil: Person, clock: HandClock) -> None:
    clock.moment = datetime(2027, 6, 19, 18, 59, tzinfo=UTC)
    assert (await june.outlook(pupil, 9)).open_now == ()
    clock.moment += timedelta(minutes=1)
    assert (await june.outlook(pupil, 9)).open_now != ()


async def test_without_any_window_nothing_is_promised(
    database: Database, clock: HandClock, shelf: Shelf, pupil: Person
) -> None:
    nothing = service(database, clock, Atlas(shelf))
    seen = await nothing.outlook(pupil, 9)
    assert (seen.coming, seen.open_now, seen.reminded_of) == (None, (), None)
    assert await nothing.ask(pupil, 9, 2027, once=next(updates)) == TooLate()


async def _sent(reminders: Reminders, database: Database, clock: HandClock, kind: str) -> bool:
    """Let the first message of a kind have its turn; return whether it would be sent."""
    post = Outbox(database, clock, {OPENING: after_the_last})
    assert await post.take_turn()
    (waiting,) = await post.waiting([kind], 1)
    errand = await post.begin(waiting)
    assert errand is not None
    wanted = await reminders.still_wanted(errand)
    if wanted is None:
        await post.settle(errand, Fate("dropped"))
    else:
        await post.finish(errand, Delivered(1))
    await post.give_up_turn()
    return wanted is not None


async def test_after_the_last_message_the_reminder_is_erased(
    june: Reminders, pupil: Person, clock: HandClock, witness: Database, database: Database
) -> None:
    await june.ask(pupil, 9, 2027, once=next(updates))
    clock.moment = datetime(2027, 6, 6, TEN, tzinfo=UTC)
    assert await _sent(june, database, clock, SOON)
    assert await wishes(witness) == [(9, 2027)]
    clock.moment = datetime(2027, 6, 20, TEN, tzinfo=UTC)
    assert await _sent(june, database, clock, OPENING)
    assert await wishes(witness) == []
    assert [state for *_, state in await messages(witness)] == ["sent", "sent"]


async def test_a_message_that_comes_too_late_to_help_is_dropped(
    june: Reminders, pupil: Person, clock: HandClock, witness: Database, database: Database
) -> None:
    await june.ask(pupil, 9, 2027, once=next(updates))
    clock.moment = datetime(2027, 6, 21, TEN, tzinfo=UTC)
    # The bot was off for two weeks: what should have come before the opening does not help any more, the other one does.
    assert not await _sent(june, database, clock, SOON)
    assert await _sent(june, database, clock, OPENING)
    assert await wishes(witness) == []


async def test_an_opening_message_after_the_summer_is_dropped_and_its_reminder_erased(
    june: Reminders, pupil: Person, clock: HandClock, witness: Database, database: Database
) -> None:
    await june.ask(pupil, 9, 2027, once=next(updates))
    clock.moment = datetime(2027, 9, 1, TEN, tzinfo=UTC)
    assert not await _sent(june, database, clock, OPENING)
    assert await wishes(witness) == []


async def test_the_days_of_a_newer_content_move_what_was_not_sent(
    june: Reminders,
    pupil: Person,
    stranger: Person,
    clock: HandClock,
    shelf: Shelf,
    database: Database,
    witness: Database,
) -> None:
    for person in (pupil, stranger):
        await june.ask(person, 9, 2027, once=next(updates))
    assert await june.plan_anew() == 0
    # Semey lies in the region Abai.
    announced = Atlas(shelf, window((6, 20)), window((7, 1), 2027, "KZ-10"))
    newer = service(database, clock, announced)
    assert await newer.plan_anew() == 4
    assert {due for _, _, due, _ in await messages(witness)} == {
        datetime(2027, 6, 17, TEN, tzinfo=UTC),
        datetime(2027, 7, 1, TEN, tzinfo=UTC),
    }
    assert await newer.plan_anew() == 0
    kept = await database.read(lambda connection: find_reminder(connection, pupil.id))
    assert kept is not None
    assert (kept.entry, kept.year) == (9, 2027)
