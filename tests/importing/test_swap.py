"""A killed process, a full disk, two at once: the overlay is old or new, never half, and the next import goes on."""

from __future__ import annotations

import errno
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.importing.swap import Busy, alone
from bot.importing.writing import BrokenFile
from bot.library import Shelf, check
from bot.library.folders import standing
from bot.places import CONTENT
from tests.importing.tables import COLLEGE, ENTERPRISE, Overlay

ROOT = Path(__file__).resolve().parents[2]
# Imports in a process of its own, which kills itself just before or just after its n-th rename.
KILLED = """
import os, signal, sys
from pathlib import Path
from tests.importing.tables import COLLEGE, Overlay

folder, number, moment = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
rename, count = Path.rename, 0

def deadly(self, target):
    global count
    count += 1
    if count == number and moment == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = rename(self, target)
    if count == number and moment == "after":
        os.kill(os.getpid(), signal.SIGKILL)
    return result

Path.rename = deadly
Overlay(folder).take("colleges", COLLEGE | {"phone": "112"})
"""


def _phones(overlay: Overlay) -> set[str | None]:
    shelf = Shelf.load(CONTENT, overlay.folder)
    assert shelf.left_out == []
    return {college.phone for college in shelf.colleges.values() if college.sources == ("own list: our own list",)}


@pytest.mark.parametrize(
    ("number", "moment", "phone"),
    [(1, "before", "111"), (1, "after", "111"), (2, "before", "111"), (2, "after", "112")],
)
def test_killed_in_the_middle_of_the_swap(number: int, moment: str, phone: str, overlay: Overlay) -> None:
    assert overlay.take("colleges", COLLEGE | {"phone": "111"}).written
    ended = subprocess.run([sys.executable, "-c", KILLED, str(overlay.folder), str(number), moment], cwd=ROOT)
    assert ended.returncode == -signal.SIGKILL
    assert _phones(overlay) == {phone}
    assert check(CONTENT, overlay.folder) == []
    overlay.take("colleges", COLLEGE | {"phone": "113"})
    assert _phones(overlay) == {"113"}
    assert overlay.beside() == set()


@pytest.mark.parametrize("full_after", range(4))
def test_a_disk_that_is_full_leaves_the_overlay_as_it_was(
    full_after: int, overlay: Overlay, monkeypatch: pytest.MonkeyPatch
) -> None:
    overlay.take("enterprises", ENTERPRISE)
    before, write = overlay.files(), Path.write_text
    written: list[Path] = []

    def full(self: Path, *arguments: Any, **named: Any) -> int:
        if len(written) == full_after:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(self)
        return write(self, *arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        with pytest.raises(OSError, match="No space left"):
            overlay.take("colleges", COLLEGE)
    assert overlay.files() == before
    assert overlay.beside() == set()
    assert overlay.take("colleges", COLLEGE).written


def test_a_copy_that_has_no_room_and_a_rename_that_is_refused_change_nothing(
    overlay: Overlay, monkeypatch: pytest.MonkeyPatch
) -> None:
    overlay.take("enterprises", ENTERPRISE)
    before, rename = overlay.files(), Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if ".new-" in self.name:
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(self, target)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for owner, name, fault in ((Path, "rename", refuse), (shutil, "copytree", full)):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, fault)
            with pytest.raises(OSError, match=r"busy|No space"):
                overlay.take("colleges", COLLEGE)
        assert overlay.files() == before
        assert overlay.beside() == set()


def test_two_imports_at_once_are_one(overlay: Overlay) -> None:
    with alone(overlay.folder), pytest.raises(Busy):
        overlay.take("colleges", COLLEGE)
    assert standing(overlay.folder) is None


def test_a_file_that_must_change_and_cannot_be_read_is_named(overlay: Overlay) -> None:
    overlay.take("enterprises", ENTERPRISE)
    path = overlay.folder / "facts/enterprises.yaml"
    path.write_text("items: [", encoding="utf-8")
    before = overlay.files()
    with pytest.raises(BrokenFile, match=r"facts/enterprises\.yaml"):
        overlay.take("enterprises", ENTERPRISE)
    assert overlay.files() == before


def test_a_link_to_a_folder_stays_a_link(overlay: Overlay, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    overlay.folder.parent.mkdir()
    overlay.folder.symlink_to(tmp_path / "elsewhere")
    assert overlay.take("colleges", COLLEGE).written
    assert overlay.folder.is_symlink()
    assert (tmp_path / "elsewhere" / "facts").is_dir()
