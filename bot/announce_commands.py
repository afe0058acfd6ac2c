"""`temirqazyq announce`: an announcement from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.stopping import run_or_stop, settings_or_stop, shelf_or_stop


def announce(
    file: Annotated[Path, typer.Argument(help="A YAML file; docs/announcements.md shows its form.")],
    *,
    send: Annotated[bool, typer.Option("--send", help="Send it; without this it is only counted.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Show how far it is until it is over.")] = False,
) -> None:
    """Say whom the announcement of a file reaches and who is left out why; with --send it goes out."""
    from bot import announce_running

    run_or_stop(announce_running.announce(settings_or_stop(), shelf_or_stop(), file, sends=send, watches=watch))
