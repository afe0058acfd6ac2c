"""Taps of those who announce. Whose an announcement is, the services ask."""

from __future__ import annotations

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.chat.doors import RowId

Code = Literal["kk", "ru", "en"]
# For whom, and who of them not.
Side = Literal["w", "b"]
Part = Literal["classes", "events", "regions", "towns", "grades", "languages", "interests", "professions", "schools"]
# What becomes of an announcement by one tap.
Deed = Literal[
    "test", "send", "pause", "resume", "cancel", "erase", "urgent", "calm", "agree", "decline", "again", "remove"
]
Epoch = Annotated[int, Field(ge=0, le=2**33)]


class OwnAnnouncementsDoor(CallbackData, prefix="ka"):
    """The announcements that somebody wrote."""

    page: int = 0


class NewAnnouncementTap(CallbackData, prefix="kb"):
    """Begin one."""


class OwnAnnouncementDoor(CallbackData, prefix="kc"):
    """An announcement, for its author: a draft to be changed, or how far it is."""

    id: RowId


class WordsDoor(CallbackData, prefix="kd"):
    """The words in a language; they are typed here."""

    id: RowId
    code: Code


class NoWordsTap(CallbackData, prefix="kf"):
    """Take the words in a language out."""

    id: RowId
    code: Code


class LinkDoor(CallbackData, prefix="kg"):
    """The button below; an address or a profession is typed here."""

    id: RowId
    page: int = 0


class LinkTap(CallbackData, prefix="kh"):
    """A button to an event ("e"), to a profession ("p"), or none ("n")."""

    id: RowId
    kind: Literal["e", "p", "n"]
    target: str = ""


class FileDoor(CallbackData, prefix="ki"):
    """The picture or file; it is sent here."""

    id: RowId


class NoFileTap(CallbackData, prefix="kj"):
    """Take the picture or file away."""

    id: RowId


class WhomDoor(CallbackData, prefix="kl"):
    """For whom it is, or who is left out."""

    id: RowId
    side: Side = "w"


class PartDoor(CallbackData, prefix="km"):
    """One part of for whom it is; some parts are typed here."""

    id: RowId
    side: Side
    part: Part
    page: int = 0


class ToggleTap(CallbackData, prefix="kq"):
    """Take a value in, or out."""

    id: RowId
    side: Side
    part: Part
    value: str
    on: bool
    page: int = 0


class PreviewDoor(CallbackData, prefix="kr"):
    """What its readers will see, in a language."""

    id: RowId
    code: Code


class ConfirmDoor(CallbackData, prefix="kt"):
    """Whom it reaches, before it is sent; a time for it is typed here."""

    id: RowId
    at: Epoch = 0


class SendAtTap(CallbackData, prefix="ku"):
    """Send it at a time."""

    id: RowId
    at: Epoch


class SureDoor(CallbackData, prefix="kx"):
    """Is that really meant? Before something that cannot be taken back."""

    id: RowId
    deed: Deed


class DeedTap(CallbackData, prefix="kw"):
    """Do something with it."""

    id: RowId
    deed: Deed


class ReachedTap(CallbackData, prefix="kz"):
    """Whom it reached, as a file."""

    id: RowId


class CorrectDoor(CallbackData, prefix="ks"):
    """Other words for what was sent; they are typed here."""

    id: RowId
    code: Code
