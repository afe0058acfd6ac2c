"""`temirqazyq events`: what an organiser does with whole files, for who keeps the server."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.domain.languages import Language
from bot.stopping import run_or_stop, settings_or_stop, shelf_or_stop

event_commands = typer.Typer(help="Events and those who registered for them.", no_args_is_help=True)


class FileFormat(StrEnum):
    """The forms of a table."""

    XLSX = "xlsx"
    CSV = "csv"


@event_commands.callback()
def events() -> None:
    """Keep the name of a command before its arguments, however few commands there are."""


@event_commands.command("export-registrations")
def export_registrations(
    event: Annotated[str, typer.Argument(help="The code of the event, as it stands in its links.")],
    out: Annotated[Path, typer.Option(help="The file to write; only its owner may read it.")],
    form: Annotated[FileFormat, typer.Option("--format", help="A spreadsheet, or text in columns.")] = FileFormat.XLSX,
    lang: Annotated[Language, typer.Option(help="The language of titles and states.")] = Language.KK,
) -> None:
    """Write everybody who registered for an event into a file; the audit log notes it."""
    from bot import event_files

    run_or_stop(event_files.export_registrations(settings_or_stop(), event, form.value, lang, out))


@event_commands.command("class-template")
def class_template(
    file: Annotated[Path, typer.Argument(help="The file to write: .xlsx or .csv.")],
    lang: Annotated[Language, typer.Option(help="The language of titles and rules.")] = Language.KK,
) -> None:
    """Write the empty list that a teacher fills in to bring a class to an event; needs no database."""
    from bot import event_files

    run_or_stop(event_files.write_class_template(file, lang))


@event_commands.command("import")
def import_events(
    file: Annotated[Path, typer.Argument(help="YAML, XLSX or CSV; `docs/events.md` shows the form.", exists=True)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Bring the events of a file into the tables, all or none; the same file a second time changes nothing."""
    from bot import event_files

    run_or_stop(event_files.import_events(settings_or_stop(), shelf_or_stop(), file, dry_run=dry_run))


@event_commands.command("export")
def export_events(file: Annotated[Path, typer.Argument(help="The YAML file to write.")]) -> None:
    """Write all events into a file that `import` reads again; nobody who registered stands in it."""
    from bot import event_files

    run_or_stop(event_files.export_events(settings_or_stop(), file))


@event_commands.command("list")
def list_events() -> None:
    """List all events, the newest first: code, state, first day, seats taken of all, pupils in line, title."""
    from bot import event_files

    run_or_stop(event_files.print_events(settings_or_stop()))


@event_commands.command("template")
def template(file: Annotated[Path, typer.Argument(help="The XLSX file to write.")]) -> None:
    """Write an empty spreadsheet for `import`, with an example row."""
    from bot import event_files

    run_or_stop(event_files.write_template(file))
