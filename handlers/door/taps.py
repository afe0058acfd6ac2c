"""Taps of the door. What lets somebody in carries the nonce of its screen, so that an old button lets nobody in again."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.chat.doors import RowId
from bot.chat.staff_doors import EventId

Nonce = Annotated[str, Field(pattern=r"^[0-9a-z]{1,16}$")]
ReasonLetter = Literal["m", "w", "l", "o"]


class EntryDoor(CallbackData, prefix="xe"):
    """An entry: who it was and when. The event travels along for what is typed next."""

    id: RowId
    event: EventId = 0


class PostsDoor(CallbackData, prefix="xs"):
    """The sessions of an event, to choose the one for which the helper works."""

    event: RowId
    page: int = 0


class PostTap(CallbackData, prefix="xp"):
    """I work for this session; or for none in particular of its event."""

    session: RowId
    works: bool


class LetInTap(CallbackData, prefix="xl"):
    """Let in somebody found by name; `anyway`: although the ticket is for another session."""

    id: RowId
    nonce: Nonce
    anyway: bool = False


class LineTap(CallbackData, prefix="xw"):
    """Let in somebody who waits, if a seat is left; `paper`: the parent's paper is here."""

    id: RowId
    nonce: Nonce
    paper: bool = False


class WalkInDoor(CallbackData, prefix="xg"):
    """The question for name and class of somebody without a ticket; `paper`: the parent's paper is here."""

    session: RowId
    paper: bool = False


class UndoDoor(CallbackData, prefix="xu"):
    """The question why an entry is taken back."""

    id: RowId
    event: EventId = 0


class UndoTap(CallbackData, prefix="xr"):
    """Take an entry back for a reason."""

    id: RowId
    reason: ReasonLetter
