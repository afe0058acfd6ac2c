"""The screen of the result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.doors import MenuDoor, ProfessionDoor, ResultDoor, WorldsDoor
from bot.chat.interests import interest_name, interest_portrait
from bot.chat.screen import Button, Screen, column
from bot.domain.interests import Interest
from bot.i18n.speech import Html, bold, safe
from handlers.result.taps import AgainTap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.interests import Profile
    from bot.i18n import Speech
    from bot.services.advice import Advised

_BAR_LENGTH = 8
_LOWEST, _HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class Fitting:
    """A suggested profession in words.

    Attributes:
        shared: interests that the pupil and the profession share.
        college: name of the nearest college that teaches it, None when our list has none.
        distance_km: how far that is.
    """

    id: str
    name: str
    short: str
    shared: tuple[Interest, ...]
    college: str | None
    distance_km: float


def result_screen(speech: Speech, advised: Advised, fitting: Sequence[Fitting]) -> Screen:
    """Two strongest interests in words, all six in figures, five professions with reasons, and the notice."""
    portraits = Html("\n".join(f"• {safe(interest_portrait(speech, interest))}" for interest in advised.strongest))
    parts = [
        speech.html("<b>What your answers say</b>"),
        portraits,
        interest_lines(speech, advised.profile),
        speech.html("<b>Five professions that suit you</b>"),
        *(_fitting_lines(speech, number, each) for number, each in enumerate(fitting, start=1)),
        *([] if advised.is_sure else [_unsure(speech)]),
        _notice(speech, len(advised.run.answers)),
    ]
    buttons = [Button(each.short, ProfessionDoor(id=each.id, back="r"), words=(each.name,)) for each in fitting]
    return Screen(Html("\n\n".join(parts)), (*column(*buttons), *_ways_on(speech)), spot=ResultDoor(), is_numbered=True)


def flat_screen(speech: Speech, profile: Profile) -> Screen:
    """All interests equally strong: no order can be read from that, so say it and show another way."""
    text = speech.html(
        "<b>All your interests came out equally strong</b>\n\n{lines}\n\n"
        "So the answers do not point anywhere yet. Look at the worlds of professions, or take the quiz again "
        "and choose the far ends of the scale more boldly.",
        lines=interest_lines(speech, profile),
    )
    worlds = Button(speech.say("Worlds of professions"), WorldsDoor())
    return Screen(text, (*column(worlds), *_ways_on(speech)), spot=ResultDoor())


def interest_lines(speech: Speech, profile: Profile) -> Html:
    """All six interests, each with a bar and its figure from 1 to 5."""
    return Html("\n".join(_interest_line(speech, interest, profile.of(interest)) for interest in Interest))


def _interest_line(speech: Speech, interest: Interest, value: float) -> Html:
    filled = round(_BAR_LENGTH * (value - _LOWEST) / (_HIGHEST - _LOWEST))
    bar = "▰" * filled + "▱" * (_BAR_LENGTH - filled)
    return Html(f"{bar} {speech.number(value)} {safe(interest_name(speech, interest))}")


def _fitting_lines(speech: Speech, number: int, fitting: Fitting) -> Html:
    names = ", ".join(interest_name(speech, interest) for interest in fitting.shared)
    why = (
        speech.html("Suits your interests: {names}.", names=names) if names else speech.html("Close to your interests.")
    )
    if fitting.college is None:
        where = speech.html("No college in our list names it yet.")
    else:
        where = speech.html(
            "Nearest college: {college}, {distance}.",
            college=fitting.college,
            distance=speech.distance(fitting.distance_km),
        )
    name = bold(f"{number}. {fitting.name}")
    return Html(f"{name}\n{why} {where}")


def _unsure(speech: Speech) -> Html:
    return speech.html("You chose “I don’t know” often, so this picture is rough.")


def _notice(speech: Speech, number: int) -> Html:
    counted = speech.count(
        "Computed from {number} answer. It shows what you may like, not what you are able to do.",
        "Computed from {number} answers. It shows what you may like, not what you are able to do.",
        number,
    )
    return Html(f"<i>{safe(counted)}</i>")


def _ways_on(speech: Speech) -> tuple[tuple[Button, ...], ...]:
    again = Button(
        speech.say("Take the quiz again"), AgainTap(), words=tuple(speech.say("again, once more").split(", "))
    )
    return ((again,), (Button(speech.say("Menu"), MenuDoor()),))
