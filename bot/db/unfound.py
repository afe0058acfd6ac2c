"""Rows of words that the search did not find: a language, a text, how often and on which day last. No person, no hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select, update

from bot.db.inserting import insert_new
from bot.db.tables import unfound_words

if TYPE_CHECKING:
    from datetime import date


def count_word(connection: Connection, language: str, text: str, day: date, most: int) -> None:
    """Count a text once more; a new one only while fewer than `most` are kept."""
    table = unfound_words
    same = (table.c.language == language, table.c.text == text)
    again = update(table).where(*same).values(times=table.c.times + 1, last_day=day)
    if connection.execute(again).rowcount:
        return
    if connection.execute(select(func.count()).select_from(table)).scalar_one() >= most:
        return
    if not insert_new(connection, table, {"language": language, "text": text, "times": 1, "last_day": day}):
        connection.execute(again)


def counted_words(connection: Connection, language: str | None, most: int) -> list[tuple[str, str, int, date]]:
    """Return language, text, times and last day, the most frequent first."""
    table = unfound_words
    statement = select(table.c.language, table.c.text, table.c.times, table.c.last_day)
    if language:
        statement = statement.where(table.c.language == language)
    rows = connection.execute(
        statement.order_by(table.c.times.desc(), table.c.last_day.desc(), table.c.text).limit(most)
    )
    return [(row.language, row.text, row.times, row.last_day) for row in rows]
