"""Where methods are written down."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.sandbox.bodies import Parameters
    from bot.sandbox.desk import Desk

Handle = Callable[["Desk", "Parameters"], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Method:
    """A method with its proper name."""

    name: str
    handle: Handle


METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Handle], Handle]:
    """Write a method down under its name."""

    def register(handle: Handle) -> Handle:
        METHODS[name.lower()] = Method(name, handle)
        return handle

    return register
