"""What is erased by itself: each kind of data at its time and not before, and people who do not come any more."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Connection, func, insert, select, update

from bot.db import class_tables, door_tables, event_tables, staff_tables, tables
from bot.db.announcement_tables import announcements, opt_outs
from bot.db.reminders import keep_reminder
from bot.db.retention import KINDS
from bot.domain.registration import NAMES_KEPT
from bot.services.retention import PEOPLE
from tests.events.conftest import Hall, Heard
from tests.retaining import erased, retention_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.db import Database
    from bot.domain.people import Person
    from bot.services.own_data import OwnData
    from bot.services.people import People
    from tests.conftest import HandClock

TWO_YEARS = timedelta(days=2 * 365 + 31)
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


class Attic:
    """Fills tables with rows that are of this very moment."""

    def __init__(self, connection: Connection, clock: HandClock) -> None:
        self._connection = connection
        self._now = clock.now()

    def put(self, table: Any, **values: Any) -> int:
        """Put in a row; return its key."""
        key = self._connection.execute(insert(table).values(values)).inserted_primary_key
        assert key is not None
        return key[0] if isinstance(key[0], int) else 0

    def person(self, telegram_id: int = 7) -> int:
        """Let somebody agree."""
        days = {"consented_at": self._now, "visited_on": self._now.date()}
        return self.put(tables.people, telegram_id=telegram_id, language="kk", consent_version="1", **days)

    def session(self) -> int:
        """Hold a session that ends now."""
        terms = {"needs_approval": False, "needs_parent": False, "offer_hours": 1, "parent_hours": 1}
        hours = {"opens_at": self._now, "closes_at": self._now, "created_at": self._now}
        event = self.put(event_tables.events, code="E", kind="workshop", title="{}", **terms, **hours)
        span = {"starts_at": self._now - timedelta(hours=1), "ends_at": self._now}
        return self.put(event_tables.sessions, event_id=event, capacity=3, is_on=True, **span)

    def update_id(self) -> None:
        self.put(tables.done_updates, update_id=1, done_at=self._now)

    def list_draft(self) -> None:
        row = {"kind": "class", "content": b"x", "made_at": self._now}
        self.put(door_tables.list_drafts, person_id=self.person(), session_id=self.session(), **row)

    def form(self) -> None:
        row = {"about": b"x", "changed_at": self._now}
        self.put(event_tables.registration_drafts, person_id=self.person(), session_id=self.session(), **row)

    def message(self, kind: str = "hello", subject: int = 0, state: str = "sent") -> None:
        row = {"kind": kind, "subject": subject, "is_notice": False, "state": state}
        self.put(tables.outbox, person_id=self.person(), due_at=self._now, changed_at=self._now, **row)

    def door_post(self) -> None:
        self.put(door_tables.door_posts, person_id=self.person(), session_id=self.session(), chosen_at=self._now)

    def details(self) -> None:
        self.put(event_tables.details, person_id=self.person(), about=b"x", kept_at=self._now)

    def question(self, state: str = "closed") -> None:
        days = {"asked_at": self._now, "changed_at": self._now}
        question = self.put(class_tables.questions, person_id=self.person(), state=state, **days)
        words = {"is_from_pupil": True, "text": b"x", "written_at": self._now}
        self.put(class_tables.question_messages, question_id=question, **words)

    def invitation(self) -> None:
        row = {"digest": "d", "role": "administrator", "label": b"x", "created_at": self._now, "expires_at": self._now}
        self.put(staff_tables.invitations, **row)

    def revoked(self) -> None:
        row = {"role": "counsellor", "label": b"x", "granted_at": self._now, "revoked_at": self._now}
        self.put(staff_tables.staff_grants, person_id=self.person(), **row)

    def audited(self) -> None:
        self.put(staff_tables.audit_log, at=self._now, deed="announce", subject="announcement:1")

    def announced(self, state: str = "done") -> None:
        """Let an announcement have come to one person, and another one begin after it."""
        first = self.put(announcements, state=state, finished_at=self._now, created_at=self._now)
        self.put(announcements, state="sending", created_at=self._now)
        self.message("announcement", first)

    def party(self) -> int:
        row = {"place": 1, "size": 1, "is_waiting": False, "school": "s", "code": "c", "created_at": self._now}
        return self.put(event_tables.parties, session_id=self.session(), **row)

    def registration(self) -> None:
        party = self.party()
        session = self._connection.execute(select(event_tables.sessions.c.id)).scalar_one()
        row = {"state": "seated", "code": "T", "school": "s", "about": b"x", "parent_link": "p"}
        days = {"created_at": self._now, "changed_at": self._now}
        self.put(event_tables.registrations, session_id=session, party_id=party, **row, **days)


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


async def test_the_newest_announcement_leaves_its_number_behind(database: Database, clock: HandClock) -> None:
    def fill(connection: Connection) -> None:
        for _ in range(3):
            Attic(connection, clock).put(announcements, state="cancelled", created_at=clock.now())

    await database.write(fill)
    clock.moment += NAMES_KEPT + timedelta(seconds=1)
    assert await erased(database, clock) == {"announcements": 2}
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
    from bot.services.seat_outcomes import Newcomer, Placed
    from bot.services.seats import Seats

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
