"""Taps of classes at events."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.chat.doors import RowId

Number = Annotated[int, Field(ge=1, le=999)]


class ClassUploadDoor(CallbackData, prefix="yu"):
    """A session to which a class can be brought: here its list is sent."""

    session: RowId


class TemplateTap(CallbackData, prefix="yt"):
    """The empty list, to be filled in."""

    session: RowId


class RegisterTap(CallbackData, prefix="yr"):
    """Register the class of a list that waits; `papers`: the parents' signed papers are in the teacher's hands."""

    draft: RowId
    papers: bool


class PlacesDoor(CallbackData, prefix="yk"):
    """The question how many places to keep for a link."""

    session: RowId


class KeepTap(CallbackData, prefix="yl"):
    """Keep so many places; `classes` is how many classes one had there before, so that a double tap keeps them once."""

    session: RowId
    number: Number
    classes: Annotated[int, Field(ge=0, le=999)]


class MemberDoor(CallbackData, prefix="ym"):
    """One of a class."""

    party: RowId
    id: RowId


class MemberBackTap(CallbackData, prefix="yb"):
    """Give the seat of one of a class back."""

    party: RowId
    id: RowId


class ClassBackDoor(CallbackData, prefix="yx"):
    """The question whether to give back the seats of a whole class."""

    party: RowId


class ClassBackTap(CallbackData, prefix="yz"):
    """Yes, give them all back."""

    party: RowId


class ClassAcceptTap(CallbackData, prefix="ya"):
    """Take all the seats that were offered to a class."""

    party: RowId


class ClassFileTap(CallbackData, prefix="yf"):
    """The class with the codes of its tickets as a file."""

    party: RowId
