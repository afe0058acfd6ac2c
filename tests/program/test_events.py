"""Commands of events, and what the sandbox begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from tests.eventbook.test_reading import EVENT, as_yaml
from tests.pupil import pupil_at

if TYPE_CHECKING:
    from tests.program.conftest import Program


async def test_events_go_in_and_come_out(program: Program) -> None:
    file = program.folder / "events.yaml"
    file.write_bytes(as_yaml(EVENT))
    looked = await program.run("events", "import", str(file), "--dry-run")
    assert (looked.code, "added" in looked.out, "dry run" in looked.out) == (0, True, True)
    assert "no events yet" in (await program.run("events", "list")).out
    assert (await program.run("events", "import", str(file))).code == 0
    assert "unchanged" in (await program.run("events", "import", str(file))).out
    listed = (await program.run("events", "list")).out
    assert "WELD2027" in listed
    assert "0/24" in listed
    out = program.folder / "out.yaml"
    assert (await program.run("events", "export", str(out))).code == 0
    assert yaml.safe_load(out.read_text())["events"][0]["code"] == "WELD2027"
    helper = await program.run("staff", "invite", "helper", "--event", "WELD2027", "--label", "Есік")
    assert "?start=i_" in helper.out
    wrong = await program.run("staff", "invite", "helper")
    assert (wrong.code, "--event" in wrong.err) == (1, True)


async def test_a_file_with_mistakes_changes_nothing_and_names_them(program: Program) -> None:
    file = program.folder / "events.yaml"
    file.write_bytes(as_yaml(EVENT, {**EVENT, "code": "X", "kind": "party"}))
    ended = await program.run("events", "import", str(file))
    assert ended.code == 1
    assert "2 mistakes; nothing was changed" in ended.err
    assert "events.yaml: line" in ended.err
    assert "no events yet" in (await program.run("events", "list")).out


async def test_the_sandbox_has_events_and_somebody_becomes_organiser(program: Program) -> None:
    async with program.sandbox() as address, pupil_at(address, "ru") as pupil:
        await pupil.say("/start")
        for label in ("Русский", "Согласие", "9 класс"):
            await pupil.tap(label)
        await pupil.say("Экибастуз")
        await pupil.say("/events")
        assert "Enbek Hub: сварка" in pupil.text
        assert "в очереди 2" in pupil.text
    listed = (await program.run("events", "list")).out
    assert "FEST2027" in listed
    assert "0/1500" in listed
