"""Which window is open or comes next: the rule against a slow look at every day, and against what it promises."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.admission import (
    ENTRIES,
    KINDS,
    Window,
    first_summer,
    next_season,
    reminder_days,
    season,
)
from bot.domain.hours import KAZAKHSTAN, by_day

FROM, TO = datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2032-12-31")
REGIONS = ("KZ-10", "KZ-55", None)
GRADES = st.sampled_from([None, 8, 9, 10, 11, 12])
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
_MONTH_DAYS = st.dates(date(2001, 1, 1), date(2001, 12, 30))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """A window that a form would allow."""
    opens = draw(_MONTH_DAYS)
    closes = draw(st.dates(opens + timedelta(days=1), date(2001, 12, 31)))
    return Window(
        id=f"w{draw(st.integers(0, 10**6))}",
        kind=draw(st.sampled_from(KINDS)),
        entries=draw(st.sampled_from([(9,), (11,), (9, 11)])),
        opens=(opens.month, opens.day),
        closes=(closes.month, closes.day),
        year=draw(st.none() | st.integers(2019, 2030)),
        region=draw(st.sampled_from(REGIONS)),
        sources=("somewhere.kz",),
    )


KNOWN = st.lists(windows(), max_size=12)


def window(
    opens: tuple[int, int], closes: tuple[int, int], year: int | None = 2023, region: str | None = None
) -> Window:
    """One for mid-level after grade 9."""
    return Window("w", "mid_level", (9,), opens, closes, year, region, ("somewhere.kz",))


@given(KNOWN, GRADES, st.sampled_from(ENTRIES), st.sampled_from(REGIONS), DAYS)
def test_what_comes_next_is_in_the_future_and_no_summer_lies_between(
    known: list[Window], grade: int | None, entry: int, region: str | None, today: date
) -> None:
    coming = next_season(known, grade, entry, region, today)
    first = first_summer(grade, entry, today)
    if coming is None:
        assert all(season(known, entry, region, year) is None for year in (first, first + 1))
        return
    assert coming.opens_on > today
    assert coming.opens_on.year == coming.year >= first
    for year in range(first, coming.year):
        passed = season(known, entry, region, year)
        assert passed is None or passed.opens_on <= today


def test_a_summer_after_the_next_is_waited_for_when_only_that_one_is_known() -> None:
    known = [Window("w", "mid_level", (9,), (6, 20), (8, 31), 2026, None, ("somewhere.kz",))]
    coming = next_season(known, None, 9, "KZ-10", date(2025, 1, 1))
    assert coming is not None
    assert coming.opens_on == date(2026, 6, 20)


@given(KNOWN, st.sampled_from(ENTRIES), st.sampled_from(REGIONS), DAYS)
def test_open_is_what_lies_between_its_first_and_last_day(
    known: list[Window], entry: int, region: str | None, today: date
) -> None:
    found = season(known, entry, region, today.year)
    if found is None:
        return
    is_open = {each.kind for each in found.open_on(today)}
    for each in found.windows:
        days = (each.closes_on(today.year) - each.opens_on(today.year)).days + 1
        slowly = {each.opens_on(today.year) + timedelta(days=number) for number in range(days)}
        assert (each.kind in is_open) == (today in slowly)
    assert found.open_on(today.replace(year=today.year + 1, day=1)) == ()


@given(KNOWN, st.sampled_from(ENTRIES), st.sampled_from(REGIONS), st.integers(2024, 2032))
def test_a_season_has_one_window_of_each_kind_that_fits_and_invents_none(
    known: list[Window], entry: int, region: str | None, year: int
) -> None:
    found = season(known, entry, region, year)
    usable = [each for each in known if entry in each.entries and (each.year is None or each.year <= year)]
    assert {each.kind for each in usable} == ({each.kind for each in found.windows} if found else set())
    if found is None:
        return
    assert len({each.kind for each in found.windows}) == len(found.windows)
    assert set(found.windows) <= set(usable)
    for each in found.windows:
        rivals = [other for other in usable if other.kind == each.kind]
        if any(other.region == region for other in rivals) and each.year != year:
            assert each.region == region
            assert (each.year or 0) == max(other.year or 0 for other in rivals if other.region == region)


@given(KNOWN, st.sampled_from(ENTRIES), st.sampled_from(REGIONS), st.integers(2024, 2032))
def test_the_order_of_the_file_matters_only_between_equals(
    known: list[Window], entry: int, region: str | None, year: int
) -> None:
    forth, back = (season(each, entry, region, year) for each in (known, known[::-1]))
    if forth is None or back is None:
        assert forth is back
        return
    for one, other in zip(forth.windows, back.windows, strict=True):
        assert (one.kind, one.year or 0, one.region == region) == (other.kind, other.year or 0, other.region == region)


@given(KNOWN, st.sampled_from(ENTRIES), st.sampled_from(REGIONS), DAYS)
def test_a_reminder_comes_two_weeks_before_and_on_the_day_by_daylight(
    known: list[Window], entry: int, region: str | None, today: date
) -> None:
    coming = next_season(known, None, entry, region, today)
    if coming is None:
        return
    days = reminder_days(coming)
    assert (days.opening - days.soon, days.opening) == (timedelta(days=14), coming.opens_on)
    for moment, day in ((days.soon_at, days.soon), (days.opening_at, days.opening)):
        local = moment.astimezone(KAZAKHSTAN)
        assert local.date() == day
        assert 8 <= local.hour < 20
        assert by_day(moment, KAZAKHSTAN) == moment


@given(st.datetimes(timezones=st.just(UTC), min_value=FROM, max_value=TO))
def test_by_day_moves_only_the_night_and_only_to_the_next_morning(moment: datetime) -> None:
    found = by_day(moment, KAZAKHSTAN)
    assert timedelta(0) <= found - moment <= timedelta(hours=12)
    local = found.astimezone(KAZAKHSTAN)
    assert 8 <= local.hour < 20
    assert found == moment or (local.hour, local.minute, local.second, local.microsecond) == (8, 0, 0, 0)
    assert by_day(found, KAZAKHSTAN) == found


@pytest.mark.parametrize(
    ("grade", "entry", "today", "year"),
    [
        (9, 9, date(2026, 11, 27), 2027),
        (9, 9, date(2027, 5, 25), 2027),
        (9, 11, date(2026, 11, 27), 2029),
        (8, 9, date(2026, 11, 27), 2028),
        (10, 11, date(2026, 11, 27), 2028),
        (11, 11, date(2026, 11, 27), 2027),
        (11, 9, date(2026, 11, 27), 2027),
        (12, 11, date(2027, 3, 1), 2027),
        (None, 9, date(2026, 8, 31), 2026),
        (None, 9, date(2026, 9, 1), 2027),
    ],
)
def test_the_summer_in_which_a_grade_is_finished(grade: int | None, entry: int, today: date, year: int) -> None:
    assert first_summer(grade, entry, today) == year


def test_an_announced_year_goes_before_expectations_and_is_not_called_expected() -> None:
    old, announced = window((6, 20), (8, 20), 2025, "KZ-55"), window((7, 1), (8, 25), 2027)
    found = season([old, announced], 9, "KZ-55", 2027)
    assert found is not None
    assert (found.windows, found.is_announced) == ((announced,), True)
    before = season([old, announced], 9, "KZ-55", 2026)
    assert before is not None
    assert (before.windows, before.is_announced) == ((old,), False)


def test_what_another_region_announced_is_only_expected_here() -> None:
    found = season([window((6, 25), (8, 18), 2027, "KZ-10")], 9, "KZ-55", 2027)
    assert found is not None
    assert not found.is_announced


def test_on_the_day_itself_one_waits_for_the_next_summer() -> None:
    known = [window((6, 25), (8, 18))]
    eve, day = (next_season(known, 9, 9, None, date(2027, 6, number)) for number in (24, 25))
    assert eve is not None
    assert day is not None
    assert (eve.year, day.year) == (2027, 2028)
