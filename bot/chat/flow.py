"""A flow is one subject of conversation: which taps, commands and typed words it answers, and with what.

Handlers have one shape, `(visit, what happened) -> Answer`, so that a tap, a typed "4" and a redelivered update all go
the same way. A door instead of a screen means: go on there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar

from aiogram.filters.callback_data import CallbackData

from bot.chat.screen import Onward, Screen
from bot.chat.upload import Upload
from bot.chat.visit import Visit
from bot.domain.geo import Point
from bot.domain.staff import Role

TapKind = TypeVar("TapKind", bound=CallbackData)
Answer = Screen | CallbackData | Onward
TapHandler = Callable[[Visit, TapKind], Awaitable[Answer]]
TextHandler = Callable[[Visit, str], Awaitable[Answer | None]]
PointHandler = Callable[[Visit, Point], Awaitable[Answer]]
UploadHandler = Callable[[Visit, Upload], Awaitable[Answer]]


class Admits(Enum):
    """Whom a step lets in; others are led to where they have to go first."""

    ANYBODY = "anybody"
    AGREED = "agreed"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Step:
    """What one kind of tap does."""

    kind: type[CallbackData]
    handle: TapHandler[Any]
    admits: Admits


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command: it opens a door.

    Attributes:
        summary: message id of the line in Telegram's command menu.
        roles: in whose menu it stands; empty: in everybody's. Whoever types it is let in or not by the flow itself.
    """

    name: str
    summary: str
    door: Callable[[], CallbackData]
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """A link to the bot from outside, `https://t.me/<bot>?start=<letter>_<code>`: it opens a door.

    Attributes:
        letter: one letter; it stands in printed posters and tickets for ever and is never reused.
        door: makes the door of the code: 1 to 48 letters, digits, "-" and "_".
    """

    letter: str
    door: Callable[[str], CallbackData]


@dataclass(slots=True)
class Flow:
    """The steps of one subject, gathered by decorators in its `router.py`."""

    steps: list[Step] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    texts: dict[type[CallbackData], TextHandler] = field(default_factory=dict)
    heeding: set[type[CallbackData]] = field(default_factory=set)
    uploads: dict[type[CallbackData], UploadHandler] = field(default_factory=dict)
    albums: set[type[CallbackData]] = field(default_factory=set)
    points: dict[type[CallbackData], PointHandler] = field(default_factory=dict)
    any_text: TextHandler | None = None
    point: PointHandler | None = None

    def tap(
        self, kind: type[TapKind], *, admits: Admits = Admits.READY
    ) -> Callable[[TapHandler[TapKind]], TapHandler[TapKind]]:
        """Register what a kind of tap does."""

        def register(handle: TapHandler[TapKind]) -> TapHandler[TapKind]:
            self.steps.append(Step(kind, handle, admits))
            return handle

        return register

    def text_at(self, spot: type[CallbackData], *, heeds_alarm: bool = False) -> Callable[[TextHandler], TextHandler]:
        """Register who understands a typed text that is no button of the screen at `spot`.

        Words that need an adult at once (`bot.library.alarm`) never come here: the helpline is shown instead, unless the
        handler takes care of them itself (`heeds_alarm`).
        """

        def register(handle: TextHandler) -> TextHandler:
            self.texts[spot] = handle
            if heeds_alarm:
                self.heeding.add(spot)
            return handle

        return register

    def upload_at(
        self, spot: type[CallbackData], *, takes_photos: bool = False
    ) -> Callable[[UploadHandler], UploadHandler]:
        """Register who reads a file that is sent at `spot`; one that came as a picture only where it is wanted."""

        def register(handle: UploadHandler) -> UploadHandler:
            self.uploads[spot] = handle
            if takes_photos:
                self.albums.add(spot)
            return handle

        return register

    def point_at(self, spot: type[CallbackData]) -> Callable[[PointHandler], PointHandler]:
        """Register who understands a point of the map that is sent at `spot`."""

        def register(handle: PointHandler) -> PointHandler:
            self.points[spot] = handle
            return handle

        return register

    def text_anywhere(self, handle: TextHandler) -> TextHandler:
        """Register who understands a typed text that nobody else did."""
        self.any_text = handle
        return handle

    def location(self, handle: PointHandler) -> PointHandler:
        """Register who understands a point of the map that nobody else did."""
        self.point = handle
        return handle

    def command(self, name: str, summary: str, door: Callable[[], CallbackData], *roles: Role) -> None:
        """Register a slash command with its line in the command menu, of everybody or of those with one of the roles."""
        self.commands.append(Command(name, summary, door, frozenset(roles)))

    def link(self, letter: str, door: Callable[[str], CallbackData]) -> None:
        """Register what a link from outside opens."""
        self.links.append(Link(letter, door))
