"""A ticked list, held against what is known: every row that does not fit is named, every other one is taken."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.registration import State
from bot.domain.ticks import Conflict, Known, MarkedRow, read_ticks

SEATED = Known(1, "seated", is_in=False, is_of_session=True)


@pytest.mark.parametrize(
    "mark", ["+", "++", "x", "X", "Х", "✓", "1", "да", "Иә", "YES", "келді", " v ", "Пришёл", "Пришла"]
)
def test_what_people_put_into_a_box(mark: str) -> None:
    assert read_ticks([MarkedRow(2, "A", mark)], {"A": SEATED}).came == (1,)


@pytest.mark.parametrize("mark", ["", "  ", "-", "—", "0", "нет", "жоқ", "No", "не пришёл"])
def test_what_is_no_tick(mark: str) -> None:
    read = read_ticks([MarkedRow(2, "A", mark)], {"A": SEATED})
    assert (read.came, read.conflicts) == ((), ())


def test_every_row_that_does_not_fit_is_named() -> None:
    known = {
        "A": SEATED,
        "B": Known(2, "cancelled", is_in=False, is_of_session=True),
        "C": Known(3, "seated", is_in=True, is_of_session=True),
        "D": Known(4, "seated", is_in=False, is_of_session=False),
        "E": Known(5, "waiting", is_in=False, is_of_session=True),
    }
    rows = [MarkedRow(number, code, "+") for number, code in enumerate("ABCDEAX", start=2)]
    rows += [
        MarkedRow(20, "A", "болмады ма?"),
        MarkedRow(21, "A", "", is_readable=False),
        MarkedRow(22, "", "+"),
        MarkedRow(23, "A", "??"),
    ]
    read = read_ticks(rows, known)
    assert read.came == (1,)
    assert read.conflicts == (
        Conflict(3, "no_seat", "cancelled"),
        Conflict(4, "already_in"),
        Conflict(5, "other_session"),
        Conflict(6, "no_seat", "waiting"),
        Conflict(7, "twice"),
        Conflict(8, "unknown_code"),
        Conflict(20, "mark_unknown"),
        Conflict(21, "not_readable"),
        Conflict(22, "unknown_code"),
        Conflict(23, "mark_unknown"),
    )


_ROWS = st.lists(st.tuples(st.sampled_from("ABCX"), st.sampled_from(["+", "", "?", "нет"]), st.booleans()), max_size=12)
_KNOWN = st.dictionaries(
    st.sampled_from("ABC"), st.tuples(st.sampled_from(get_args(State)), st.booleans(), st.booleans())
)


@given(_ROWS, _KNOWN)
def test_who_is_entered_was_ticked_and_may_be(
    rows: list[tuple[str, str, bool]], given_known: dict[str, tuple[State, bool, bool]]
) -> None:
    known = {
        code: Known(ord(code), state, is_in=is_in, is_of_session=is_of)
        for code, (state, is_in, is_of) in given_known.items()
    }
    marked = [MarkedRow(number, code, mark, is_readable=ok) for number, (code, mark, ok) in enumerate(rows)]
    read = read_ticks(marked, known)
    assert len(set(read.came)) == len(read.came)
    ticked = {row.code for row in marked if row.mark == "+" and row.is_readable}
    for number in read.came:
        found = known[chr(number)]
        assert (found.state, found.is_in, found.is_of_session) == ("seated", False, True)
        assert chr(number) in ticked
    # Nothing is lost: a tick is taken, or its row is named.
    named = {each.number for each in read.conflicts}
    for row in marked:
        if row.mark == "+":
            assert row.number in named or ord(row.code) in read.came
