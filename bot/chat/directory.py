"""All flows together: which step a tap leads to, who reads a typed text. Built once, refuses what could be ambiguous."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiogram.filters.callback_data import CallbackData

    from bot.chat.flow import Command, Flow, Link, PointHandler, Step, TextHandler, UploadHandler

_SEPARATOR = ":"
# A button carries at most so many bytes; what is longer was never on one of ours.
_LONGEST_DATA: Final = 64
# What may follow "?start=": a link's letter and its code. Telegram allows 64 letters in all; a door has room for fewer.
_PAYLOAD: Final = re.compile(r"([a-z])_([A-Za-z0-9_-]{1,48})")


class Directory:
    """Finds the step of a tap by its prefix."""

    def __init__(self, flows: Iterable[Flow]) -> None:
        self._steps: dict[str, Step] = {}
        self.commands: dict[str, Command] = {}
        self._links: dict[str, Link] = {}
        self._uploads: dict[type[CallbackData], UploadHandler] = {}
        self._albums: set[type[CallbackData]] = set()
        self._texts: dict[type[CallbackData], TextHandler] = {}
        self._heeding: set[type[CallbackData]] = set()
        self._any_texts: list[TextHandler] = []
        self._points: list[PointHandler] = []
        self._points_at: dict[type[CallbackData], PointHandler] = {}
        for flow in flows:
            self._add(flow)
        if len(self._points) != 1 or len(self._any_texts) != 1:
            raise ValueError("exactly one flow has to understand a location, and one any text")

    @property
    def steps(self) -> list[Step]:
        """Every step of every flow."""
        return list(self._steps.values())

    @property
    def point(self) -> PointHandler:
        """Who understands a point of the map that nobody else did."""
        return self._points[0]

    @property
    def any_text(self) -> TextHandler:
        """Who reads a typed text that nobody else understood."""
        return self._any_texts[0]

    def step_of(self, tap: CallbackData) -> Step:
        """Return the step that answers a tap."""
        return self._steps[tap.__prefix__]

    def text_at(self, spot: CallbackData) -> TextHandler | None:
        """Return who reads a typed text at a spot."""
        return self._texts.get(type(spot))

    def heeds_alarm(self, spot: CallbackData) -> bool:
        """Say whether who reads a text at a spot takes care of words that need an adult at once."""
        return type(spot) in self._heeding

    def upload_at(self, spot: CallbackData, *, is_photo: bool = False) -> UploadHandler | None:
        """Return who reads a file, or a picture, that is sent at a spot."""
        return None if is_photo and type(spot) not in self._albums else self._uploads.get(type(spot))

    def point_at(self, spot: CallbackData) -> PointHandler | None:
        """Return who understands a point of the map that is sent at a spot."""
        return self._points_at.get(type(spot))

    def linked(self, payload: str) -> CallbackData | None:
        """Return the door that a link from outside opens; None when it is of no kind known here, or forged."""
        found = _PAYLOAD.fullmatch(payload)
        link = self._links.get(found[1]) if found else None
        if link is None or found is None:
            return None
        try:
            return self.unpack(link.door(found[2]).pack())
        except ValueError:
            # A code that the door of this letter never has.
            return None

    def unpack(self, data: str) -> CallbackData | None:
        """Return the tap that a button's data stands for; None when it is of no kind known here, or forged."""
        step = self._steps.get(data.split(_SEPARATOR, 1)[0])
        if step is None or len(data.encode(errors="replace")) > _LONGEST_DATA:
            return None
        try:
            return step.kind.unpack(_completed(step.kind, data))
        except (ValueError, TypeError):
            return None

    def _add(self, flow: Flow) -> None:
        for step in flow.steps:
            if self._steps.setdefault(step.kind.__prefix__, step) is not step:
                raise ValueError(f"two steps share the prefix {step.kind.__prefix__!r}")
        for command in flow.commands:
            if self.commands.setdefault(command.name, command) is not command:
                raise ValueError(f"two flows share the command /{command.name}")
        for link in flow.links:
            if self._links.setdefault(link.letter, link) is not link:
                raise ValueError(f"two flows share the links that begin with {link.letter!r}")
        self._uploads |= flow.uploads
        self._albums |= flow.albums
        self._texts |= flow.texts
        self._heeding |= flow.heeding
        self._points_at |= flow.points
        self._any_texts += [flow.any_text] if flow.any_text else []
        self._points += [flow.point] if flow.point else []


def _completed(kind: type[CallbackData], data: str) -> str:
    """Return the data with the defaults of fields that an older keyboard does not know yet."""
    newer = list(kind.model_fields.values())[data.count(_SEPARATOR) :]
    if any(field.is_required() for field in newer):
        return data
    return data + "".join(f"{_SEPARATOR}{field.default}" for field in newer)
