"""The template can be filled in and imported: its columns are known, its example is left alone and would be all right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from bot.i18n import Catalogues
from bot.importing import KINDS
from bot.importing.table import Table
from bot.importing.template import write_template
from bot.places import CONTENT

if TYPE_CHECKING:
    from pathlib import Path

    from bot.library import Shelf
    from tests.importing.tables import Overlay


@pytest.mark.parametrize("name", KINDS)
def test_a_template_has_columns_an_example_and_an_explanation(name: str, shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    write_template(KINDS[name], shelf, Catalogues.load(CONTENT), path)
    book = load_workbook(path)
    assert book.sheetnames == [name, "explanation", "values"]
    rows = list(book[name].iter_rows(values_only=True, max_row=3))
    assert list(rows[0]) == [column.name for column in KINDS[name].columns]
    assert str(rows[1][0]).startswith("example")
    assert not any(rows[2])
    explained = list(book["explanation"].iter_rows(values_only=True))[1:]
    assert [row[0] for row in explained] == list(rows[0])
    for row in explained:
        assert len(set(row[3:6])) == 3, f"{row[0]} is not explained in three languages"
    assert len(list(book["values"].iter_rows())) > 20
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("name", ["colleges", "enterprises", "demand"])
def test_the_example_is_not_imported_and_would_be_all_right(name: str, overlay: Overlay) -> None:
    header = [column.name for column in KINDS[name].columns]
    example = [column.example for column in KINDS[name].columns]
    assert not overlay.take_table(name, Table(tuple(header), ((2, example),))).written
    real = overlay.take_table(name, Table(tuple(header), ((2, ["", *example[1:]]),)))
    assert real.mistakes == ()
    assert real.written
