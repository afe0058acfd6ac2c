"""How a command ends when it cannot go on: one clear sentence and exit code 1."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, NoReturn

import typer

from bot.settings import SettingsError, read_settings

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.library import Shelf
    from bot.settings import Settings


def stop(sentence: str) -> NoReturn:
    """Say why and exit with 1."""
    print(sentence, file=sys.stderr)  # noqa: T201 -- the answer to the command
    raise typer.Exit(1)


def settings_or_stop() -> Settings:
    """Return the settings, or say what is wrong with them and exit."""
    try:
        return read_settings()
    except SettingsError as error:
        stop(str(error))


def shelf_or_stop() -> Shelf:
    """Return the atlas with the region's own content over it, or say that it is broken and exit."""
    from bot.library import ContentError, Shelf
    from bot.places import CONTENT
    from bot.running import broken_content

    try:
        return Shelf.load(CONTENT, settings_or_stop().overlay)
    except ContentError as error:
        stop(str(broken_content(error)))


def run_or_stop(work: Coroutine[object, object, None]) -> None:
    """Run to the end; whatever the outside world refuses becomes one sentence and exit code 1."""
    from bot.running import Refused

    try:
        asyncio.run(work)
    except Refused as error:
        stop(str(error))
    except ExceptionGroup as group:
        # What `except*` raises comes alone, but in a group before Python 3.11.4 (Debian 12 has 3.11.2).
        refused, rest = group.split(Refused)
        if refused is None or rest is not None:
            raise
        stop(str(_first_of(refused)))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _first_of(error: BaseException) -> BaseException:
    return _first_of(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error
