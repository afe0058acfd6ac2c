"""Screens of "what if"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.doors import MenuDoor, ResultDoor, WhatIfDoor, WishesDoor, WorldsAgainDoor
from bot.chat.fitting import college_line, entry_lines, profession_button, widening_lines
from bot.chat.paging import paged_rows
from bot.chat.screen import Button, Screen, column
from bot.chat.ways import way_back
from bot.domain.scoring import WISH_POINTS, Wish
from bot.i18n.speech import Html, bold
from handlers.whatif.taps import RegionsDoor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.fitting import Fitting
    from bot.i18n import Speech


@dataclass(frozen=True, slots=True)
class Moved:
    """A profession and its places among all professions, before and under the wish."""

    fitting: Fitting
    before: int
    after: int


def wishes_screen(speech: Speech) -> Screen:
    """What may be supposed."""
    text = speech.html("<b>What if…</b>\n\nThe list re-orders, your answers stay. One tap brings it back.")
    back = (_as_it_was(speech), Button(speech.say("Menu"), MenuDoor()))
    return Screen(
        text,
        (
            *column(
                Button(speech.say("Distance did not matter"), WhatIfDoor(wish="f")),
                Button(speech.say("A dormitory were fine"), WhatIfDoor(wish="d")),
                Button(speech.say("I preferred to be outdoors"), WhatIfDoor(wish="o")),
                Button(speech.say("I wanted to earn sooner"), WhatIfDoor(wish="s")),
                Button(speech.say("I lived in another region"), RegionsDoor()),
                Button(speech.say("I chose other worlds"), WorldsAgainDoor()),
            ),
            back,
        ),
        spot=WishesDoor(),
        is_numbered=True,
    )


def regions_screen(speech: Speech, regions: Sequence[tuple[str, str]], page: int) -> Screen:
    """Regions to be supposed as home: pairs of id and name."""
    buttons = [Button(name, WhatIfDoor(region=region)) for region, name in regions]
    rows = paged_rows(speech, buttons, page, lambda number: RegionsDoor(page=number))
    text = speech.html("<b>Which region?</b>\n\nColleges and demand will be counted from its centre.")
    back = way_back(speech, WishesDoor())
    return Screen(text, (*rows, back), spot=RegionsDoor(page=page))


def whatif_screen(speech: Speech, door: WhatIfDoor, region: str, moved: Sequence[Moved], grade: int | None) -> Screen:
    """The five professions as they would be: what was supposed, where each stood, and why it moved."""
    title, reason = _supposed(speech, door, region)
    lines = [_moved_lines(speech, number, each, door, grade) for number, each in enumerate(moved, start=1)]
    same = [] if any(each.before != each.after for each in moved) else [speech.html("Nothing moves: the order stays.")]
    text = Html("\n\n".join([bold(title), reason, *same, *lines]))
    buttons = [profession_button(each.fitting, door.wish or "r") for each in moved]
    other = Button(speech.say("Another “what if”"), WishesDoor())
    rows = (*column(*buttons, _as_it_was(speech), other), (Button(speech.say("Menu"), MenuDoor()),))
    return Screen(text, rows, spot=door, is_numbered=True)


def _as_it_was(speech: Speech) -> Button:
    return Button(speech.say("← As it was"), ResultDoor(), words=speech.synonyms("back"))


def _supposed(speech: Speech, door: WhatIfDoor, region: str) -> tuple[str, Html]:
    """Return what was supposed, and one line that says why the list re-orders."""
    if not door.wish:
        reason = speech.html("Distances and needs are counted from the centre of this region.")
        return speech.say("If you lived here: {region}", region=region), reason
    return {
        Wish.DISTANCE_FREE: (
            speech.say("If distance did not matter"),
            speech.html("A college far away counts as much as one next door."),
        ),
        Wish.DORMITORY: (
            speech.say("If a dormitory were fine"),
            speech.html("A college that is known to have a dormitory counts as if it stood next door."),
        ),
        Wish.OUTDOORS: (
            speech.say("If you preferred to be outdoors"),
            speech.html("Work that is mostly outdoors gets up to {points} points more.", points=WISH_POINTS),
        ),
        Wish.SOONER: (
            speech.say("If you wanted to earn sooner"),
            speech.html(
                "The shorter the known training, the more points, up to {points}. Where it is not known, nothing is added.",
                points=WISH_POINTS,
            ),
        ),
    }[Wish(door.wish)]


def _moved_lines(speech: Speech, number: int, moved: Moved, door: WhatIfDoor, grade: int | None) -> Html:
    lines = [
        Html(f"{bold(f'{number}. {moved.fitting.name}')} · {_place(speech, moved)}"),
        _why_it_moved(speech, moved.fitting, door),
        *entry_lines(speech, moved.fitting, grade),
        *widening_lines(speech, moved.fitting.suggestion),
    ]
    return Html("\n".join(lines))


def _place(speech: Speech, moved: Moved) -> Html:
    if moved.before == moved.after:
        return speech.html("the same place: {place}", place=moved.after)
    if moved.before > moved.after:
        return speech.html("up: from {before} to {after}", before=moved.before, after=moved.after)
    return speech.html("down: from {before} to {after}", before=moved.before, after=moved.after)


def _why_it_moved(speech: Speech, fitting: Fitting, door: WhatIfDoor) -> Html:
    candidate = fitting.suggestion.candidate
    match Wish(door.wish):
        case Wish.DORMITORY if candidate.dormitory_km is None:
            return speech.html("No college with a known dormitory teaches it.")
        case Wish.DORMITORY:
            return speech.html(
                "College with a dormitory: {distance}.", distance=speech.distance(candidate.dormitory_km or 0.0)
            )
        case Wish.OUTDOORS:
            return {
                "mostly": speech.html("Mostly outdoors."),
                "partly": speech.html("Partly outdoors."),
                "rarely": speech.html("Mostly indoors."),
                None: speech.html("How much is outdoors is not known to us."),
            }[candidate.outdoors]
        case Wish.SOONER if candidate.months is None:
            return speech.html("Length of training: not known to us, ask the college.")
        case Wish.SOONER:
            return speech.html("Training from {length}.", length=speech.months(candidate.months or 0))
        case _:
            return college_line(speech, fitting)
