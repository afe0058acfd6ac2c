"""What somebody wants to be rehearsed. Imports little, so that what cannot be played is said at once."""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.rehearsal.copying import event_called
from bot.running import Refused, reason_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to rehearse.

    Attributes:
        split: shares of pupils by language.
        helpers: how many stand at the door.
        into: a file for the figures; None for none.
    """

    pupils: int
    seed: int
    split: Mapping[str, float]
    helpers: int
    into: Path | None


async def rehearse(settings: Settings, name: str, wishes: Wishes) -> None:
    """Find an event by its code or number, play it through and say what would go wrong.

    Raises:
        Refused: there is no such event, nothing of it can be played, or the figures cannot be written.
    """
    event = await event_called(settings, name)
    if wishes.into is not None:
        # Better now than after a quarter of an hour.
        await asyncio.to_thread(write_figures, wishes.into, "{}\n")
    from bot.rehearsal.play import play

    await play(settings, event, wishes)


def write_figures(path: Path, text: str) -> None:
    """Write the figures.

    Raises:
        Refused: they cannot be written there.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refused(f"{path} cannot be written: {reason_of(error)}.") from None


def split_of(text: str) -> dict[str, float]:
    """Return how many of a hundred pupils read which language, from a text such as "kk=60,ru=35,en=5".

    Raises:
        ValueError: it is not of that form, or names a language that there is not.
    """
    split: dict[str, float] = {}
    for part in text.split(","):
        code, _, share = part.strip().partition("=")
        if code not in {"kk", "ru", "en"} or code in split:
            raise ValueError(part)
        split[code] = float(share)
    total = sum(split.values())
    if not (min(split.values()) >= 0 < total and math.isfinite(total)):
        raise ValueError(text)
    return split
