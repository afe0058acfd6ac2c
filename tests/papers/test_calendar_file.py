"""The file is read back by a library that did not write it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus

from bot.domain.geo import Point
from bot.domain.hours import KAZAKHSTAN
from bot.papers import Appointment, calendar_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ical.event import Event

# What a pupil in Pavlodar reads on the poster.
BEGINS = datetime(2026, 5, 14, 10, 30, tzinfo=KAZAKHSTAN)
TICKET = "https://t.me/temirqazyq_bot?start=t_7GHX3MNP"
FEST = Appointment(
    registration=41,
    bot="temirqazyq_bot",
    title="MamandyqFest: «Дәнекерлеуші» шеберлік сағаты, 2-топ; қатысушыларға",
    starts_at=BEGINS,
    ends_at=BEGINS + timedelta(minutes=90),
    place="2-зал, Назарбаев даңғылы 44; Павлодар",
    point=Point(52.2871, 76.9733),
    details="Өзіңмен бірге ала кел:\nқалам, дәптер; C:\\қағаз",
    link=TICKET,
    version=0,
    is_on=True,
    made_at=datetime(2026, 5, 1, 6, 0, tzinfo=UTC),
)


def read(appointment: Appointment) -> Event:
    [event] = IcsCalendarStream.calendar_from_ics(calendar_file(appointment).decode()).events
    return event


def moment(event: Event) -> datetime:
    assert isinstance(event.dtstart, datetime)
    return event.dtstart


@pytest.fixture(params=["America/New_York", "Asia/Almaty", "Asia/Tokyo", "UTC-6"])
def elsewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A machine in another zone; "UTC-6" is Almaty as zone files before 2024 knew it."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_the_right_hour_seen_from_another_zone(elsewhere: str) -> None:
    event = read(FEST)
    assert moment(event) == BEGINS
    assert moment(event).astimezone(ZoneInfo("Europe/Warsaw")).isoformat() == "2026-05-14T07:30:00+02:00"
    assert moment(event).astimezone(KAZAKHSTAN).hour == 10
    assert isinstance(event.dtend, datetime)
    assert event.dtend - moment(event) == timedelta(minutes=90)
    assert calendar_file(FEST) == calendar_file(replace(FEST, starts_at=BEGINS.astimezone(UTC)))


def test_before_midnight_the_day_is_right_too() -> None:
    late = datetime(2026, 12, 31, 23, 30, tzinfo=KAZAKHSTAN)
    event = read(replace(FEST, starts_at=late, ends_at=late + timedelta(hours=2)))
    assert moment(event).astimezone(KAZAKHSTAN).date() == date(2026, 12, 31)


def test_no_machine_has_to_know_a_zone() -> None:
    written = calendar_file(FEST).decode()
    assert "DTSTART:20260514T053000Z\r\n" in written
    assert "TZID" not in written
    assert "VTIMEZONE" not in written


def test_everything_else_comes_back() -> None:
    event = read(FEST)
    assert event.summary == FEST.title
    assert event.location == FEST.place
    assert event.description == f"{FEST.details}\n\n{TICKET}"
    assert event.url == TICKET
    assert event.geo is not None
    assert (event.geo.lat, event.geo.lng) == (52.2871, 76.9733)
    assert event.status == EventStatus.CONFIRMED
    assert event.sequence == 0
    assert not event.alarm


def test_a_moved_session_takes_the_place_of_the_one_before() -> None:
    before, after = read(FEST), read(replace(FEST, starts_at=BEGINS + timedelta(days=1), version=3, is_on=True))
    assert before.uid == after.uid
    assert (before.sequence or 0) < (after.sequence or 0)


def test_a_cancelled_session_is_struck_out() -> None:
    before, event = read(FEST), read(replace(FEST, is_on=False))
    assert event.status == EventStatus.CANCELLED
    assert event.uid == before.uid
    moved_later = read(replace(FEST, version=1))
    assert (before.sequence or 0) < (event.sequence or 0) < (moved_later.sequence or 0)


def test_the_link_stands_there_once() -> None:
    said = f"Код осында: {TICKET}"
    assert read(replace(FEST, details=said)).description == said


def test_another_registration_and_another_bot_are_other_appointments() -> None:
    uids = {read(each).uid for each in (FEST, replace(FEST, registration=42), replace(FEST, bot="pavlodar_bot"))}
    assert len(uids) == 3


def test_nowhere_in_particular() -> None:
    event = read(replace(FEST, place="", point=None, details=""))
    assert event.location is None
    assert event.geo is None
    assert event.description == TICKET


def test_lines_are_folded_between_letters() -> None:
    written = calendar_file(replace(FEST, details="Әңгіме ұзақ, өте ұзақ; " * 40))
    assert written.endswith(b"END:VCALENDAR\r\n")
    lines = written.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert sum(line.startswith(b" ") for line in lines) > 20
    # A letter that is cut in two would not decode.
    assert all(line.decode() for line in lines[:-1])


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300))
def test_whatever_an_organiser_writes_can_be_read(title: str, place: str, details: str) -> None:
    event = read(replace(FEST, title=title, place=place, details=details))
    assert moment(event) == BEGINS
    assert event.url == TICKET
    assert event.description is not None
    assert event.description.endswith(TICKET)
    assert event.uid == read(FEST).uid
    assert "".join((event.summary or "").split()) == "".join(
        letter for letter in title if letter.isprintable() and letter != " "
    )
