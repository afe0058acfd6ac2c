"""What `temirqazyq backup` and `restore` do with the files of an installation."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from bot.clock import SystemClock
from bot.db.copying import BrokenCopyError, contents_of, copy_of, is_in_use
from bot.db.migrating import newest_revision
from bot.running import Refused, make_writable, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.db.copying import Contents
    from bot.settings import Settings

_COMPANIONS = ("-wal", "-shm")


def back_up(settings: Settings, target: Path) -> None:
    """Copy the database into a new file while the bot goes on, and prove that the copy is whole.

    Raises:
        Refused: there is nothing to copy, the target is there already, or the copy is not whole.
    """
    source = _database_file(settings, "pg_dump --format=custom --file=backup.dump temirqazyq")
    if not source.exists():
        raise Refused(f"There is no database yet at {source}.")
    with _refusals(target):
        contents = copy_of(source, target)
    print(f"{target} is whole: {_said(contents)}.")  # noqa: T201 -- the answer to the command
    if settings.keys is None:
        print(f"Names and schools in it are sealed. Keep a copy of {settings.keys_file} too, but in another place.")  # noqa: T201


def restore(settings: Settings, source: Path, *, replaces: bool) -> None:
    """Put a copy in the place of the database; the one that was there is kept under another name.

    Raises:
        Refused: the copy is not whole or is newer than this program, a bot uses the database, or it would be replaced unasked.
    """
    target = _database_file(settings, "pg_restore --clean --if-exists --dbname=temirqazyq backup.dump")
    with _refusals(source):
        contents = contents_of(source)
    if contents.revision > newest_revision():
        raise Refused(
            f"{source} is of revision {contents.revision}, and this program knows {newest_revision()}: take a newer program."
        )
    make_writable(target.parent)
    kept = _make_room(target, replaces=replaces)
    with _refusals(target):
        restored = copy_of(source, target)
    if restored != contents:
        raise Refused(f"{source} changed while it was copied; restore it once more.")
    print(f"{target} is back: {_said(restored)}.")  # noqa: T201 -- the answer to the command
    if kept:
        print(f"What was there before is kept as {kept}; erase it when it is no longer needed, it holds personal data.")  # noqa: T201
    if settings.keys is None and not settings.keys_file.exists():
        print(f"Put the keys of that database to {settings.keys_file} before the start, or nothing sealed can be read.")  # noqa: T201


def _said(contents: Contents) -> str:
    return f"{contents.total} rows in {len(contents.rows)} tables, revision {contents.revision}"


def _make_room(target: Path, *, replaces: bool) -> Path | None:
    """Give the present database another name; return it, or None when there is none."""
    if not target.exists():
        return None
    if not replaces:
        raise Refused(f"{target} is there already; with --replace it is put aside.")
    with _refusals(target):
        if is_in_use(target):
            raise Refused(f"{target} is in use: stop the bot and everything else that has it open.")
    kept = target.with_name(f"{target.name}.before-{SystemClock().now():%Y%m%dT%H%M%SZ}")
    if kept.exists():
        raise Refused(f"{kept} is there already; try again in a second.")
    target.rename(kept)
    for companion in _COMPANIONS:
        Path(f"{target}{companion}").unlink(missing_ok=True)
    return kept


def _database_file(settings: Settings, instead: str) -> Path:
    url = make_url(settings.database_address)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise Refused(f"The database is PostgreSQL, whose own tools copy it while it is in use: {instead}")
    return Path(url.database)


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise Refused(f"{path} is there already; name a new file.") from None
    except BrokenCopyError as error:
        raise Refused(f"{path} is no whole database of Temirqazyq: {error}.") from None
    except sqlite3.Error as error:
        raise Refused(f"{path} cannot be copied: {error}.") from None
    except OSError as error:
        raise Refused(f"{path} cannot be used: {reason_of(error)}.") from None
