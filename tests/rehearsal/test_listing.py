"""The list of registrations is read back whole, also where it is longer than what strangers may send."""

from __future__ import annotations

from bot.rehearsal.ending import listed_in
from bot.sheets import Column, Table, write

ROWS = 6_000


def test_a_long_list_is_read_whole() -> None:
    table = Table("list", (Column("Code"), Column("Name")), [(f"C{number}", "Әсем") for number in range(ROWS)])
    rows = listed_in(write(table, "xlsx"), ROWS)
    assert len(rows) == ROWS
    assert {value for row in rows for value in row.cells.values()} >= {f"C{number}" for number in range(ROWS)}


def test_what_is_no_list_has_no_rows() -> None:
    assert listed_in(b"", 5) == ()
    assert listed_in(b"PK\x03\x04torn", 5) == ()
