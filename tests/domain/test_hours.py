"""Deadlines count only by day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.hours import after_day_hours

ALMATY = timezone(timedelta(hours=5))
MINUTE = timedelta(minutes=1)


def _local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 5, day, hour, minute, tzinfo=ALMATY)


def test_by_day_it_is_the_clock() -> None:
    assert after_day_hours(_local(3, 9, 30), timedelta(hours=2), ALMATY) == _local(3, 11, 30)


def test_an_offer_of_the_evening_goes_on_in_the_morning() -> None:
    assert after_day_hours(_local(3, 19), timedelta(hours=2), ALMATY) == _local(4, 9)


def test_an_offer_of_the_night_begins_in_the_morning() -> None:
    assert after_day_hours(_local(3, 23), timedelta(hours=1), ALMATY) == _local(4, 9)
    assert after_day_hours(_local(4, 3), timedelta(hours=1), ALMATY) == _local(4, 9)


def test_a_whole_day_of_hours_ends_at_eight_in_the_evening() -> None:
    assert after_day_hours(_local(3, 8), timedelta(hours=12), ALMATY) == _local(3, 20)


def test_no_time_at_all() -> None:
    assert after_day_hours(_local(3, 23), timedelta(0), ALMATY) == _local(3, 23)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 -- Hypothesis adds the zone
    st.integers(1, 60 * 60),
)
def test_as_many_minutes_of_day_pass_as_were_given(moment: datetime, minutes: int) -> None:
    end = after_day_hours(moment, minutes * MINUTE, ALMATY)
    assert end.tzinfo is UTC
    assert end > moment
    whole_days = (end - moment) // timedelta(days=1)
    assert _day_minutes(moment, end) == minutes
    assert whole_days <= minutes // (12 * 60) + 1


def _day_minutes(begin: datetime, end: datetime) -> int:
    """Count the minutes between two moments that lie between 08:00 and 20:00, in microseconds, rounded at the end."""
    total, day = timedelta(0), begin.astimezone(ALMATY).replace(hour=0, minute=0, second=0, microsecond=0)
    while day <= end:
        opens, closes = day + timedelta(hours=8), day + timedelta(hours=20)
        total += max(timedelta(0), min(end, closes) - max(begin, opens))
        day += timedelta(days=1)
    return round(total / MINUTE)
