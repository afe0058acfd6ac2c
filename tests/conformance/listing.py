"""The one list of conformance cases."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conformance.client import Client
    from tests.conformance.person import Person

Steps = Callable[["Client", "Person"], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Case:
    """What must be so with every client; the person has already said /start, and the bot has read it."""

    name: str
    steps: Steps
    has_flood_control: bool


CASES: list[Case] = []


def case(steps: Steps) -> Steps:
    """Put a case on the list."""
    CASES.append(Case(steps.__name__, steps, has_flood_control=False))
    return steps


def case_with_flood_control(steps: Steps) -> Steps:
    """Put a case on the list that needs Telegram's limits of sending."""
    CASES.append(Case(steps.__name__, steps, has_flood_control=True))
    return steps
