"""What is sent unasked: only while it is true and of use, and never in the night before a far event."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.hours import KAZAKHSTAN
from bot.domain.notices import NOTICES, News, Planned, Standing, is_wanted, sending_moment
from bot.domain.registration import IS_ALIVE, State

# 15:00 on 2 December in Kazakhstan.
STARTS = datetime(2026, 12, 2, 10, tzinfo=UTC)
SEATED = Standing(
    state="seated",
    held_until=None,
    is_on=True,
    starts_at=STARTS,
    ends_at=STARTS + timedelta(hours=2),
    zone="Asia/Almaty",
    version=1,
    has_come=False,
    parent_agreed=False,
    parent_withdrew=False,
)
BEFORE = STARTS - timedelta(hours=30)


def _at(hour: int, day: int = 1) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=KAZAKHSTAN)


@pytest.mark.parametrize(
    ("now", "sent"),
    [
        (_at(21), _at(21)),
        (_at(22), _at(8, 2)),
        # The event begins at 15:00: at 02:00 thirteen hours are left, at 03:00 twelve.
        (_at(2, 2), _at(8, 2)),
        (_at(3, 2), _at(3, 2)),
        (_at(7, 2), _at(7, 2)),
    ],
)
def test_nobody_is_woken_unless_the_event_is_near(now: datetime, sent: datetime) -> None:
    assert sending_moment("called_off", SEATED, now) == sent


def test_thanks_wait_for_the_morning_although_the_event_is_near() -> None:
    late = replace(SEATED, ends_at=_at(22, 2), has_come=True)
    assert sending_moment("thanks", late, _at(23, 2)) == _at(8, 3)


@given(
    kind=st.sampled_from(NOTICES),
    hours=st.floats(-200, 200),
)
def test_whatever_is_put_off_is_put_off_to_a_morning_within_the_next_ten_hours(kind: str, hours: float) -> None:
    now = STARTS + timedelta(hours=hours)
    moment = sending_moment(kind, SEATED, now)
    assert timedelta(0) <= moment - now <= timedelta(hours=10)
    if moment != now:
        assert (moment.astimezone(KAZAKHSTAN).hour, moment.minute) == (8, 0)
    # Once put off, it is not put off again.
    assert sending_moment(kind, SEATED, moment) == moment


@pytest.mark.parametrize(
    ("kind", "hours_before", "wanted"),
    [
        ("day_before", 24, True),
        ("day_before", 4.1, True),
        ("day_before", 4, False),
        ("hours_before", 2, True),
        ("hours_before", 0.1, True),
        ("hours_before", 0, False),
        ("moved", 0.1, True),
        ("moved", 0, False),
    ],
)
def test_too_late_is_not_at_all(kind: str, hours_before: float, *, wanted: bool) -> None:
    assert is_wanted(kind, SEATED, 1, STARTS - timedelta(hours=hours_before)) is wanted


@pytest.mark.parametrize("kind", ["day_before", "hours_before", "moved"])
def test_what_tells_of_an_earlier_time_is_not_sent(kind: str) -> None:
    now = STARTS - timedelta(hours=1) if kind == "hours_before" else BEFORE
    assert is_wanted(kind, SEATED, 1, now)
    assert not is_wanted(kind, SEATED, 0, now)


@pytest.mark.parametrize("kind", get_args(News))
def test_of_what_was_called_off_nothing_else_is_told(kind: str) -> None:
    off = replace(SEATED, is_on=False, parent_agreed=True)
    assert is_wanted(kind, off, 1, BEFORE) is (kind == "called_off")


@pytest.mark.parametrize("kind", [*get_args(News), *get_args(Planned)])
@pytest.mark.parametrize("state", get_args(State))
def test_a_message_is_sent_only_in_states_of_which_it_is_true(kind: str, state: State) -> None:
    standing = replace(
        SEATED,
        state=state,
        parent_agreed=kind == "parent_agreed",
        parent_withdrew=kind == "parent_withdrew",
        is_on=kind != "called_off",
    )
    now = STARTS - timedelta(hours=1) if kind == "hours_before" else BEFORE
    true_in: dict[str, frozenset[State]] = {
        "offered": frozenset({"offered"}),
        "expired": frozenset({"expired"}),
        "no_consent": frozenset({"expired"}),
        "parent_withdrew": frozenset({"refused"}),
        "not_approved": frozenset({"refused"}),
        "removed": frozenset({"removed"}),
        "approved": IS_ALIVE - {"approval"},
        "day_before": frozenset({"seated"}),
        "hours_before": frozenset({"seated"}),
        "thanks": frozenset(),
    }
    assert is_wanted(kind, standing, 1, now) is (state in true_in.get(kind, IS_ALIVE))


def test_an_offer_that_ran_out_is_not_told() -> None:
    offered = replace(SEATED, state="offered", held_until=BEFORE)
    assert not is_wanted("offered", offered, 0, BEFORE)
    assert is_wanted("offered", offered, 0, BEFORE - timedelta(seconds=1))


def test_thanks_only_to_those_who_came_and_for_three_days() -> None:
    came = replace(SEATED, has_come=True)
    assert is_wanted("thanks", came, 0, came.ends_at + timedelta(days=2))
    assert not is_wanted("thanks", came, 0, came.ends_at + timedelta(days=3))
    assert not is_wanted("thanks", SEATED, 0, came.ends_at)
