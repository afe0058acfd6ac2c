"""`temirqazyq rehearse`: an event played through before real pupils come."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.stopping import run_or_stop, settings_or_stop, stop

_SPLIT = "kk=60,ru=35,en=5"


def rehearse(
    event: Annotated[str, typer.Argument(help="The code or the number of the event.")],
    pupils: Annotated[int, typer.Option(help="How many invented pupils come.", min=2, max=20_000)] = 1500,
    seed: Annotated[int, typer.Option(help="The same number invents the same pupils.")] = 1,
    language: Annotated[str, typer.Option(help="Shares of the pupils by language.")] = _SPLIT,
    helpers: Annotated[int, typer.Option(help="How many helpers stand at the door.", min=1, max=50)] = 3,
    json: Annotated[Path | None, typer.Option(help="A file for the figures.")] = None,
) -> None:
    """Play an event through with invented pupils in a throw-away installation, and say what would go wrong."""
    from bot.rehearsal.wishes import Wishes, split_of
    from bot.rehearsal.wishes import rehearse as play

    try:
        split = split_of(language)
    except ValueError:
        stop(f"--language must look like {_SPLIT}: kk, ru and en with their shares.")
    run_or_stop(play(settings_or_stop(), event, Wishes(pupils, seed, split, helpers, json)))
