"""`temirqazyq retention`: what has had its time."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.stopping import run_or_stop, settings_or_stop


def retention(
    *, dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be erased now.")] = False
) -> None:
    """Erase what has had its time, of every kind of data; a running bot does so by itself every hour."""
    from bot import retention_running

    run_or_stop(retention_running.erase_old(settings_or_stop(), is_dry=dry_run))
