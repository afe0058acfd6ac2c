"""Going to a button by way of others, whatever other messages arrive in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rehearsal.figures import Step
    from bot.rehearsal.phone import Phone

# For another message, when none of the buttons is to be seen yet.
_WAIT_SECONDS: Final = 2.0
_MOST_STEPS: Final = 10


async def go(phone: Phone, step: Step, command: str, ways: Sequence[str]) -> bool:
    """Say a command, then tap the buttons whose data begins so, one after another; return whether the last one was reached.

    A notice that comes in between takes the place of the screen that was waited for, so the farthest button in sight is tapped.
    """
    step.took(await phone.types(command))
    for _ in range(_MOST_STEPS):
        seen = [(place, data) for place, way in enumerate(ways) if (data := _find(phone, way)) is not None]
        if not seen:
            if not await phone.listens(_WAIT_SECONDS):
                step.took(await phone.types(command))
            continue
        place, data = seen[-1]
        step.took(await phone.tap(data))
        if place == len(ways) - 1:
            return True
    return False


def _find(phone: Phone, way: str) -> str | None:
    return next((each for each in phone.data if each == way or each.startswith(f"{way}:")), None)
