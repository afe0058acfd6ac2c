"""Reads a day and an hour as people type them, in three languages: "12.12 14:00", "12 желтоқсан 14:00", "завтра 10:00"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, Literal

from bot.domain.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

# Why a text is no moment: nothing in it is understood, half of it is missing, it lies behind us or too far ahead.
MomentFault = Literal["nonsense", "no_day", "no_time", "no_such_day", "past", "too_far"]

_LONGEST: Final = 60
# A day without a year is the next such day; one that passed a few weeks ago was rather meant so, and is a mistake.
_NEXT_YEAR_FROM: Final = timedelta(days=300)
_FARTHEST: Final = timedelta(days=730)

_MONTHS: Final = (
    ("qantar", "қаңтар", "январ", "january", "янв", "jan"),
    ("aqpan", "ақпан", "феврал", "february", "фев", "feb"),
    ("nauryz", "наурыз", "март", "march", "мар", "mar"),
    ("säuir", "сәуір", "апрел", "april", "апр", "apr"),
    ("mamyr", "мамыр", "май", "мая", "мае", "may"),
    ("mausym", "маусым", "июнь", "июня", "июне", "июн", "june", "jun"),
    ("shilde", "шілде", "июль", "июля", "июле", "июл", "july", "jul"),
    ("tamyz", "тамыз", "август", "august", "авг", "aug"),
    ("qyrkuiek", "қыркүйек", "сентябр", "september", "сен", "sept", "sep"),
    ("qazan", "қазан", "октябр", "october", "окт", "oct"),
    ("qarasha", "қараша", "ноябр", "november", "ноя", "nov"),
    ("zheltoqsan", "желтоқсан", "декабр", "december", "дек", "dec"),
)
_WEEKDAYS: Final = (
    ("дүйсенбі", "понедельник", "monday", "mon", "пн"),
    ("сейсенбі", "вторник", "tuesday", "tue", "вт"),
    ("сәрсенбі", "среда", "среду", "wednesday", "wed", "ср"),
    ("бейсенбі", "четверг", "thursday", "thu", "чт"),
    ("жұма", "пятница", "пятницу", "friday", "fri", "пт"),
    ("сенбі", "суббота", "субботу", "saturday", "sat", "сб"),
    ("жексенбі", "воскресенье", "sunday", "sun", "вс"),
)
_DAYS_AHEAD: Final[Mapping[str, int]] = {
    "бүгін": 0,
    "сегодня": 0,
    "today": 0,
    "ертең": 1,
    "завтра": 1,
    "tomorrow": 1,
    "бүрсігүні": 2,
    "послезавтра": 2,
}
# What may stand around a day and an hour without saying anything.
_AROUND: Final = "в, на, с, от, о, го, г, год, года, году, час, часа, часов, ч, at, on, the, of, st, nd, rd, th"
_AROUND_IN_KAZAKH: Final = "ж, жыл, жылы, жылғы, сағат, сағ, күні"
_SILENT: Final = frozenset(fold(word) for words in (_AROUND, _AROUND_IN_KAZAKH) for word in words.split(", "))
# An ending may follow the name of a month: "декабря", "желтоқсанда"; so long at most. Short forms have none: "сен" is no "сенбі".
_LONGEST_ENDING: Final = 3
_SHORT_FORM: Final = 3

_ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NUMBERS: Final = re.compile(r"(?<![\d:])(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?(?![\d:])")
_CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2})[:.\-](\d{2})(?!\d)(?:\s*([ap])\.?m\b\.?)?")
_HALF: Final = re.compile(r"(?<!\d)(\d{1,2})\s*([ap])\.?m\b\.?")
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class _Found:
    """A part that was understood, and the text without it."""

    value: date | time | MomentFault | None
    rest: str


def read_moment(text: str, now: datetime, day: date | None = None) -> datetime | MomentFault:
    """Return the moment that a text means, in the zone of `now`, or why it means none.

    Args:
        text: what was typed.
        now: the present moment, in the zone in which people there count.
        day: what is meant when only an hour is typed; None when a day has to be named.
    """
    lowered = " ".join(text[: _LONGEST + 1].casefold().split())
    if len(lowered) > _LONGEST:
        return "nonsense"
    found = _day(lowered, now.date())
    if isinstance(found.value, str):
        return found.value
    hour = _time(found.rest)
    if hour.rest:
        return "nonsense"
    named = found.value if isinstance(found.value, date) else day
    if named is None:
        return "no_day" if hour.value else "nonsense"
    if not isinstance(hour.value, time):
        return "no_time"
    moment = datetime.combine(named, hour.value, now.tzinfo)
    if moment <= now:
        return "past"
    return moment if moment - now <= _FARTHEST else "too_far"


def _day(text: str, today: date) -> _Found:
    for read in (_iso_day, _numbered_day, _named_day, _relative_day):
        found = read(text, today)
        if found is not None:
            return found
    return _Found(None, text)


def _iso_day(text: str, today: date) -> _Found | None:
    found = _ISO.search(text)
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    return _Found(_date(day, month, year, today), _without(text, found))


def _numbered_day(text: str, today: date) -> _Found | None:
    """Read 12.12 or 12.12.2026; "14.00" is no day, nor is "10.30" where another pair follows."""
    pairs = [found for found in _NUMBERS.finditer(text) if 1 <= int(found[2]) <= 12 and int(found[1]) >= 1]
    if not pairs:
        return None
    found = pairs[0]
    year = int(found[3]) if found[3] else None
    if year is not None and year < 100:
        year += 2000
    return _Found(_date(int(found[1]), int(found[2]), year, today), _without(text, found))


def _named_day(text: str, today: date) -> _Found | None:
    words = list(_WORD.finditer(text))
    for place, word in enumerate(words):
        month = _month(word[0])
        if month is None:
            continue
        beside = _number_beside(words, place, text)
        if beside is None:
            return _Found("no_day", text)
        rest = _without(_without(text, max(word, beside, key=_begin)), min(word, beside, key=_begin))
        year = re.search(r"(?<![\d:])(20\d{2})(?![\d:])", rest)
        day = _date(int(beside[0]), month, int(year[1]) if year else None, today)
        return _Found(day, _without(rest, year) if year else rest)
    return None


def _number_beside(words: list[re.Match[str]], place: int, text: str) -> re.Match[str] | None:
    """Return the number of the day: before the month ("12 декабря", "12-го декабря"), else behind it ("Dec 12")."""
    before = [word for word in words[max(0, place - 3) : place] if fold(word[0]) not in _SILENT]
    for word in (*reversed(before), *words[place + 1 : place + 2]):
        part_of_hour = text[word.end() : word.end() + 1] == ":" or text[word.start() - 1 : word.start()] == ":"
        if word[0].isdecimal() and len(word[0]) <= 2 and not part_of_hour:
            return word
    return None


def _relative_day(text: str, today: date) -> _Found | None:
    for word in _WORD.finditer(text):
        folded = fold(word[0])
        for name, ahead in _DAYS_AHEAD.items():
            if folded == fold(name):
                return _Found(today + timedelta(days=ahead), _without(text, word))
        for number, names in enumerate(_WEEKDAYS):
            if any(folded == fold(name) for name in names):
                # "On Saturday", said on a Saturday, is the next one.
                ahead = (number - today.weekday() - 1) % 7 + 1
                return _Found(today + timedelta(days=ahead), _without(text, word))
    return None


def _time(text: str) -> _Found:
    found = _CLOCK.search(text) or _HALF.search(text)
    if found is None:
        return _bare_hour(text)
    half = found[3] if found.re is _CLOCK else found[2]
    minute = int(found[2]) if found.re is _CLOCK else 0
    return _Found(_clock(int(found[1]), minute, half), _words_left(_without(text, found)))


def _bare_hour(text: str) -> _Found:
    """Read an hour without minutes ("14", "в 14 ч") or with a blank before them ("14 00")."""
    numbers = re.findall(r"\d+", text)
    if not 1 <= len(numbers) <= 2 or any(len(number) > 2 for number in numbers):
        return _Found(None, _words_left(text))
    minute = int(numbers[1]) if len(numbers) == 2 else 0
    return _Found(_clock(int(numbers[0]), minute, ""), _words_left(re.sub(r"\d+", " ", text)))


def _clock(hour: int, minute: int, half: str | None) -> time | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _month(word: str) -> int | None:
    folded = fold(word)
    for number, names in enumerate(_MONTHS, start=1):
        for name in map(fold, names):
            ending = len(folded) - len(name) if len(name) > _SHORT_FORM else 0
            if folded.startswith(name) and len(folded) == len(name) + min(ending, _LONGEST_ENDING):
                return number
    return None


def _date(day: int, month: int, year: int | None, today: date) -> date | MomentFault:
    """Return a day; without a year the next such one."""
    years = [year] if year is not None else range(today.year, today.year + 9)
    for each in years:
        try:
            found = date(each, month, day)
        except ValueError:
            continue
        if year is not None:
            return found
        if found >= today:
            # The day of a leap year may be far; any other so far ahead has only just passed.
            return "past" if found - today > _NEXT_YEAR_FROM and (month, day) != (2, 29) else found
    return "no_such_day"


def _begin(found: re.Match[str]) -> int:
    return found.start()


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _words_left(text: str) -> str:
    """Return what of a text says something that was not understood."""
    words = [fold(word[0]) for word in _WORD.finditer(text)]
    return " ".join(
        word
        for word in words
        if word not in _SILENT and not any(word == fold(day) for names in _WEEKDAYS for day in names)
    )
