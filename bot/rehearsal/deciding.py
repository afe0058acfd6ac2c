"""What an invented pupil does next, by the buttons that they see and by where the bot believes them to stand. Pure.

Somebody who went through a fault looks at another screen than they expected, so nothing here counts steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.chat.doors import EventDoor, PlaceDoor, RegisterDoor, TicketDoor
from handlers.place.taps import TownTap
from handlers.registering.taps import AgeTap, FieldDoor, FriendsDoor, FriendsTap, SendTap
from handlers.welcome.taps import AgreeTap, GradeTap, LanguageTap

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from aiogram.filters.callback_data import CallbackData

    from bot.rehearsal.people import Plan

_ANSWER: Final = "M"


@dataclass(frozen=True, slots=True)
class Tap:
    """Tap the button with this data."""

    data: str


@dataclass(frozen=True, slots=True)
class Say:
    """Type a text."""

    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """There is a ticket."""

    registration: int


@dataclass(frozen=True, slots=True)
class Way:
    """Where a pupil wants to go.

    Attributes:
        link: what is said to begin, and again when nothing else helps.
        town_name: the town as it is typed.
        free: sessions that have seats, as the card shows them.
        friends_are_counted: whether it was said already how many come along.
    """

    link: str
    town_name: str
    free: Collection[int]
    friends_are_counted: bool


Act = Tap | Say | Done


def next_act(plan: Plan, data: Sequence[str], spot: str, way: Way) -> Act:
    """Return what to do next."""
    if is_of(spot, TicketDoor):
        return Done(TicketDoor.unpack(spot).id)
    if is_of(spot, FieldDoor):
        return _in_field(plan, FieldDoor.unpack(spot))
    return _on_form(plan, data, way) or _in_welcome(plan, data, spot, way) or _on_card(plan, data, way) or Say(way.link)


def is_of(data: str, kind: type[CallbackData]) -> bool:
    """Return whether the data of a button, or a spot, is of a kind."""
    return data.partition(kind.__separator__)[0] == kind.__prefix__


def first_of(data: Sequence[str], kind: type[CallbackData]) -> str | None:
    """Return the first button of a kind."""
    return next((each for each in data if is_of(each, kind)), None)


def _in_field(plan: Plan, door: FieldDoor) -> Act:
    if door.step == "age":
        return Tap(AgeTap(session=door.session, is_under=plan.grade < 10).pack())
    return Say(plan.texts.get(door.step, _ANSWER))


def _on_form(plan: Plan, data: Sequence[str], way: Way) -> Act | None:
    friends = first_of(data, FriendsTap)
    if friends is not None:
        number = 0 if way.friends_are_counted else plan.friends
        return Tap(FriendsTap.unpack(friends).model_copy(update={"number": number}).pack())
    send, with_friends = first_of(data, SendTap), first_of(data, FriendsDoor)
    if with_friends is not None and (send is None or (plan.friends and not way.friends_are_counted)):
        return Tap(with_friends)
    return Tap(send) if send is not None else None


def _in_welcome(plan: Plan, data: Sequence[str], spot: str, way: Way) -> Act | None:
    towns = [each for each in data if is_of(each, TownTap)]
    if towns:
        mine = TownTap(place=plan.town).pack()
        return Tap(mine if mine in towns else towns[0])
    if is_of(spot, PlaceDoor):
        return Say(way.town_name)
    if first_of(data, LanguageTap):
        return Tap(f"{LanguageTap.__prefix__}:{plan.language}")
    if first_of(data, GradeTap):
        return Tap(GradeTap(grade=plan.grade).pack())
    agree = first_of(data, AgreeTap)
    return Tap(agree) if agree is not None else None


def _on_card(plan: Plan, data: Sequence[str], way: Way) -> Act | None:
    mine = first_of(data, TicketDoor)
    if mine is not None and first_of(data, EventDoor) is None:
        return Tap(mine)
    offered = {RegisterDoor.unpack(each).session: each for each in data if is_of(each, RegisterDoor)}
    wanted = [each for each in plan.wishes if each in offered]
    if not wanted:
        return None
    free = [each for each in wanted if each in way.free]
    return Tap(offered[wanted[0] if plan.insists or not free else free[0]])
