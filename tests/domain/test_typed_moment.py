"""Days and hours as people type them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.typed_moment import read_moment

ZONE = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 11, 27, 11, tzinfo=ZONE)  # a Friday
MONTHS = {
    "kk": "қаңтар, ақпан, наурыз, сәуір, мамыр, маусым, шілде, тамыз, қыркүйек, қазан, қараша, желтоқсан",
    "ru": "января, февраля, марта, апреля, мая, июня, июля, августа, сентября, октября, ноября, декабря",
    "en": "January, February, March, April, May, June, July, August, September, October, November, December",
}
MINUTES_AHEAD = st.integers(1, 290 * 24 * 60)


def moment_in(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text",
    [
        "12.12 14:00",
        "12.12. 14:00",
        "12.12 14.00",
        "12.12 14-00",
        "12.12 14 00",
        "12.12 в 14",
        "14:00 12.12",
        "14.00 12.12",
        "12/12/2026 14:00",
        "12.12.26 14:00",
        "2026-12-12 14:00",
        "12 декабря 14:00",
        "12 декабря 2026 г. в 14:00",
        "12-го декабря в 14 ч",
        "12 дек 14:00",
        "12 желтоқсан 14:00",
        "12 желтоқсанда сағат 14:00",
        "12 желтоксан 14:00",
        "  12   ЖЕЛТОҚСАН,\n14:00 ",
        "Dec 12 14:00",
        "December 12, 2 pm",
        "12th of December 2:00 p.m.",
        "суббота, 12 декабря, 14:00",
    ],
)
def test_one_moment_in_many_ways(text: str) -> None:
    assert read_moment(text, NOW) == datetime(2026, 12, 12, 14, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("завтра 10:00", date(2026, 11, 28)),
        ("ертең 10:00", date(2026, 11, 28)),
        ("ертен сағат 10", date(2026, 11, 28)),
        ("tomorrow at 10 am", date(2026, 11, 28)),
        ("послезавтра в 10", date(2026, 11, 29)),
        ("в субботу 10:00", date(2026, 11, 28)),
        ("сенбі 10:00", date(2026, 11, 28)),
        ("сейсенбі 10:00", date(2026, 12, 1)),
        ("Friday 10:00", date(2026, 12, 4)),
        ("12.01 10:00", date(2027, 1, 12)),
        ("29 февраля 10:00", date(2028, 2, 29)),
    ],
)
def test_days_that_are_named_by_today(text: str, day: date) -> None:
    assert read_moment(text, NOW) == datetime(day.year, day.month, day.day, 10, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "nonsense"),
        ("мастерская", "nonsense"),
        ("12.12 14:00 или позже", "nonsense"),
        ("12.12 в 14:00 завтра", "nonsense"),
        ("12.12 1400", "nonsense"),
        ("x" * 5000, "nonsense"),
        ("12.12", "no_time"),
        ("12.12 25:00", "no_time"),
        ("декабря 14:00", "no_day"),
        ("14:00", "no_day"),
        ("31.02 10:00", "no_such_day"),
        ("31 ноября 10:00", "no_such_day"),
        ("сегодня 10:00", "past"),
        ("20.11 10:00", "past"),
        ("2025-12-12 14:00", "past"),
        ("12.12.2030 10:00", "too_far"),
    ],
)
def test_what_is_no_moment_is_named(text: str, fault: str) -> None:
    assert read_moment(text, NOW) == fault


def test_an_hour_alone_is_of_the_day_that_is_meant() -> None:
    assert read_moment("15:30", NOW, date(2026, 12, 1)) == datetime(2026, 12, 1, 15, 30, tzinfo=ZONE)


@given(MINUTES_AHEAD, st.sampled_from(["kk", "ru", "en"]))
def test_what_we_write_is_read_back(minutes: int, language: str) -> None:
    moment = moment_in(minutes)
    month = MONTHS[language].split(", ")[moment.month - 1]
    written = [
        f"{moment.day} {month} {moment:%H:%M}",
        f"{moment:%H:%M}, {moment.day} {month} {moment.year}",
        f"{month} {moment.day} {moment:%H:%M}",
        f"{moment:%d.%m %H:%M}",
        f"{moment:%d.%m.%Y %H.%M}",
        f"{moment:%Y-%m-%d %H:%M}",
        f"{moment:%d/%m/%Y %I:%M %p}",
    ]
    assert [read_moment(each, NOW) for each in written] == [moment] * len(written)


@given(st.text(max_size=80) | st.text("0123456789.:-/ декабряпmsnавтр", max_size=30))
def test_any_text_is_a_moment_ahead_or_a_fault(text: str) -> None:
    found = read_moment(text, NOW)
    assert isinstance(found, str) or NOW < found <= NOW + timedelta(days=730)
