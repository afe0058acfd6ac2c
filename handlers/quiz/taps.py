"""Taps of the quiz. Each carries the run and the item it is about, never "the present question"."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

# 1-5, and 0 for "I don't know".
Choice = Annotated[int, Field(ge=0, le=5)]
# As large as the tables' own numbers; a larger one was never ours.
RunId = Annotated[int, Field(ge=1, le=2**31 - 1)]


class AnswerTap(CallbackData, prefix="a"):
    """An answer to an open question."""

    run: RunId
    item: str
    choice: Choice


class ReviseTap(CallbackData, prefix="v"):
    """Another answer to a question that had one, given on the way back or at a second look."""

    run: RunId
    item: str
    choice: Choice


class QuestionDoor(CallbackData, prefix="qq"):
    """A question that was answered before, to look at it again."""

    run: RunId
    item: str


class PauseTap(CallbackData, prefix="z"):
    """Enough for now."""


class LookAgainTap(CallbackData, prefix="la"):
    """Look again at the answers that were doubted."""

    run: RunId


class LeaveTap(CallbackData, prefix="lv"):
    """Leave the doubted answers as they are."""

    run: RunId


class TickWorldTap(CallbackData, prefix="wt"):
    """Tick a world, or take its tick away."""

    run: RunId
    world: str
    on: bool


class EndWorldsTap(CallbackData, prefix="we"):
    """Enough worlds, or none."""

    run: RunId
