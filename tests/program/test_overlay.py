"""Every command that reads the atlas reads the region's own content, and says what of it cannot be used."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.library.test_overlay import COLLEGE, COLLEGES, Own

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program.conftest import Program


async def test_search_reads_the_folder_that_is_named_or_the_one_in_the_data_folder(
    program: Program, tmp_path: Path
) -> None:
    for folder, settings in (
        (program.data / "content", {}),
        (tmp_path / "ours", {"TEMIRQAZYQ_CONTENT_DIR": str(tmp_path / "ours")}),
    ):
        Own(folder).college()
        ended = await program.run("search", "Ekibastuz College of Light", "--lang", "en", "--json", **settings)
        assert json.loads(ended.out)["results"][0]["id"] == "kz55-ours"


async def test_check_and_doctor_name_what_an_overlay_says_in_vain(program: Program) -> None:
    own = Own(program.data / "content")
    own.college(COLLEGE.replace("baker", "astronaut"))
    line = (
        f"{own.folder / COLLEGES}:{own.line(COLLEGES, 'professions')}: kz55-ours: professions astronaut does not exist"
    )
    checked = await program.run("content", "check")
    assert checked.code == 1
    assert line in checked.out
    examined = await program.run("doctor")
    assert "ok   The content is complete in three languages." in examined.out
    assert f"BAD  The overlay {own.folder} has 1 problems" in examined.out
    assert line in examined.out


async def test_a_named_folder_that_is_not_there_is_said_and_stops_nothing(program: Program, tmp_path: Path) -> None:
    settings = {"TEMIRQAZYQ_CONTENT_DIR": str(tmp_path / "misspelt")}
    assert "there is no such folder" in (await program.run("content", "check", **settings)).out
    assert "where there is no folder" in (await program.run("doctor", **settings)).out
    assert (await program.run("search", "welder", "--lang", "en", **settings)).code == 0
