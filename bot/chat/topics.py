"""Where the topics of help lead that people type: ids of `content/<language>/topics.yaml` and the doors behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import (
    AdmissionDoor,
    CollegesDoor,
    EventsDoor,
    GradeDoor,
    LanguageDoor,
    MyThingsDoor,
    PageDoor,
    PlaceDoor,
    QuizDoor,
    RegionDoor,
    ResultDoor,
    TicketsDoor,
    WorldsDoor,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiogram.filters.callback_data import CallbackData

DOORS: Mapping[str, CallbackData] = {
    "quiz": QuizDoor(),
    "result": ResultDoor(),
    "my": MyThingsDoor(),
    "professions": WorldsDoor(),
    "colleges": CollegesDoor(),
    "admission": AdmissionDoor(),
    "region": RegionDoor(),
    "events": EventsDoor(),
    "tickets": TicketsDoor(),
    "language": LanguageDoor(),
    "grade": GradeDoor(),
    "place": PlaceDoor(),
    "help": PageDoor(name="help"),
    "privacy": PageDoor(name="privacy"),
    # Erasing is asked for on the page that says what there is to erase.
    "delete": PageDoor(name="privacy"),
}
