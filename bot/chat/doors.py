"""Taps that lead from one flow into another. A flow's own taps live beside it; flows do not know each other, only doors.

Prefixes are one or two letters because a tap has 64 bytes; they are stored in old keyboards for ever and never reused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, get_args

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain.languages import Language

if TYPE_CHECKING:
    from bot.domain.people import Person


# What is supposed by "what if": distance is no matter, a dormitory is fine, outdoors, sooner to work; empty: nothing.
WishLetter = Literal["", "f", "d", "o", "s"]
# Whence one came to a profession: the result, a wish of "what if", a world, saved things, a region (the digits of its id), or
# elsewhere.
# fmt: off
Back = Literal[
    "r", "f", "d", "o", "s", "w", "t", "m",
    "10", "11", "15", "19", "23", "27", "31", "33", "35", "39", "43", "47", "55", "59", "61", "62", "63", "71", "75", "79",
]
# fmt: on
# Ids of the content are no longer than this; a longer one would leave no room for the rest of a tap.
CardId = Annotated[str, Field(max_length=24)]
# The number of a row; whether it is somebody's own is asked where the row is read.
RowId = Annotated[int, Field(ge=1, le=2**31 - 1)]


class LanguageDoor(CallbackData, prefix="l"):
    """The choice of language."""


class WelcomeDoor(CallbackData, prefix="w"):
    """What the bot does and keeps; asks for agreement. The language travels in the tap: nothing is stored yet."""

    language: Language


class ConsentNewsDoor(CallbackData, prefix="cn"):
    """The question for agreement to a privacy text that has changed since."""


class GradeDoor(CallbackData, prefix="g"):
    """The question for the grade."""


class PlaceDoor(CallbackData, prefix="pl"):
    """The question where the pupil lives."""


class HereDoor(CallbackData, prefix="h"):
    """Wherever the person stands: shows that screen again, for instance in a new language."""


class NextDoor(CallbackData, prefix="nx"):
    """The step of the welcome that is still missing, or the menu when there is none."""


class MenuDoor(CallbackData, prefix="m"):
    """The menu."""


class PageDoor(CallbackData, prefix="pg"):
    """A page of prose: help or privacy."""

    name: Literal["help", "privacy"]


class QuizDoor(CallbackData, prefix="q"):
    """The question that comes next, whichever that is."""


class ResultDoor(CallbackData, prefix="r"):
    """The result of the finished quiz and the five professions."""


class PictureDoor(CallbackData, prefix="pt"):
    """The picture of the six interests, and the result below it."""


class WorldsAgainDoor(CallbackData, prefix="wg"):
    """The worlds that were ticked after the last quiz, to be changed."""


class OrderDoor(CallbackData, prefix="wo"):
    """The five professions with the parts of their scores."""


class WishesDoor(CallbackData, prefix="wi"):
    """The choice of "what if"."""


class CompareDoor(CallbackData, prefix="cm"):
    """Two or three professions to be chosen for a comparison; `picks` are their places in the list, a digit each."""

    picks: str = ""


class ParentsDoor(CallbackData, prefix="pc"):
    """The card to forward to parents, in Kazakh or Russian; in the pupil's own language where none is named."""

    language: Literal["", "kk", "ru"] = ""


class WhatIfDoor(CallbackData, prefix="wf"):
    """The result as it would be under a wish, or in another region (its id)."""

    wish: WishLetter = ""
    region: str = ""


class WhyDoor(CallbackData, prefix="wy"):
    """Why a profession stands where it stands."""

    id: str
    wish: WishLetter = ""


class MyThingsDoor(CallbackData, prefix="mt"):
    """What the pupil saved, and their results."""

    page: int = 0


class SaveTap(CallbackData, prefix="sv"):
    """Save a profession or a college, or take it off the list; says which, so that a double tap is one."""

    kind: Literal["profession", "college"]
    id: str
    on: bool


class WorldsDoor(CallbackData, prefix="ws"):
    """The worlds of professions."""


class WorldDoor(CallbackData, prefix="wd"):
    """The professions of one world."""

    world: str
    page: int = 0


class ProfessionDoor(CallbackData, prefix="p"):
    """A profession's card; `back` says where the way back leads."""

    id: str
    back: Back = "m"


class CollegesDoor(CallbackData, prefix="cs"):
    """The nearest colleges, of one profession or of all (an empty id), from home or from another place."""

    profession: str = ""
    place: str = ""
    back: Back = "m"
    page: int = 0


class CollegeDoor(CallbackData, prefix="c"):
    """A college's card, seen on the way from a profession, or from a list that begins at another place than home.

    `listed` says which list of the place that was: by distance from it, or all in that town. With a profession the place stays
    empty: both would not fit into a tap.
    """

    id: str
    profession: str = ""
    back: Back = "m"
    page: int = 0
    place: str = ""
    listed: Literal["", "t"] = ""


class CollegeRegionsDoor(CallbackData, prefix="cr"):
    """The regions, to look for colleges by town."""

    page: int = 0


class CollegeTownsDoor(CallbackData, prefix="ct"):
    """The towns of a region that have colleges."""

    region: str
    page: int = 0


class CollegeTownDoor(CallbackData, prefix="cw"):
    """All colleges of a town."""

    place: str
    page: int = 0


class RegionDoor(CallbackData, prefix="rg"):
    """What is needed in a region; in the pupil's own one where none is named."""

    region: str = ""


class EnterpriseDoor(CallbackData, prefix="en"):
    """An enterprise's card."""

    id: str


class KnownEventDoor(CallbackData, prefix="ke"):
    """An event of which public sources tell, seen on the way from a region (or from none)."""

    id: str
    region: str = ""


class AdmissionDoor(CallbackData, prefix="ad"):
    """When colleges take documents after grade 9 or 11 (empty: the pupil's own), perhaps on the way from a college's card."""

    entry: Literal["", "9", "11"] = ""
    college: CardId = ""


class RemindTap(CallbackData, prefix="ar"):
    """Remind of the admission after a grade in a summer, or remind no more; says which, so that a double tap is one."""

    entry: Literal["9", "11"]
    year: Annotated[int, Field(ge=2000, le=2100)]
    on: bool


class TicketDoor(CallbackData, prefix="tk"):
    """A registration as it is now: a ticket, a place in line, an offer."""

    id: RowId


class TicketsDoor(CallbackData, prefix="tl"):
    """The pupil's own tickets."""

    page: int = 0


class EventsDoor(CallbackData, prefix="ev"):
    """Events near home; only those at which a profession can be tried where one is named."""

    profession: str = ""
    page: int = 0


class EventDoor(CallbackData, prefix="ek"):
    """An event's card."""

    id: RowId


class RegisterDoor(CallbackData, prefix="es"):
    """The form by which one registers for a session; whatever is still missing is asked."""

    session: RowId


def entry_in_tap(entry: int) -> Literal["9", "11"]:
    """Return the grade after which one enters as taps carry it."""
    return "9" if entry == 9 else "11"


def back_to(region: str) -> Back:
    """Return what leads from a profession back to a region; elsewhere for one that no tap knows."""
    return next((back for back in get_args(Back) if f"KZ-{back}" == region), "m")


def region_behind(back: Back) -> str:
    """Return the region to which the way back leads; empty when it leads elsewhere."""
    return f"KZ-{back}" if back.isdigit() else ""


def next_step(person: Person) -> CallbackData:
    """Return the door behind which the welcome goes on, or the menu when it is over."""
    if person.grade is None:
        return GradeDoor()
    if person.place is None:
        return PlaceDoor()
    return MenuDoor()
