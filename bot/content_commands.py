"""`temirqazyq content`: check facts and words, bring in a region's own tables, see what was looked for in vain."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.search_commands import gaps
from bot.stopping import settings_or_stop, shelf_or_stop, stop

if TYPE_CHECKING:
    from bot.importing.table import Table
    from bot.importing.work import Import, Outcome

content_commands = typer.Typer(help="The texts and facts of the atlas.", no_args_is_help=True)
content_commands.command("gaps")(gaps)

Name = Annotated[str, typer.Argument(metavar="TABLE", help="colleges, professions, demand or enterprises.")]


@content_commands.command("check")
def check() -> None:
    """Check facts and words, a region's own ones too: missing languages, orphans, bad codes, lengths; names file and line."""
    from bot.library import check as problems_of
    from bot.places import CONTENT

    settings = settings_or_stop()
    problems = [str(problem) for problem in problems_of(CONTENT, settings.overlay)]
    if settings.content_dir and not settings.content_dir.is_dir():
        problems.append(f"{settings.content_dir}: TEMIRQAZYQ_CONTENT_DIR names it, and there is no such folder")
    for problem in problems:
        print(problem)
    if problems:
        stop(f"{len(problems)} problems found.")
    print("The content is complete.")


@content_commands.command("import")
def import_table(
    name: Name,
    file: Annotated[Path, typer.Argument(help="A spreadsheet (XLSX) or a CSV file.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    accept_good: Annotated[
        bool, typer.Option("--accept-good", help="Take the good rows of a table with bad ones.")
    ] = False,
) -> None:
    """Bring a region's own table into its overlay: all of it or nothing, with every mistake named by row and column."""
    from bot.importing.kinds import KINDS
    from bot.importing.mistakes import Mistake
    from bot.importing.report import lines_of
    from bot.importing.table import LIMITS, read_table_aside
    from bot.importing.work import Import
    from bot.places import CONTENT
    from bot.sheets import content_of

    kind, settings = KINDS[_table_or_stop(name)], settings_or_stop()
    shelf_or_stop()
    try:
        table = asyncio.run(read_table_aside(content_of(file, LIMITS.size)))
    except OSError as error:
        stop(f"{file} cannot be read: {error.strerror}.")
    if isinstance(table, Mistake):
        stop(f"{file}: {table}.")
    work = Import(kind, CONTENT, settings.overlay, f"{datetime.now().astimezone():%Y-%m}")
    outcome = _run_or_stop(work, table, dry=dry_run, accept_good=accept_good)
    for line in lines_of(outcome, dry=dry_run):
        print(line)
    if outcome.mistakes and not outcome.written:
        raise typer.Exit(1)


def _run_or_stop(work: Import, table: Table, *, dry: bool, accept_good: bool) -> Outcome:
    from bot.importing.swap import Busy
    from bot.importing.writing import BrokenFile

    try:
        return work.run(table, dry=dry, accept_good=accept_good)
    except Busy:
        stop("Another import is changing the overlay; try again when it is done.")
    except BrokenFile as error:
        stop(
            f"The overlay's file {error} cannot be read, and nothing was changed; `temirqazyq content check` says why."
        )
    except OSError as error:
        stop(f"The overlay cannot be written ({error.strerror}); it is as it was.")


@content_commands.command("template")
def template(
    name: Name,
    file: Annotated[Path, typer.Argument(help="The spreadsheet (XLSX) to write.")],
) -> None:
    """Write a table to fill in: columns with an example, what they mean in three languages, and which ids there are."""
    from bot.i18n import Catalogues
    from bot.importing.kinds import KINDS
    from bot.importing.template import write_template
    from bot.places import CONTENT

    kind = KINDS[_table_or_stop(name)]
    if file.suffix.casefold() != ".xlsx":
        stop(f"{file} would not open as a spreadsheet: give it a name that ends in .xlsx.")
    if file.exists():
        stop(f"{file} is there already; name another file.")
    try:
        write_template(kind, shelf_or_stop(), Catalogues.load(CONTENT), file)
    except OSError as error:
        stop(f"{file} cannot be written: {error.strerror}.")
    print(f"Written to {file}.")


def _table_or_stop(name: str) -> str:
    from bot.importing.kinds import KINDS

    if name not in KINDS:
        stop(f"{name} is no table: {', '.join(KINDS)}.")
    return name
