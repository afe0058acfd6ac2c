"""Fingerprints of tables: each value is written in one way, whatever kind of database and driver it comes from."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from sqlalchemy import Boolean, Date, DateTime, Float, Integer, LargeBinary, String, TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Table
    from sqlalchemy.types import TypeEngine

_SIZE: Final = 2**256


class OddValueError(Exception):
    """A value is not of the kind of its column; SQLite lets that pass. The message names table and column, never the value."""


class Fingerprint:
    """How many rows a table has, and the sum of their digests: the order in which a database gives them does not matter."""

    def __init__(self, table: Table) -> None:
        self.rows = 0
        self._sum = 0
        self._table = table
        self._writers = [(column.name, _writer(column.type)) for column in table.c]

    def add(self, rows: Iterable[Iterable[object]]) -> int:
        """Add rows as the driver gave them, without SQLAlchemy's types; return how many.

        Raises:
            OddValueError: see there.
        """
        before = self.rows
        for row in rows:
            self._sum = (self._sum + int.from_bytes(self._digest(row))) % _SIZE
            self.rows += 1
        return self.rows - before

    @property
    def value(self) -> tuple[int, str]:
        """What is compared: the number of rows and their sum."""
        return self.rows, f"{self._sum:064x}"

    def _digest(self, row: Iterable[object]) -> bytes:
        digest = sha256()
        for (name, written), value in zip(self._writers, row, strict=True):
            try:
                part = b"" if value is None else written(value)
            except (TypeError, ValueError, KeyError):
                raise OddValueError(f"{self._table.name}.{name} holds a value of another kind") from None
            # With its length, so that no two rows are written alike; NULL is not the empty text.
            digest.update(b"-" if value is None else b"%d:" % len(part))
            digest.update(part)
        return digest.digest()


def _writer(kind: TypeEngine[object]) -> Callable[[object], bytes]:
    """Return how values of a column are written."""
    plain = kind.impl if isinstance(kind, TypeDecorator) else kind
    for known, written in _WRITERS.items():
        if isinstance(plain, known):
            return written
    raise LookupError(f"columns of the kind {plain!r} have no canonical form yet: add one to _WRITERS")


def _moment(value: object) -> bytes:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(moment, datetime):
        raise TypeError
    # SQLite keeps UTC without saying so.
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.isoformat(timespec="microseconds").encode()


def _day(value: object) -> bytes:
    day = date.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(day, date) or isinstance(day, datetime):
        raise TypeError
    return day.isoformat().encode()


def _truth(value: object) -> bytes:
    return {0: b"no", 1: b"yes"}[value]  # type: ignore[index] # False and True are 0 and 1


def _whole(value: object) -> bytes:
    if type(value) is not int:
        raise TypeError
    return b"%d" % value


def _real(value: object) -> bytes:
    if type(value) not in {int, float}:
        raise TypeError
    return float(value).hex().encode()  # type: ignore[arg-type] # as the line above says


def _bytes(value: object) -> bytes:
    if not isinstance(value, bytes | memoryview):
        raise TypeError
    return bytes(value)


def _text(value: object) -> bytes:
    if not isinstance(value, str):
        raise TypeError
    return value.encode()


# JSON is kept as text by our tables, and compared as such: to the letter.
_WRITERS: Final[Mapping[type, Callable[[object], bytes]]] = {
    DateTime: _moment,
    Date: _day,
    Boolean: _truth,
    Integer: _whole,
    Float: _real,
    LargeBinary: _bytes,
    String: _text,
}
