"""A class list is taken whole or not at all, and everything that is wrong is named at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.class_list import Fault, Line, Member, read_class

if TYPE_CHECKING:
    from bot.domain.events import Ask

ALL: frozenset[Ask] = frozenset({"name", "school", "class"})
FINE = Line(2, "Әсем Оспанова", "9А", "№5 лицей")


def faults(
    *lines: Line, asks: frozenset[Ask] = ALL, known: tuple[tuple[str, str], ...] = ()
) -> list[tuple[int, str, str]]:
    """Return what is wrong."""
    read = read_class(lines, asks, known)
    return [(each.number, each.field, each.why) for each in read if isinstance(each, Fault)]


def test_a_class_without_a_fault() -> None:
    teacher = Line(4, "  Гүлнар   Сейтқызы ", "", "№5 ЛИЦЕЙ", "Мұғалім")
    read = read_class([FINE, Line(3, "Данияр", "9 Ә", "№5 лицей", "ученик"), teacher], ALL)
    assert read == (
        Member("Әсем Оспанова", "9А", "№5 лицей", is_companion=False),
        Member("Данияр", "9 Ә", "№5 лицей", is_companion=False),
        Member("Гүлнар Сейтқызы", "", "№5 ЛИЦЕЙ", is_companion=True),
    )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (Line(7, "", "9А", "№5 лицей"), (7, "name", "no_name")),
        (Line(7, "12345", "9А", "№5 лицей"), (7, "name", "not_a_name")),
        (Line(7, "А", "9А", "№5 лицей"), (7, "name", "not_a_name")),
        (Line(7, "=HYPERLINK(x)", "9А", "№5 лицей"), (7, "name", "not_a_name")),
        (Line(7, "Ан " * 30, "9А", "№5 лицей"), (7, "name", "too_long")),
        (Line(7, "Данияр", "", "№5 лицей"), (7, "class", "no_class")),
        (Line(7, "Данияр", "девятый класс буква А", "№5 лицей"), (7, "class", "too_long")),
        (Line(7, "Данияр", "9А", ""), (7, "school", "no_school")),
        (Line(7, "Данияр", "9А", "№6 школа"), (7, "school", "other_school")),
        (Line(7, "Данияр", "9А", "№5 лицей", "директор завода"), (7, "who", "who_unknown")),
        (Line(7, "асем ОСПАНОВА", "9 а", "№5 лицей"), None),
        (Line(7, "асем ОСПАНОВА", "9а", "№5 лицей"), (7, "name", "twice")),
        (Line(7, "", "9А", "№5 лицей", "", frozenset({"name"})), (7, "name", "not_readable")),
    ],
)
def test_a_row_that_cannot_be_taken(line: Line, fault: tuple[int, str, str] | None) -> None:
    assert faults(FINE, line) == ([fault] if fault else [])


def test_every_fault_of_every_row_is_named() -> None:
    found = faults(FINE, Line(3, "", "", ""), Line(4, "1", "9А", "№7"))
    assert found == [
        (3, "name", "no_name"),
        (3, "class", "no_class"),
        (3, "school", "no_school"),
        (4, "name", "not_a_name"),
        (4, "school", "other_school"),
    ]


def test_what_the_event_does_not_ask_for_may_be_missing() -> None:
    assert faults(Line(2, "Данияр"), asks=frozenset({"name"})) == []


def test_who_was_registered_before_is_named() -> None:
    assert faults(FINE, known=(("асем оспанова", "9а"),)) == [(2, "name", "registered")]


@given(
    st.lists(
        st.tuples(st.text(max_size=90), st.text(max_size=15), st.text(max_size=10), st.text(max_size=9)), max_size=6
    )
)
def test_any_list_is_taken_whole_or_blamed(rows: list[tuple[str, str, str, str]]) -> None:
    lines = [Line(number, *row) for number, row in enumerate(rows, start=2)]
    read = read_class(lines, ALL)
    assert len({type(each) for each in read}) <= 1
    if any(isinstance(each, Member) for each in read):
        assert len(read) == len(lines)
    else:
        assert all(2 <= each.number < len(lines) + 2 for each in read if isinstance(each, Fault))
        assert read or not lines
