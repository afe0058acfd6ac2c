"""A rehearsal that cannot be played to its end says why in one sentence; a mistake of ours keeps its traceback."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import aiohttp

from bot.running import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator


class BrokenOffError(Exception):
    """The play cannot go on; the message says why, without a full stop."""


@contextmanager
def unbroken() -> Iterator[None]:
    """Turn what the play or the machine cannot do into a refusal.

    Raises:
        Refused: with the first reason of all.
    """
    try:
        yield
    except* (BrokenOffError, OSError, aiohttp.ClientError) as group:
        raise Refused(f"The rehearsal broke off: {_in_words(_first_of(group))}.") from None


def _first_of(error: BaseException) -> BaseException:
    return _first_of(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error


def _in_words(error: BaseException) -> str:
    if isinstance(error, BrokenOffError):
        return str(error)
    return f"{type(error).__name__}, {error}" if str(error) else type(error).__name__
