"""The rules of the door."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.door import AtDoor, Post, decide_entry, decide_seat_at_door, names_like, read_guest
from bot.domain.registration import State

STARTS = datetime(2026, 12, 5, 5, tzinfo=UTC)
TICKET = AtDoor(1, 7, "seated", is_on=True, starts_at=STARTS, ends_at=STARTS + timedelta(hours=2), is_in=False)


@given(
    state=st.sampled_from(get_args(State)),
    is_on=st.booleans(),
    is_in=st.booleans(),
    post=st.sampled_from([None, Post(1, 7), Post(1, 8), Post(2, 9)]),
    hours=st.integers(-50, 50),
    anyway=st.booleans(),
)
def test_only_a_seat_that_nobody_used_lets_in(
    *, state: State, is_on: bool, is_in: bool, post: Post | None, hours: int, anyway: bool
) -> None:
    ticket = replace(TICKET, state=state, is_on=is_on, is_in=is_in)
    verdict = decide_entry(ticket, post, STARTS + timedelta(hours=hours), anyway=anyway)
    if verdict == "let_in":
        assert (state, is_on, is_in) == ("seated", True, False)
        assert post is None or post.event_id == 1
        assert anyway or (-3 <= hours <= 14 and post in {None, Post(1, 7)})


@pytest.mark.parametrize(
    ("ticket", "post", "hours", "verdict"),
    [
        (TICKET, None, 0, "let_in"),
        (TICKET, Post(1, 7), 0, "let_in"),
        (TICKET, Post(1, 8), 0, "wrong_session"),
        (TICKET, Post(2, 8), 0, "wrong_event"),
        (TICKET, None, -4, "too_early"),
        (TICKET, None, 15, "over"),
        (replace(TICKET, is_in=True), Post(1, 8), 0, "already_in"),
        (replace(TICKET, state="waiting"), Post(1, 8), 0, "not_seated"),
        (replace(TICKET, is_on=False), None, 0, "called_off"),
    ],
)
def test_why_not(ticket: AtDoor, post: Post | None, hours: int, verdict: str) -> None:
    assert decide_entry(ticket, post, STARTS + timedelta(hours=hours), anyway=False) == verdict


@given(free=st.integers(-3, 9), ahead=st.integers(0, 9), hours=st.integers(-3, 3), needs_paper=st.booleans())
def test_a_seat_at_the_door_is_one_that_is_left(*, free: int, ahead: int, hours: int, needs_paper: bool) -> None:
    verdict = decide_seat_at_door(free, ahead, STARTS + timedelta(hours=hours), STARTS, needs_paper=needs_paper)
    if free <= 0:
        assert verdict == "full"
    elif hours < 0 and free <= ahead:
        assert verdict == "line_first"
    else:
        assert verdict == ("needs_paper" if needs_paper else "seat")


@pytest.mark.parametrize(
    ("typed", "guest"),
    [
        ("Әсем Оспанова, 9А", ("Әсем Оспанова", "9А")),
        ("Әсем Оспанова 9 «А»", ("Әсем Оспанова", "9 «А»")),
        ("Әсем Оспанова", ("Әсем Оспанова", "")),
        ("  Ким   Ен-Су ;  11 ", ("Ким Ен-Су", "11")),
        ("Мария-Анна О'Нил, мұғалім", ("Мария-Анна О'Нил", "мұғалім")),
        ("", None),
        ("9А", None),
        ("x", None),
        ("+7 701 123 45 67", None),
        ("<b>Ерлан</b>", None),
        ("А" * 81, None),
    ],
)
def test_a_guest_as_a_helper_types_them(typed: str, guest: tuple[str, str] | None) -> None:
    assert read_guest(typed) == guest


@given(st.text(max_size=300))
def test_any_text_is_a_guest_or_none(text: str) -> None:
    guest = read_guest(text)
    assert guest is None or (2 <= len(guest[0]) <= 80 and len(guest[1]) <= 12)


def test_the_likeliest_name_stands_first() -> None:
    named = [("Алуа Төлегенқызы", 1), ("Төлеген Данияр", 2), ("Ерлан", 3)]
    assert names_like("толеген", named) == [1, 2]
    assert names_like("дан", named) == [2]
    assert names_like("tolegen daniyar", named) == [2]
    assert names_like("т", named) == []


@given(st.text(max_size=100), st.lists(st.text(max_size=30), max_size=5))
def test_any_search_finds_only_what_was_there(query: str, names: list[str]) -> None:
    found = names_like(query, [(name, number) for number, name in enumerate(names)])
    assert set(found) <= set(range(len(names)))
