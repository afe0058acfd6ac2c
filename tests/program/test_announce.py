"""`temirqazyq announce`: counted first, sent when it is wanted, and every mistake of the file named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.pupil import pupil_at

if TYPE_CHECKING:
    from tests.program.conftest import Program

GOOD = """
texts: {kk: "Ертең шеберхана", ru: "Завтра мастерская"}
link: {profession: welder}
whom: {languages: [kk, ru]}
but: {grades: [8]}
"""


async def test_it_is_counted_and_only_then_sent(program: Program) -> None:
    file = program.folder / "announcement.yaml"
    file.write_text(GOOD, encoding="utf-8")
    async with program.sandbox() as address, pupil_at(address, "kk") as pupil:
        await pupil.say("/start")
        await pupil.tap("Қазақша")
        await pupil.tap("Келісемін, бастайық")
        await pupil.tap("9-сынып")
        dry = await program.run("announce", str(file))
        assert (dry.code, "1 people get it" in dry.out, "Nothing was sent" in dry.out) == (0, True, True), dry.err
        sent = await program.run("announce", str(file), "--send")
        assert (sent.code, "is confirmed" in sent.out) == (0, True), sent.err
    with closing(sqlite3.connect(program.data / "temirqazyq.sqlite3")) as connection:
        states = connection.execute("SELECT state FROM announcement ORDER BY id").fetchall()
        assert states[0] == ("cancelled",)
        assert states[1][0] in {"sending", "done"}
        assert connection.execute("SELECT count(*) FROM outbox WHERE kind = 'announcement'").fetchone() == (1,)
        assert ("announce",) in connection.execute("SELECT deed FROM audit_entry").fetchall()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("texts: {kk: x}\nwhom: {professions: [nobody]}", "whom.professions: 'nobody'"),
        ("texts: {kk: x}\nwhom: {events: [{code: NONE, standing: registered}]}", "whom.events: 'NONE'"),
        ("texts: {kk: x}\nwhom: {schools: [{name: '№1', town: semey}]}", "whom.schools: no class of '№1' in semey"),
        ("texts: {kk: x}\nwhom: {schools: [{name: '№1', town: atlantis}]}", "whom.schools.town: 'atlantis'"),
        ("texts: {}\nwhom: {grades: [9]}", "texts"),
        ("texts: {kk: x}\nwhom: {}", "for nobody"),
        ("texts: {kk: x}\nwhom: {grades: [9]}\nlink: {address: 'http://a.kz'}", "link.address"),
        ("texts: {kk: x}\nwhom: {grades: [9]}\nlink: {profession: welder, event: X}", "name one"),
        ("texts: {kk: [", "line"),
        ("texts: {kk: x}\nwhom: {grade: [9]}", "whom.grade"),
    ],
)
async def test_a_mistake_is_named_and_nothing_is_sent(program: Program, content: str, named: str) -> None:
    file = program.folder / "announcement.yaml"
    file.write_text(content, encoding="utf-8")
    ended = await program.run("announce", str(file), "--send")
    assert (ended.code, named in ended.err, "Traceback" in ended.err) == (1, True, False), ended.err
