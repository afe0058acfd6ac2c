"""Doors that only staff go through: helpers at the entrance, teachers who bring a class, those who invite others.

Rules as in `bot.chat.doors`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.chat.doors import RowId

# Of an event; 0 when none is named.
EventId = Annotated[int, Field(ge=0, le=2**31 - 1)]


class CheckInDoor(CallbackData, prefix="xd"):
    """The door of an event for those who check tickets; of the only one, or a choice, where none is named."""

    event: EventId = 0


class DoorListDoor(CallbackData, prefix="xh"):
    """The list of an event's door: as a file, and back with its ticks."""

    event: RowId
    page: int = 0


class ScanDoor(CallbackData, prefix="xt"):
    """The code of a ticket, as the camera of a phone read it."""

    code: Annotated[str, Field(min_length=1)]


class ClassesDoor(CallbackData, prefix="yd"):
    """Classes at events for those who bring them: where one can be brought, and those that were."""

    event: EventId = 0


class ClassDoor(CallbackData, prefix="yp"):
    """A class at an event, a page of it."""

    party: RowId
    page: int = 0


class StaffDoor(CallbackData, prefix="is"):
    """Who of the staff one may see, and whom one may invite."""

    page: int = 0


class InviteDoor(CallbackData, prefix="ii"):
    """Invite somebody to a role (its first letter): the one typed next is for whom. `event` is 0 for none in particular."""

    role: Literal["a", "c", "o", "h"]
    event: EventId = 0


class OrganiseDoor(CallbackData, prefix="nd"):
    """The events that somebody runs."""

    page: int = 0


class RunDoor(CallbackData, prefix="ne"):
    """An event as who runs it sees it: its state, its counters, and what can be done."""

    event: RowId


class ExportDoor(CallbackData, prefix="ie"):
    """Who registered, as a file: of an event, or the choice of one where none is named."""

    event: EventId = 0
    page: int = 0
