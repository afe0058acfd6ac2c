"""What `temirqazyq migrate --to` does: everything of an SQLite installation goes to PostgreSQL, and the file stays as it is."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.db.copying import BrokenCopyError, contents_of
from bot.db.migrating import newest_revision
from bot.db.moving import MoveError, held, move, rows_of
from bot.running import Refused, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import URL

    from bot.settings import Settings


async def move_database(settings: Settings, address: str) -> None:
    """Copy everything to an empty PostgreSQL database, compare, and say what to do next.

    Raises:
        Refused: there is nothing to move, a bot uses it, it is not at the newest revision, or the target cannot take it.
    """
    source, target = _file_of(settings), _server(address)
    shown = target.render_as_string(hide_password=True)
    with _source_refusals(source):
        _look_at(source)
        # Every row twice: copied, and compared.
        with held(source) as connection, _bar(2 * rows_of(connection)) as told, _target_refusals(shown):
            moved = await move(connection, target.render_as_string(hide_password=False), told)
    for name, (rows, total) in moved.tables.items():
        if rows:
            print(f"  {name:20} {rows:9}  {total[:16]}")  # noqa: T201 -- the answer to the command
    print(f"{shown} holds all {moved.total} rows; number and checksum of each table are the same on both sides.")  # noqa: T201
    print(f"Set TEMIRQAZYQ_DATABASE_URL to it, run `temirqazyq doctor`, and start the bot. {_on_keys(settings)}")  # noqa: T201
    print(f"{source} is as it was; erase it once the bot runs well, it holds personal data.")  # noqa: T201


@contextmanager
def _bar(length: int) -> Iterator[Callable[[int], object]]:
    """Show a person at a terminal how far it is; whoever reads a log gets the sentences alone."""
    if not sys.stdout.isatty():
        yield lambda _rows: None
        return
    with typer.progressbar(length=length, label="moving") as bar:
        yield bar.update


def _on_keys(settings: Settings) -> str:
    if settings.keys is not None:
        return "The keys stay where they are, in the environment."
    return f"The keys stay where they are, in {settings.keys_file}: every process needs them."


def _file_of(settings: Settings) -> Path:
    url = make_url(settings.database_address)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise Refused(
            "This installation is on PostgreSQL already; `pg_dump` and `pg_restore` move it to another server."
        )
    return Path(url.database)


def _server(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise Refused("--to is no address of a database: postgresql://user:password@host/name.") from None
    if url.drivername not in {"postgresql", "postgres", "postgresql+asyncpg"} or not url.database:
        raise Refused("--to takes the address of a PostgreSQL database: postgresql://user:password@host/name.")
    return url


def _look_at(source: Path) -> None:
    """Refuse what is not whole, or not of this program's revision."""
    if not source.exists():
        raise Refused(f"There is no database at {source}.")
    revision, newest = contents_of(source).revision, newest_revision()
    if revision < newest:
        raise Refused(
            f"{source} is at revision {revision}, and {newest} is the newest: run `temirqazyq migrate` first."
        )
    if revision > newest:
        raise Refused(f"{source} is of revision {revision}, and this program knows {newest}: take a newer program.")


@contextmanager
def _source_refusals(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenCopyError as error:
        raise Refused(f"{path} is no whole database of Temirqazyq: {error}.") from None
    except MoveError as error:
        raise Refused(f"{path} was not moved: {error}.") from None
    except (sqlite3.Error, DBAPIError) as error:
        raise Refused(f"{path} cannot be read: {reason_of(error)}.") from None


@contextmanager
def _target_refusals(shown: str) -> Iterator[None]:
    """Everything is in one transaction, so whatever happens leaves the target as it was."""
    from asyncpg import PostgresError

    try:
        yield
    except MoveError as error:
        raise Refused(f"Nothing was moved to {shown}: {error}.") from None
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise
        raise Refused(f"Nothing was moved: {shown} cannot be used ({reason_of(error)}).") from None
    except (PostgresError, OSError) as error:
        reason = "it does not answer" if isinstance(error, TimeoutError) else reason_of(error)
        raise Refused(f"Nothing was moved: {shown} cannot be used ({reason}).") from None
