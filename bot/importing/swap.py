"""An overlay is changed in a copy beside it, which then takes its place: old or new, never half.

Two renames do it. Between them no folder stands in the place; then `bot.library.folders.standing` finds the one before, and the
next import puts it back. A rename is atomic on one file system, so the copy lies beside and not in a folder for temporary files.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.library.folders import aside

if TYPE_CHECKING:
    from collections.abc import Iterator


class Busy(Exception):  # noqa: N818 -- told to the person at the keyboard
    """Another import is changing the same overlay."""


@contextmanager
def alone(own: Path) -> Iterator[None]:
    """Keep other imports away, and clear away what a killed one left.

    Raises:
        Busy: another import is at work.
        OSError: the folder in which the overlay lies cannot be written.
    """
    own.parent.mkdir(parents=True, exist_ok=True)
    with own.with_name(f".{own.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        _recover(own)
        yield


@contextmanager
def copied(own: Path) -> Iterator[Path]:
    """Yield a copy of the overlay, empty when there is none; it is gone after the block unless it took the overlay's place.

    Raises:
        OSError: there is no room for it.
    """
    copy = Path(tempfile.mkdtemp(prefix=f"{own.name}.new-", dir=own.parent))
    try:
        if own.exists():
            shutil.copytree(own, copy, dirs_exist_ok=True)
        yield copy
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def swap(copy: Path, own: Path) -> None:
    """Let a copy take the overlay's place.

    Raises:
        OSError: it cannot; the overlay is as it was.
    """
    _to_disk(copy)
    copy.chmod(stat.S_IMODE(own.stat().st_mode) if own.exists() else 0o755)
    before = aside(own)
    if own.exists():
        own.rename(before)
    try:
        copy.rename(own)
    except OSError:
        if before.exists():
            before.rename(own)
        raise
    _sync(own.parent)
    shutil.rmtree(before, ignore_errors=True)


def _recover(own: Path) -> None:
    before = aside(own)
    if before.exists() and not own.exists():
        before.rename(own)
    shutil.rmtree(before, ignore_errors=True)
    for left in own.parent.glob(f"{own.name}.new-*"):
        shutil.rmtree(left, ignore_errors=True)


def _to_disk(folder: Path) -> None:
    """Let everything reach the disk before it counts: a rename may outrun the content of files when the power fails."""
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
