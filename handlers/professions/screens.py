"""Screens of professions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import (
    CollegesDoor,
    EventsDoor,
    MenuDoor,
    MyThingsDoor,
    ProfessionDoor,
    RegionDoor,
    ResultDoor,
    WhatIfDoor,
    WhyDoor,
    WorldDoor,
    WorldsDoor,
    region_behind,
)
from bot.chat.figures import amount_text, length_text
from bot.chat.fitting import level_name
from bot.chat.paging import paged_rows
from bot.chat.saving import save_button
from bot.chat.screen import Button, Screen, grid
from bot.chat.sources import short_source
from bot.chat.ways import way_back
from bot.i18n.speech import Html, bold, safe
from handlers.professions.taps import ProfessionDayDoor, ProfessionNearDoor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiogram.filters.callback_data import CallbackData

    from bot.chat.doors import WishLetter
    from bot.domain.catalogue import Demand, Duration, Pay, Profession
    from bot.i18n import Speech
    from bot.library import ProfessionWords
    from bot.services.atlas import Nearby


def worlds_screen(speech: Speech, worlds: Sequence[tuple[str, str]]) -> Screen:
    """All worlds: pairs of id and name."""
    buttons = [Button(name, WorldDoor(world=world)) for world, name in worlds]
    text = speech.html(
        "<b>Worlds of professions</b>\n\nChoose a world, or write what you would like to do in your own words."
    )
    return Screen(text, (*grid(buttons), (Button(speech.say("Menu"), MenuDoor()),)), spot=WorldsDoor())


def world_screen(
    speech: Speech, world: str, name: str, professions: Sequence[tuple[str, ProfessionWords]], page: int
) -> Screen:
    """The professions of a world: pairs of id and words."""
    buttons = [
        Button(words.short, ProfessionDoor(id=profession, back="w"), words=(words.name,))
        for profession, words in professions
    ]
    rows = paged_rows(speech, buttons, page, lambda number: WorldDoor(world=world, page=number))
    back = way_back(speech, WorldsDoor())
    count = speech.count("{number} profession", "{number} professions", len(professions))
    text = Html(f"{bold(name)}\n\n{count}")
    return Screen(text, (*rows, back), spot=WorldDoor(world=world, page=page))


def profession_screen(
    speech: Speech,
    profession: Profession,
    words: ProfessionWords,
    pay_basis: str,
    durations: tuple[Duration | None, Duration | None],
    nearest: Nearby | None,
    door: ProfessionDoor,
    *,
    is_saved: bool,
    has_result: bool,
    events: int = 0,
) -> Screen:
    """The card: what one does, how long one learns, pay, demand, where it is taught, and at how many events one can try it."""
    parts = [
        Html(f"{bold(words.name)}\n{safe(words.line)}"),
        safe(words.does),
        *([] if words.demand_note is None else [safe(words.demand_note)]),
        Html("\n".join(_facts(speech, profession, pay_basis, durations))),
        _nearest(speech, nearest),
    ]
    colleges = Button(
        speech.say("Where to learn it"),
        CollegesDoor(profession=profession.id, back=door.back),
        words=speech.synonyms("colleges, where, college"),
    )
    day = Button(speech.say("A working day"), ProfessionDayDoor(id=profession.id, back=door.back))
    near = Button(
        speech.say("Who hires near me"),
        ProfessionNearDoor(id=profession.id, back=door.back),
        words=speech.synonyms("work, demand, hires"),
    )
    try_it = Button(
        speech.count("Try it: {number} event", "Try it: {number} events", events),
        EventsDoor(profession=profession.id),
        words=speech.synonyms("try, events"),
    )
    why = [Button(speech.say("Why this one?"), WhyDoor(id=profession.id, wish=_wish(door)))] if has_result else []
    save = save_button(speech, "profession", profession.id, is_saved=is_saved)
    back = way_back(speech, _back(door, profession))
    return Screen(
        Html("\n\n".join(parts)),
        ((colleges,), (day,), (near,), *([(try_it,)] if events else []), (*why, save), back),
        spot=door,
    )


def _wish(door: ProfessionDoor) -> WishLetter:
    match door.back:
        case "f" | "d" | "o" | "s":
            return door.back
        case _:
            return ""


def _back(door: ProfessionDoor, profession: Profession) -> CallbackData:
    match door.back:
        case "r":
            return ResultDoor()
        case "f" | "d" | "o" | "s":
            return WhatIfDoor(wish=door.back)
        case "w":
            return WorldDoor(world=profession.world)
        case "t":
            return MyThingsDoor()
        case "m":
            return WorldsDoor()
        case region:
            return RegionDoor(region=region_behind(region))


def _facts(
    speech: Speech, profession: Profession, pay_basis: str, durations: tuple[Duration | None, Duration | None]
) -> list[Html]:
    after9, after11 = durations
    return [
        speech.html("After grade 9: {length}", length=length_text(speech, after9)),
        speech.html("After grade 11: {length}", length=length_text(speech, after11)),
        _pay(speech, profession.pay, pay_basis),
        _demand(speech, profession.demand),
    ]


def _pay(speech: Speech, pay: Pay | None, basis: str) -> Html:
    if pay is None:
        return speech.html("Pay: no reliable figure")
    return speech.html(
        "Pay: {amount}. {basis} ({year}, {source})",
        amount=amount_text(speech, pay),
        basis=basis,
        year=pay.year,
        source=short_source(speech, pay.source),
    )


def _demand(speech: Speech, demand: Demand | None) -> Html:
    if demand is None:
        return speech.html("Demand: no reliable figure")
    return speech.html(
        "Demand: {level} ({source})", level=level_name(speech, demand.level), source=_dated(speech, demand)
    )


def _dated(speech: Speech, demand: Demand) -> str:
    site = short_source(speech, demand.source)
    if demand.year:
        return f"{demand.year}, {site}"
    return speech.say("{source}, read in {month}", source=site, month=speech.month(demand.collected))


def _nearest(speech: Speech, nearest: Nearby | None) -> Html:
    if nearest is None:
        return speech.html("No college in our list names it yet. Ask the colleges near you.")
    return speech.html("Nearest college that teaches it: {distance}", distance=speech.distance(nearest.distance_km))
