"""Reads files of complete answer records: CSV, plain or gzip, with the 48 columns R1 ... C8 and answers 1-5."""

from __future__ import annotations

import asyncio
import csv
import gzip
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.sheets import Stopped, aside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import IO

GZIP: Final = b"\x1f\x8b"
CHOICES: Final = {"1", "2", "3", "4", "5"}
# A column that marks people who gave one answer to everything; they are left out.
STRAIGHT: Final = "straightline"
_NO: Final = {"", "0", "false", "no"}


# A whole country's pilot takes some seconds.
SECONDS: Final = 60.0


class RecordsError(Exception):
    """A file of answers cannot be used; the message names the row and the column."""


@dataclass(frozen=True, slots=True)
class Records:
    """Answers of many people.

    Attributes:
        items: the columns, in the order that was asked for.
        people: for each person, their answers 1-5 in that order.
        left_out: how many records were marked as straight lines.
    """

    items: tuple[str, ...]
    people: list[tuple[int, ...]]
    left_out: int


def read_records(path: Path, items: Sequence[str]) -> Records:
    """Read a file of complete answers; other columns are ignored.

    Raises:
        RecordsError: it cannot be read, a column is missing, or an answer is no number from 1 to 5.
    """
    try:
        with _opened(path) as stream:
            return _read(path, stream, items)
    except UnicodeDecodeError:
        raise RecordsError(f"{path}: this is no UTF-8 text.") from None
    except (OSError, EOFError, zlib.error, csv.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise RecordsError(f"{path}: cannot be read ({reason}).") from None


def records_of(path: Path, items: Sequence[str]) -> Records:
    """Read a file in a process of its own, which is stopped when it takes too long or too much memory.

    Raises:
        RecordsError: see there.
    """
    read = asyncio.run(aside(_read_or_fault, SECONDS, path, tuple(items)))
    if isinstance(read, Stopped):
        raise RecordsError(f"{path}: it takes too long or too much memory to read.")
    if isinstance(read, RecordsError):
        raise read
    return read


def _read_or_fault(path: Path, items: Sequence[str]) -> Records | RecordsError:
    try:
        return read_records(path, items)
    except RecordsError as error:
        return error


def _opened(path: Path) -> IO[str]:
    with path.open("rb") as probe:
        is_packed = probe.read(2) == GZIP
    if is_packed:
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _read(path: Path, stream: IO[str], items: Sequence[str]) -> Records:
    rows = csv.reader(stream)
    header = [name.strip() for name in next(rows, [])]
    missing = [item for item in items if item not in header]
    if missing:
        raise RecordsError(f"{path}, row 1: the column {missing[0]} is missing ({len(missing)} of {len(items)} are).")
    places = [header.index(item) for item in items]
    straight = header.index(STRAIGHT) if STRAIGHT in header else None
    people, left_out = [], 0
    for row in _full_rows(path, rows, len(header)):
        if straight is not None and row[1][straight].strip().lower() not in _NO:
            left_out += 1
            continue
        people.append(_answers(path, row, places, items))
    if not people:
        raise RecordsError(f"{path}: there is no complete record in it.")
    return Records(tuple(items), people, left_out)


def _full_rows(path: Path, rows: Iterator[list[str]], width: int) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < width:
            raise RecordsError(f"{path}, row {number}: {len(row)} columns where the first row has {width}.")
        yield number, row


def _answers(path: Path, row: tuple[int, list[str]], places: Sequence[int], items: Sequence[str]) -> tuple[int, ...]:
    number, cells = row
    for place, item in zip(places, items, strict=True):
        if cells[place].strip() not in CHOICES:
            raise RecordsError(
                f"{path}, row {number}, column {item}: {cells[place]!r} is no answer; answers are 1, 2, 3, 4 and 5."
            )
    return tuple(int(cells[place]) for place in places)
