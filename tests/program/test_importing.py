"""The commands by which a region brings in its own atlas, from the template to the search."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from tests.importing.tables import COLLEGE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program.conftest import Program


def _fill(path: Path, **more: str) -> None:
    """Write a college below the example of a template."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for number, cell in enumerate(sheet[1], start=1):
        sheet.cell(3, number).value = (COLLEGE | more).get(str(cell.value), "")
    book.save(path)


async def test_from_the_template_to_the_search(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "colleges.xlsx"
    assert (await program.run("content", "template", "colleges", str(file))).code == 0
    refused = await program.run("content", "template", "colleges", str(file))
    assert (refused.code, "is there already" in refused.err) == (1, True)

    _fill(file, place="Атлантида")
    bad = await program.run("content", "import", "colleges", str(file))
    assert bad.code == 1
    assert "row 3, column place: 'Атлантида' is no town or village of the atlas" in bad.out
    assert "1 rows: 0 good, 1 bad." in bad.out

    _fill(file)
    dry = await program.run("content", "import", "colleges", str(file), "--dry-run")
    assert (dry.code, "added" in dry.out, "dry run" in dry.out) == (0, True, True)
    assert not (program.data / "content").exists()

    done = await program.run("content", "import", "colleges", str(file))
    assert (done.code, "Written." in done.out) == (0, True)
    again = await program.run("content", "import", "colleges", str(file))
    assert (again.code, "unchanged 1" in again.out) == (0, True)
    assert (await program.run("content", "check")).code == 0
    found = await program.run("search", COLLEGE["name_kk"], "--lang", "kk", "--json")
    assert json.loads(found.out)["results"][0]["names"]["kk"] == COLLEGE["name_kk"]


async def test_what_cannot_be_imported_is_one_sentence(program: Program, tmp_path: Path) -> None:
    text = tmp_path / "a.csv"
    text.write_bytes(b"\x00\x01")
    for arguments, said in (
        (("import", "towns", str(text)), "towns is no table: colleges, professions, demand, enterprises."),
        (("import", "colleges", str(tmp_path / "none.csv")), "cannot be read: No such file"),
        (("import", "colleges", str(text)), "neither a spreadsheet"),
        (("template", "colleges", str(tmp_path / "a.pdf")), "ends in .xlsx"),
        (("template", "colleges", str(tmp_path / "no" / "a.xlsx")), "cannot be written: No such file"),
    ):
        ended = await program.run("content", *arguments)
        assert ended.code == 1
        assert said in ended.err
        assert len(ended.err.splitlines()) == 1
