"""The first row names the columns; what it says wrongly is told, and no cell whatever it holds stops the import."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.importing import KINDS
from bot.importing.drafts import Source
from bot.importing.entries import Present
from bot.importing.lookup import Lookup
from bot.importing.mistakes import Mistake
from bot.importing.reading import draft_table
from bot.importing.table import Table
from tests.importing.tables import COLLEGE, DEMAND, MONTH, table

if TYPE_CHECKING:
    from bot.importing.reading import Drafted
    from bot.library import Shelf


def _drafted(shelf: Shelf, kind: str, cells: Table) -> Drafted:
    return draft_table(Source(KINDS[kind], Lookup(shelf), Present(shelf), MONTH), cells)


@pytest.mark.parametrize(
    ("header", "mistakes"),
    [
        ([], ["the first row must name the columns; `temirqazyq content template` writes a table that does"]),
        (
            ["Название", "Город"],
            ["the first row must name the columns; `temirqazyq content template` writes a table that does"],
        ),
        (["id", "pone"], ["column pone: there is no such column; perhaps phone is meant"]),
        (["id", "phone", "Phone"], ["column phone: this column stands twice"]),
    ],
)
def test_a_header_that_cannot_be_used(header: list[str], mistakes: list[str], shelf: Shelf) -> None:
    drafted = _drafted(shelf, "colleges", Table(tuple(header), ((2, ["a", "b", "c"]),)))
    assert [str(mistake) for mistake in drafted.mistakes] == mistakes
    assert drafted.entries == ()


def test_a_column_that_every_new_row_needs_is_named_once(shelf: Shelf) -> None:
    rows = [{name: text for name, text in COLLEGE.items() if name != "name_kk"}] * 3
    assert [str(each) for each in _drafted(shelf, "colleges", table(*rows)).mistakes] == [
        "column name_kk: this column is missing"
    ]


def test_names_of_columns_are_read_generously(shelf: Shelf) -> None:
    header, row = list(COLLEGE), list(COLLEGE.values())
    titles = tuple(f" {name.replace('_', ' ').upper()} " for name in header)
    drafted = _drafted(shelf, "colleges", Table(titles, ((7, row), (8, [""]))))
    assert drafted.mistakes == ()
    assert [entry.row for entry in drafted.entries] == [7]


def test_a_cell_that_could_not_be_taken_makes_its_row_a_bad_one(shelf: Shelf) -> None:
    cells = table(COLLEGE | {"name_kk": ""})
    faults = (Mistake(2, "name_kk", "this is a formula"), Mistake(9, "", "lost"))
    drafted = _drafted(shelf, "colleges", Table(cells.names, cells.rows, faults))
    assert drafted.mistakes == faults
    assert drafted.entries == ()


def test_an_empty_table_and_one_of_examples_say_so(shelf: Shelf) -> None:
    for rows in ([], [["example: delete", *COLLEGE.values()]], [["", " ", ""]]):
        cells = Table(("note", *COLLEGE), tuple(enumerate(rows, start=2)))
        assert [str(each) for each in _drafted(shelf, "colleges", cells).mistakes] == [
            "there are no rows below the first one"
        ]
    assert len(_drafted(shelf, "colleges", Table((), ())).mistakes) == 1


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cells_give_entries_or_mistakes_with_a_place(kind: str, shelf: Shelf, data: st.DataObject) -> None:
    names = [column.name for column in KINDS[kind].columns if column.name != "note"]
    good = COLLEGE if kind == "colleges" else DEMAND
    cell = st.one_of(
        st.text(max_size=30), st.sampled_from([*good.values(), "-1", "1e400", "=1+1", "0", "٣", "²", "nan"])
    )
    row = [data.draw(cell) for _ in names]
    drafted = _drafted(shelf, kind, Table(tuple(names), ((2, row),)))
    assert drafted.entries or drafted.mistakes
    assert all(each.row == 2 and each.column in {"", *names} for each in drafted.mistakes if drafted.rows)
