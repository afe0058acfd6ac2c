"""Taps of those who lead classes."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.chat.doors import RowId
from bot.domain.classes import GRADES

Grade = Annotated[int, Field(ge=min(GRADES), le=max(GRADES))]
Letter = Annotated[str, Field(max_length=3)]


class NewClassDoor(CallbackData, prefix="bn"):
    """The question for the grade of a new class."""


class LetterDoor(CallbackData, prefix="bl"):
    """The question for its letter."""

    grade: Grade


class SchoolDoor(CallbackData, prefix="bs"):
    """The question for its school, where the invitation names none."""

    grade: Grade
    letter: Letter = ""


class MakeTap(CallbackData, prefix="bm"):
    """Make the class."""

    grade: Grade
    letter: Letter = ""


class NamesDoor(CallbackData, prefix="bw"):
    """Who is in a class, by name those who agreed."""

    id: RowId
    page: int = 0


class PupilResultTap(CallbackData, prefix="br"):
    """The result of somebody who agreed."""

    id: RowId
    member: RowId


class PosterTap(CallbackData, prefix="bp"):
    """The poster of a class."""

    id: RowId


class OpenTap(CallbackData, prefix="bo"):
    """Close a class, or open it again; says which, so that a double tap is one."""

    id: RowId
    on: bool


class TakeDoor(CallbackData, prefix="bt"):
    """The question whether to take over a class of one's school."""

    id: RowId


class TakeTap(CallbackData, prefix="bu"):
    """Yes, take it over."""

    id: RowId


class OrphansDoor(CallbackData, prefix="bz"):
    """Classes without a counsellor, for an administrator."""

    page: int = 0


class OrphanDoor(CallbackData, prefix="by"):
    """Who shall lead such a class?"""

    id: RowId
    page: int = 0


class AssignTap(CallbackData, prefix="bx"):
    """A counsellor, by their role's number, leads it from now on."""

    id: RowId
    grant: RowId
