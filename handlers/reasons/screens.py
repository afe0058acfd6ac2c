"""Screens of "why this one"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.chat.answers import answer_name
from bot.chat.doors import OrderDoor, ProfessionDoor, ResultDoor, WhatIfDoor, WhyDoor
from bot.chat.fitting import college_line, entry_lines, need_line, widening_lines
from bot.chat.screen import Button, Screen, column
from bot.chat.ways import way_back
from bot.domain.advice import Part
from bot.domain.scoring import Wish
from bot.i18n.speech import Html, bold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aiogram.filters.callback_data import CallbackData

    from bot.chat.fitting import Fitting
    from bot.domain.reasons import Reason
    from bot.i18n import Speech
    from bot.services.advice import Explained


@dataclass(frozen=True, slots=True)
class Why:
    """An explanation with the words it needs.

    Attributes:
        activities: item -> the activity as it was asked.
        world: the profession's world.
        region: the pupil's region.
    """

    explained: Explained
    fitting: Fitting
    activities: Mapping[str, str]
    world: str
    region: str


def order_screen(speech: Speech, fitting: Sequence[tuple[Fitting, int]]) -> Screen:
    """The five with their parts; pairs with the place among all professions."""
    lines = [_sum_lines(speech, number, each, place) for number, (each, place) in enumerate(fitting, start=1)]
    text = speech.html(
        "<b>Why these?</b>\n\nEvery profession gets points: 100 would be interests exactly like yours. The sum decides "
        "the order; the fifth is the best one of another field.\n\n{lines}",
        lines=Html("\n\n".join(lines)),
    )
    buttons = [Button(each.short, WhyDoor(id=each.id), words=(each.name,)) for each, _ in fitting]
    back = way_back(speech, ResultDoor())
    return Screen(text, (*column(*buttons), back), spot=OrderDoor(), is_numbered=True)


def why_screen(speech: Speech, why: Why, door: WhyDoor, grade: int | None) -> Screen:
    """One profession: the answers that raised and lowered it, and what world, demand, distance and entry added."""
    suggestion = why.explained.suggestion
    blocks = [
        speech.html(
            "<b>Why: {profession}</b>\n{points} in all, place {place} of {number}",
            profession=why.fitting.name,
            points=_points(speech, suggestion.score),
            place=why.explained.place,
            number=len(why.explained.advised.order),
        ),
        *(
            _part_block(speech, part, points, _part_lines(speech, why, part, (Wish(door.wish), grade)))
            for part, points in suggestion.parts.items()
        ),
        *widening_lines(speech, suggestion),
    ]
    card = Button(speech.say("About the profession"), ProfessionDoor(id=door.id, back=door.wish or "r"))
    back = way_back(speech, _back(door))
    return Screen(Html("\n\n".join(blocks)), ((card,), back), spot=door)


def _back(door: WhyDoor) -> CallbackData:
    return WhatIfDoor(wish=door.wish) if door.wish else OrderDoor()


def _sum_lines(speech: Speech, number: int, fitting: Fitting, place: int) -> Html:
    suggestion = fitting.suggestion
    title = bold(f"{number}. {fitting.name}: {suggestion.score}")
    parts = " ".join(f"{_signed(points)} {_part_name(speech, part)}," for part, points in suggestion.parts.items())
    lines = [title, speech.html("{parts} place {place} of all", parts=parts, place=place)]
    return Html("\n".join(lines))


def _part_block(speech: Speech, part: Part, points: int, lines: list[Html]) -> Html:
    return Html("\n".join([bold(f"{_signed(points)} {_part_name(speech, part)}"), *lines]))


def _part_lines(speech: Speech, why: Why, part: Part, asked: tuple[Wish, int | None]) -> list[Html]:
    wish, grade = asked
    match part:
        case Part.INTERESTS:
            return _reason_lines(speech, why)
        case Part.WORLDS:
            return [_world_line(speech, why)]
        case Part.DEMAND:
            return [need_line(speech, why.fitting.suggestion.candidate.need, why.region)]
        case Part.REACH:
            return [college_line(speech, why.fitting)]
        case Part.ENTRY:
            return entry_lines(speech, why.fitting, grade) or [speech.html("The way in after your grade is known.")]
        case Part.WISH:
            return [_wish_line(speech, wish)]
        case _:
            assert_never(part)


def _reason_lines(speech: Speech, why: Why) -> list[Html]:
    reasons = why.explained.reasons
    lines = [_reason_line(speech, why, reason) for reason in reasons.raising]
    if reasons.lowering is not None:
        lines.append(_reason_line(speech, why, reasons.lowering))
    lines.append(speech.html("{points} other answers, and what people like on average", points=_signed(reasons.others)))
    return lines


def _reason_line(speech: Speech, why: Why, reason: Reason) -> Html:
    return speech.html(
        "{points} “{activity}”: {answer}",
        points=_signed(reason.points),
        activity=why.activities[reason.item],
        answer=answer_name(speech, reason.choice),
    )


def _world_line(speech: Speech, why: Why) -> Html:
    if why.explained.suggestion.parts[Part.WORLDS]:
        return speech.html("You ticked this world: {world}", world=why.world)
    if why.explained.advised.run.worlds:
        return speech.html("Its world is not among those you ticked: {world}", world=why.world)
    return speech.html("You ticked no world; this one belongs to: {world}", world=why.world)


def _wish_line(speech: Speech, wish: Wish) -> Html:
    if wish is Wish.OUTDOORS:
        return speech.html("How much of the work is outdoors.")
    return speech.html("How soon the training ends.")


def _part_name(speech: Speech, part: Part) -> str:
    return {
        Part.INTERESTS: speech.say("interests"),
        Part.WORLDS: speech.say("worlds"),
        Part.DEMAND: speech.say("demand"),
        Part.REACH: speech.say("nearness"),
        Part.ENTRY: speech.say("way in"),
        Part.WISH: speech.say("your wish"),
    }[part]


def _points(speech: Speech, number: int) -> str:
    return speech.count("{number} point", "{number} points", number)


def _signed(points: int) -> str:
    """Return points with their sign; a real minus, which is as wide as a plus."""
    return f"+{points}" if points >= 0 else f"−{-points}"
