"""Writes answers for a pilot: one row a quiz, without anything that tells who answered."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from bot.calibration.anew import written_anew
from bot.db.pilot import pilot_records

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.db import Database


async def export_pilot(database: Database, items: Sequence[str], path: Path) -> tuple[int, int]:
    """Write language, grade and the answers of every finished quiz of those who allowed it; a question not asked stays empty.

    Returns:
        How many rows were written, and how many of them answer every question, as `recalibrate` needs it.

    Raises:
        OSError: the file cannot be written.
    """
    records = await database.read(pilot_records)
    with written_anew(path) as stream:
        table = csv.writer(stream)
        table.writerow(["language", "grade", *items])
        for language, grade, answers in records:
            table.writerow([language, grade or "", *(answers.get(item) or "" for item in items)])
    complete = sum(all(answers.get(item) for item in items) for _, _, answers in records)
    return len(records), complete
