"""Screens of professions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import CollegesDoor, MenuDoor, ProfessionDoor, ResultDoor, WorldDoor, WorldsDoor
from bot.chat.paging import paged_rows
from bot.chat.screen import Button, Screen, grid
from bot.chat.sources import short_source
from bot.i18n.speech import Html, bold, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiogram.filters.callback_data import CallbackData

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
    back = (Button(speech.say("← Back"), WorldsDoor()), Button(speech.say("Menu"), MenuDoor()))
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
) -> Screen:
    """The card: what one does, how long one learns, pay, demand, and where it is taught."""
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
        words=tuple(speech.say("colleges, where, college").split(", ")),
    )
    back = (Button(speech.say("← Back"), _back(door, profession)), Button(speech.say("Menu"), MenuDoor()))
    return Screen(Html("\n\n".join(parts)), ((colleges,), back), spot=door)


def _back(door: ProfessionDoor, profession: Profession) -> CallbackData:
    if door.back == "r":
        return ResultDoor()
    return WorldDoor(world=profession.world) if door.back == "w" else WorldsDoor()


def _facts(
    speech: Speech, profession: Profession, pay_basis: str, durations: tuple[Duration | None, Duration | None]
) -> list[Html]:
    after9, after11 = durations
    return [
        speech.html("After grade 9: {length}", length=_length(speech, after9)),
        speech.html("After grade 11: {length}", length=_length(speech, after11)),
        _pay(speech, profession.pay, pay_basis),
        _demand(speech, profession.demand),
    ]


def _length(speech: Speech, duration: Duration | None) -> str:
    if duration is None:
        return speech.say("not known to us, ask the college")
    shortest, longest = _months(speech, duration.months_from), _months(speech, duration.months_to)
    return shortest if shortest == longest else f"{shortest} - {longest}"


def _months(speech: Speech, months: int) -> str:
    years, rest = divmod(months, 12)
    parts = [speech.count("{number} year", "{number} years", years)] if years else []
    parts += [speech.count("{number} month", "{number} months", rest)] if rest else []
    return " ".join(parts)


def _pay(speech: Speech, pay: Pay | None, basis: str) -> Html:
    if pay is None:
        return speech.html("Pay: no reliable figure")
    if pay.average is not None:
        amount = speech.say("about {amount} a month", amount=speech.money(pay.average))
    elif pay.lowest is not None and pay.highest is not None:
        amount = speech.say("{low} to {high} a month", low=speech.money(pay.lowest), high=speech.money(pay.highest))
    else:
        amount = speech.say("from {amount} a month", amount=speech.money(pay.lowest or pay.highest or 0))
    return speech.html(
        "Pay: {amount}. {basis} ({year}, {source})",
        amount=amount,
        basis=basis,
        year=pay.year,
        source=short_source(speech, pay.source),
    )


def _demand(speech: Speech, demand: Demand | None) -> Html:
    if demand is None:
        return speech.html("Demand: no reliable figure")
    level = {
        "in_demand": speech.say("workers are looked for"),
        "stable": speech.say("steady"),
        "emerging": speech.say("a new profession that is growing"),
        "declining": speech.say("fewer are needed than before"),
    }[demand.level]
    return speech.html("Demand: {level} ({source})", level=level, source=_dated(speech, demand.source, demand.year))


def _dated(speech: Speech, source: str, year: int | None) -> str:
    site = short_source(speech, source)
    return f"{year}, {site}" if year else site


def _nearest(speech: Speech, nearest: Nearby | None) -> Html:
    if nearest is None:
        return speech.html("No college in our list names it yet. Ask the colleges near you.")
    return speech.html("Nearest college that teaches it: {distance}", distance=speech.distance(nearest.distance_km))
