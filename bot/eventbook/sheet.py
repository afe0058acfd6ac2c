"""Events in a spreadsheet: a row for each session; rows with one code are one event, and the first of them says all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sheets import Sheet, SheetRow

_LANGUAGES: Final = ("kk", "ru", "en")
_WORDS: Final = ("title", "about", "address")
_SESSION_WORDS: Final = ("label", "hall")
_PLAIN: Final = ("kind", "state", "place", "link", "zone", "opens", "closes", "cancel_until")
_NUMBERS: Final = ("latitude", "longitude", "school_quota", "offer_hours", "parent_hours")
_LISTS: Final = ("professions", "asks")
_AUDIENCE: Final = ("regions", "towns", "schools", "grades")
COLUMNS: Final = (
    "code",
    *_PLAIN,
    *(f"{name}_{language}" for name in _WORDS for language in _LANGUAGES),
    *_NUMBERS,
    *_LISTS,
    *_AUDIENCE,
    *(f"question{number}_{language}" for number in (1, 2, 3) for language in _LANGUAGES),
    "approval",
    "parent",
    "starts",
    "minutes",
    "capacity",
    *(f"{name}_{language}" for name in _SESSION_WORDS for language in _LANGUAGES),
)
_YES: Final = frozenset({"1", "yes", "да", "иә", "ия", "true", "+"})

Path = tuple[str | int, ...]


def rows_as_events(sheet: Sheet) -> tuple[list[dict[str, Any]], Callable[[Path], str], list[tuple[str, str]]]:
    """Return the events as the form of a file has them, where a path of them stands in the sheet, and what is wrong already."""
    problems = [
        (f"cell {sheet.address(each.row, each.column)}", f"is a {each.fault.replace('_', ' ')}")
        for each in sheet.problems
    ]
    problems += [
        ("the header", f"there is no column {name!r} in this form") for name in sheet.columns if name not in COLUMNS
    ]
    problems += [
        ("the header", f"the column {name!r} is missing")
        for name in ("code", "kind", "starts", "capacity")
        if name not in sheet.columns
    ]
    rows: dict[str, list[SheetRow]] = {}
    for row in sheet.rows:
        rows.setdefault(row.get("code").upper(), []).append(row)
    groups = list(rows.values())
    return [_event(group) for group in groups], lambda path: _where(sheet, groups, path), problems


def _event(rows: list[SheetRow]) -> dict[str, Any]:
    first = rows[0]
    event: dict[str, Any] = {"code": first.get("code").upper()}
    event |= {name: first.get(name) for name in _PLAIN if first.get(name)}
    event |= {name: _number(first.get(name)) for name in _NUMBERS if first.get(name)}
    event |= {name: words for name in _WORDS if (words := _words(first, name))}
    event |= {name: _listed(first.get(name)) for name in _LISTS if first.get(name)}
    audience = {name: _listed(first.get(name)) for name in _AUDIENCE if first.get(name)}
    if audience:
        event["audience"] = audience | {"grades": [_number(each) for each in audience.get("grades", [])]}
    questions = [words for number in (1, 2, 3) if (words := _words(first, f"question{number}"))]
    event |= {"questions": questions} if questions else {}
    event |= {"approval": first.get("approval").casefold() in _YES} if first.get("approval") else {}
    event |= {"parent": _number(first.get("parent"))} if first.get("parent") else {}
    return event | {"sessions": [_session(row) for row in rows]}


def _session(row: SheetRow) -> dict[str, Any]:
    session: dict[str, Any] = {"starts": row.get("starts"), "capacity": _number(row.get("capacity"))}
    session |= {"minutes": _number(row.get("minutes"))} if row.get("minutes") else {}
    return session | {name: words for name in _SESSION_WORDS if (words := _words(row, name))}


def _words(row: SheetRow, name: str) -> dict[str, str]:
    return {language: text for language in _LANGUAGES if (text := row.get(f"{name}_{language}"))}


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]


def _number(text: str) -> Any:
    """Return a number where it is one; the form says what is wrong with anything else."""
    try:
        return int(text)
    except ValueError:
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return text


def _where(sheet: Sheet, groups: list[list[SheetRow]], path: Path) -> str:
    """Return the cell at which a path of an event stands, or its row."""
    group = groups[int(path[0])]
    row, rest = group[0], list(path[1:])
    if rest[:1] == ["sessions"] and len(rest) > 1 and isinstance(rest[1], int):
        row, rest = group[rest[1]], rest[2:]
    names = [str(part) for part in rest]
    if names[:1] == ["questions"] and len(names) > 1:
        names = [f"question{int(names[1]) + 1}", *names[2:]]
    for name in ("_".join(names[:2]), *(names[:1]), *(names[1:2])):
        if name in sheet.columns:
            return f"cell {sheet.address(row.number, name)}"
    return f"row {row.number}"
