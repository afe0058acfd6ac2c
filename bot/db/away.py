"""Tells a database that is away for a while from a mistake of ours: what failed with it may succeed later, unchanged.

SQLite tells why by a number (sqlite.org/rescode.html), PostgreSQL by the class of a code (its manual, appendix A).
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

if TYPE_CHECKING:
    from types import TracebackType

_OF_SQLITE: Final = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "the disk or the file is read-only",
    sqlite3.SQLITE_IOERR: "the disk fails",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    sqlite3.SQLITE_BUSY: "another program holds the file locked",
    sqlite3.SQLITE_LOCKED: "another program holds the file locked",
    sqlite3.SQLITE_PROTOCOL: "another program holds the file locked",
}
_NO_CONNECTION: Final = "there is no connection"
_OF_POSTGRESQL: Final = {
    "53100": "the disk is full",
    "25006": "the server takes no changes now",
    "08": _NO_CONNECTION,
    "53": "the server has no room for us",
    "57": "the server stops or starts",
    "58": "the server's disk fails",
}
_PRIMARY: Final = 0xFF


class DatabaseAway(OSError):  # noqa: N818 -- a finding, not a fault of ours
    """The database cannot be used for the moment; nothing was changed, and the same may be tried again."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def why_away(error: BaseException) -> str | None:
    """Return in words why the database is away; None when the error is about something else."""
    if isinstance(error, PoolTimeoutError):
        return "all connections are in use"
    if isinstance(error, DBAPIError):
        return _of_driver(error)
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error)
    # Of a connection that is being made; TimeoutError is one of them.
    return _NO_CONNECTION if isinstance(error, OSError) else None


def _of_driver(error: DBAPIError) -> str | None:
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(error.orig)
    code = str(getattr(error.orig, "sqlstate", None) or "")
    known = _OF_POSTGRESQL.get(code) or _OF_POSTGRESQL.get(code[:2])
    return known or (_NO_CONNECTION if error.connection_invalidated else None)


def _of_sqlite(error: sqlite3.Error) -> str | None:
    # An error of the module itself, not of the library, has no number.
    return _OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)


class TellingAway:
    """A block in which such an error becomes `DatabaseAway`. Has no state, so one is enough."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End.

        Raises:
            DatabaseAway: the database is away.
        """
        del kind, trace
        reason = why_away(error) if error is not None and not isinstance(error, DatabaseAway) else None
        if reason is not None:
            raise DatabaseAway(reason) from error
