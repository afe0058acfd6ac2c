"""Whole files of events, written and read for the command line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.db.migrating import migrate
from bot.domain.events import text_in
from bot.domain.languages import Language
from bot.i18n import Catalogues
from bot.places import CONTENT
from bot.running import Refused, database_of, reason_of, sealed_database_of
from bot.services.class_sheets import class_template
from bot.services.event_imports import EventImports
from bot.services.exports import Exports
from bot.services.notices import Notices
from bot.sheets import content_of, write_aside

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.event_plans import Planned
    from bot.domain.events import Event
    from bot.library import Shelf
    from bot.settings import Settings
    from bot.sheets import Format


async def export_registrations(settings: Settings, code: str, form: Format, language: Language, path: Path) -> None:
    """Write everybody who registered for an event into a file that only its owner may read, and say how many.

    Raises:
        Refused: there is no such event, the database or the keys cannot be used, or the file cannot be written.
    """
    async with sealed_database_of(settings) as (database, seal):
        file = await Exports(database, SystemClock(), seal, Catalogues.load(CONTENT)).by_code(code, form, language)
    if file is None:
        raise Refused(f"There is no event with the code {code}.")
    try:
        write_for_owner(path, file.content)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {reason_of(error)}.") from None
    said = f"{file.number} registrations written to {path}. Delete the file when it is no longer needed."
    print(said)  # noqa: T201 -- the answer to the command


async def write_class_template(path: Path, language: Language) -> None:
    """Write the empty list of a class, XLSX or CSV by the file's name, and say so.

    Raises:
        Refused: the file is to be of another kind, or cannot be written.
    """
    forms: dict[str, Format] = {".xlsx": "xlsx", ".csv": "csv"}
    form = forms.get(path.suffix.casefold())
    if form is None:
        raise Refused(f"{path} must end in .xlsx or .csv.")
    content = await write_aside(class_template(Catalogues.load(CONTENT)[language]), form)
    _write(path, content)
    print(f"The empty list is written to {path}.")  # noqa: T201 -- the answer to the command


async def import_events(settings: Settings, shelf: Shelf, path: Path, *, dry_run: bool) -> None:
    """Bring the events of a file into the tables, or only say what would change.

    Raises:
        Refused: the file has mistakes, which are all named, or the database cannot be used.
    """
    from bot.eventbook import LARGEST, ids_of, read_events_aside

    clock = SystemClock()
    read = await read_events_aside(_content(path, LARGEST), path.name, ids_of(shelf))
    if read.problems:
        lines = "\n".join(f"{path.name}: {problem}" for problem in read.problems)
        raise Refused(f"{lines}\n{len(read.problems)} mistakes; nothing was changed.")
    async with database_of(settings) as database:
        await migrate(database)
        imports = EventImports(database, clock, Notices(clock))
        planned = await (imports.look(read.plans) if dry_run else imports.bring(read.plans))
    for each in planned:
        print(_in_words(each))  # noqa: T201 -- the answer to the command
    if dry_run:
        print("Nothing was changed: a dry run.")  # noqa: T201 -- the answer to the command


async def export_events(settings: Settings, path: Path) -> None:
    """Write all events as YAML.

    Raises:
        Refused: the database cannot be used, or the file cannot be written.
    """
    from bot.eventbook import write_events

    events = await _everything(settings)
    _write(path, write_events(events).encode())
    print(f"{len(events)} events written to {path}.")  # noqa: T201 -- the answer to the command


async def print_events(settings: Settings) -> None:
    """Print all events.

    Raises:
        Refused: the database cannot be used.
    """
    events = await _everything(settings)
    for each in events:
        taken, seats = sum(s.taken for s in each.sessions), sum(s.capacity for s in each.sessions)
        waiting = sum(session.waiting for session in each.sessions)
        day = min((s.starts_at for s in each.sessions), default=each.opens_at).astimezone(ZoneInfo(each.zone))
        title = text_in(each.title, Language.RU)
        print(f"{each.code:12}  {each.state:9}  {day:%Y-%m-%d}  {taken:6}/{seats:<6} {waiting:6}  {title}")  # noqa: T201
    if not events:
        print("There are no events yet.")  # noqa: T201 -- the answer to the command


async def write_template(path: Path) -> None:
    """Write an empty spreadsheet with an example.

    Raises:
        Refused: the file cannot be written.
    """
    from bot.eventbook.template import template

    _write(path, template())
    print(f"{path} is ready to be filled in.")  # noqa: T201 -- the answer to the command


async def _everything(settings: Settings) -> list[Event]:
    async with database_of(settings) as database:
        await migrate(database)
        clock = SystemClock()
        return await EventImports(database, clock, Notices(clock)).everything()


def _in_words(planned: Planned) -> str:
    """Return what came of an event in one line."""
    parts = {
        "added": [f"{planned.added} sessions"],
        "changed": [*planned.fields, *([f"{planned.added} new sessions"] if planned.added else [])],
        "unchanged": [],
        "over": ["held or cancelled: a file changes nothing of it"],
    }[planned.change]
    if planned.kept:
        parts.append(f"{planned.kept} sessions are not in the file and stay")
    parts += [
        f"the session of {moment:%Y-%m-%d %H:%M} UTC keeps its seats: more are taken than the file has"
        for moment in planned.too_small
    ]
    return f"{planned.code:12}  {planned.change:9}  {'; '.join(parts)}".rstrip()


def _content(path: Path, most: int) -> bytes:
    try:
        return content_of(path, most)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {reason_of(error)}.") from None


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {reason_of(error)}.") from None


def write_for_owner(path: Path, content: bytes) -> None:
    """Write a file that nobody else may read, in place of another one of its name."""
    made = path.with_name(f"{path.name}.new")
    made.unlink(missing_ok=True)
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(content)
    made.replace(path)
