"""Doors of classes: those who lead them, and those who are in them. Rules as in `bot.chat.doors`."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.chat.doors import RowId


class LedClassesDoor(CallbackData, prefix="ba"):
    """The classes that a counsellor leads; for everybody else their own class."""


class LedClassDoor(CallbackData, prefix="bc"):
    """A class, for its counsellor."""

    id: RowId


class ClassReportDoor(CallbackData, prefix="bg"):
    """The report of a class."""

    id: RowId


class SchoolReportDoor(CallbackData, prefix="bh"):
    """The report of the school that a counsellor's invitation names."""


class MyClassDoor(CallbackData, prefix="jm"):
    """The classes that a pupil is in; a typed joining code leads into another one."""


class AskDoor(CallbackData, prefix="oa"):
    """A question to one's counsellor is typed here; to that of one class where several are possible."""

    group: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0


class MyQuestionDoor(CallbackData, prefix="om"):
    """A question that one asked."""

    id: RowId


class InboxDoor(CallbackData, prefix="oi"):
    """The questions that a counsellor is to answer."""

    page: int = 0


class AnswerDoor(CallbackData, prefix="oq"):
    """A question, for who is to answer it; the answer is typed here."""

    id: RowId


class JoinClassDoor(CallbackData, prefix="jd"):
    """What it means to join the class of a code."""

    code: Annotated[str, Field(min_length=1, max_length=48)]
