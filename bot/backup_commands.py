"""`temirqazyq backup` and `temirqazyq restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.stopping import settings_or_stop, stop


def backup(file: Annotated[Path, typer.Argument(help="The new file; it must not be there yet.")]) -> None:
    """Copy the SQLite database while the bot goes on, and prove that the copy is whole."""
    from bot import backup_running
    from bot.running import Refused

    try:
        backup_running.back_up(settings_or_stop(), file)
    except Refused as error:
        stop(str(error))


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backup` made.")],
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Put a database that is there aside.")] = False,
) -> None:
    """Put a copy in the place of the SQLite database, once it is proved to be whole; stop the bot before."""
    from bot import backup_running
    from bot.running import Refused

    try:
        backup_running.restore(settings_or_stop(), file, replaces=replace)
    except Refused as error:
        stop(str(error))
