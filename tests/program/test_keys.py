"""The commands of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.seal import Keys

if TYPE_CHECKING:
    from tests.program.conftest import Program


async def test_keys_are_rotated_and_the_old_ones_dropped(program: Program) -> None:
    assert (await program.run("staff", "invite", "administrator", "--label", "Құпия")).code == 0
    before = (program.data / "keys").read_text()
    rotated = await program.run("keys", "rotate")
    assert (rotated.code, rotated.out.startswith("1 values are sealed anew")) == (0, True)
    both = Keys.parse((program.data / "keys").read_text())
    assert both.sealing[1:] == Keys.parse(before).sealing
    assert (program.data / "keys").stat().st_mode & 0o777 == 0o600
    dropped = await program.run("keys", "drop-old")
    assert "1 older keys are forgotten" in dropped.out
    assert Keys.parse((program.data / "keys").read_text()) == both.newest_alone()


async def test_keys_of_the_environment_are_changed_by_hand(program: Program) -> None:
    words = Keys.new().text()
    ended = await program.run("keys", "rotate", TEMIRQAZYQ_KEYS=words)
    assert ended.code == 0
    assert "TEMIRQAZYQ_KEYS" in ended.out
    assert Keys.parse(ended.out.splitlines()[-1]).sealing[1:] == Keys.parse(words).sealing
    assert not (program.data / "keys").exists()
