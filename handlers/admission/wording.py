"""Days, windows and statements of admission in words. A date of an earlier year is never said without "expected"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.sources import short_sources
from bot.domain.admission import reminder_days
from bot.i18n.speech import Html, safe

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.admission import Season, Statement, Window
    from bot.i18n import Speech
    from bot.library import Words


def days_line(speech: Speech, words: Words, window: Window, year: int) -> str:
    """Return a window's kind with its first and last day."""
    opens, closes = speech.day_of_year(window.opens_on(year)), speech.day_of_year(window.closes_on(year))
    return f"• {words.admission[window.kind].text}: {opens} - {closes}"


def window_line(speech: Speech, words: Words, window: Window, year: int) -> Html:
    """Return a window with its days, and whose source of which year says so."""
    said = [words.regions[window.region].name] if window.region else []
    said.append(str(window.year) if window.year else speech.say("year not named"))
    said.append(short_sources(speech, window.sources, most=1))
    return safe(f"{days_line(speech, words, window, year)} ({', '.join(said)})")


def statement_line(speech: Speech, words: Words, statement: Statement) -> Html:
    """Return a statement with its figures as the language writes them."""
    return safe(f"• {_text(speech, words, statement)}")


def sourced_line(speech: Speech, words: Words, statement: Statement) -> Html:
    """Return a statement with its figures, year and source."""
    said = [str(statement.year)] if statement.year else []
    said.append(short_sources(speech, statement.sources, most=1))
    return safe(f"• {_text(speech, words, statement)} ({', '.join(said)})")


def _text(speech: Speech, words: Words, statement: Statement) -> str:
    values = {
        name: speech.money(value) if name.startswith("tenge") else speech.number(value)
        for name, value in statement.values.items()
    }
    return words.admission[statement.id].text.format(**values)


def coming_line(speech: Speech, coming: Season) -> Html:
    """Return when a summer's first window opens, or is expected to."""
    if coming.is_announced:
        return speech.html("Documents are taken from: {date}.", date=speech.date(coming.opens_on))
    return speech.html(
        "Dates of {year} are not announced yet. Expected, by earlier years: from {date}.",
        year=coming.year,
        date=speech.day_of_year(coming.opens_on),
    )


def reminder_when(speech: Speech, waited_for: Season, today: date) -> str:
    """Return the days on which a reminder is still to come."""
    days = reminder_days(waited_for)
    if days.soon <= today:
        return speech.date(days.opening)
    return speech.say("{first}, and {second}", first=speech.day_of_year(days.soon), second=speech.date(days.opening))
