"""Whole files of events, written and read for the command line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.db.migrating import migrate
from bot.i18n import Catalogues
from bot.places import CONTENT
from bot.running import Refused, database_of, reason_of
from bot.seal import KeysError, Seal, keys_of
from bot.services.class_sheets import class_template
from bot.services.exports import Exports
from bot.sheets import write_aside

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.languages import Language
    from bot.settings import Settings
    from bot.sheets import Format


async def export_registrations(settings: Settings, code: str, form: Format, language: Language, path: Path) -> None:
    """Write everybody who registered for an event into a file that only its owner may read, and say how many.

    Raises:
        Refused: there is no such event, the database or the keys cannot be used, or the file cannot be written.
    """
    async with database_of(settings) as database:
        await migrate(database)
        try:
            seal = Seal(keys_of(settings.keys.get_secret_value() if settings.keys else None, settings.keys_file))
            file = await Exports(database, SystemClock(), seal, Catalogues.load(CONTENT)).by_code(code, form, language)
        except KeysError as error:
            raise Refused(str(error)) from None
    if file is None:
        raise Refused(f"There is no event with the code {code}.")
    try:
        _write_for_owner(path, file.content)
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
    try:
        _write(path, content)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {reason_of(error)}.") from None
    print(f"The empty list is written to {path}.")  # noqa: T201 -- the answer to the command


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _write_for_owner(path: Path, content: bytes) -> None:
    """Write a file that nobody else may read, in place of another one of its name."""
    made = path.with_name(f"{path.name}.new")
    made.unlink(missing_ok=True)
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(content)
    made.replace(path)
