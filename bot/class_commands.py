"""`temirqazyq classes`: what a counsellor gets in the chat, for who keeps the server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.domain.languages import Language
from bot.stopping import run_or_stop, settings_or_stop, shelf_or_stop

class_commands = typer.Typer(help="Classes of counsellors.", no_args_is_help=True)


@class_commands.callback()
def classes() -> None:
    """Keep the name of a command before its arguments, however few commands there are."""


@class_commands.command("report")
def report(
    code: Annotated[str, typer.Argument(help="The joining code of the class.")],
    xlsx: Annotated[Path | None, typer.Option(help="Write it into this file, too.")] = None,
    lang: Annotated[Language, typer.Option(help="The language of the report.")] = Language.KK,
) -> None:
    """Print the report of a class, by the same rules as in the chat; the audit log notes it."""
    from bot import class_files

    run_or_stop(class_files.report(settings_or_stop(), shelf_or_stop(), code, lang, xlsx))
