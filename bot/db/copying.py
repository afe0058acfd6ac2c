"""Copies of an SQLite file, made while the bot goes on, and proved to be whole by opening them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# The pages that are copied while a writer waits; between two portions others have their turn.
_PAGES: Final = 2000
_PAUSE_SECONDS: Final = 0.005
_OWNER_ONLY: Final = 0o600


class BrokenCopyError(Exception):
    """A file is no whole database of ours; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds: the revision of its tables, and how many rows each has."""

    revision: str
    rows: Mapping[str, int]

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.rows.values())


def copy_of(source: Path, target: Path) -> Contents:
    """Copy a database, also one in use, into a new file that only its owner may read; return what the copy holds.

    The copy is made beside the target and takes its name only when it is whole.

    Raises:
        BrokenCopyError: the source is no database of ours, or the copy is not whole.
        FileExistsError: the target is there already.
        OSError, sqlite3.Error: a file cannot be read or written.
    """
    if target.exists():
        raise FileExistsError(str(target))
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_WRONLY, _OWNER_ONLY))
    try:
        with closing(_opened(source, "ro")) as original, closing(_opened(partial, "rw")) as copy:
            original.backup(copy, pages=_PAGES, sleep=_PAUSE_SECONDS)
            # One file, without companions.
            copy.execute("PRAGMA journal_mode=DELETE")
        contents = contents_of(partial)
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        # Unlike a rename, this fails when somebody made the target meanwhile.
        os.link(partial, target)
    finally:
        partial.unlink(missing_ok=True)
    return contents


def contents_of(path: Path) -> Contents:
    """Look at every page and every reference of a database; return what it holds.

    Raises:
        BrokenCopyError: see there.
    """
    try:
        with closing(_opened(path, "ro")) as connection:
            return _contents(connection)
    except sqlite3.Error as error:
        raise BrokenCopyError(f"it cannot be read: {error}") from None


def _contents(connection: sqlite3.Connection) -> Contents:
    verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        raise BrokenCopyError(f"it is damaged: {' '.join(verdict.split())}")
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if orphan is not None:
        raise BrokenCopyError(f"a row of {orphan[0]} refers to one of {orphan[2]} that is not there")
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    if "alembic_version" not in names:
        raise BrokenCopyError("it holds no tables of ours")
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in sorted(names)}  # noqa: S608
    return Contents(str(revision[0]) if revision else "", rows)


def is_in_use(path: Path) -> bool:
    """Return whether any other connection is open to a database in WAL mode; leaving that mode needs it to be alone.

    Raises:
        sqlite3.Error: it is no database.
    """
    with closing(_opened(path, "rw")) as connection:
        try:
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                return True
            raise
        return str(mode) != "delete"


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, timeout=10)
