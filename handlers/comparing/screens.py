"""Screens of the comparison: a heading for each question, and under it one short line for each profession."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.doors import CompareDoor, ResultDoor
from bot.chat.figures import length_text, pay_text
from bot.chat.fitting import need_line, profession_button
from bot.chat.screen import Button, Screen, column
from bot.chat.ways import way_back
from bot.domain.advice import Part
from bot.i18n.speech import Html, bold, safe
from handlers.comparing.taps import ComparedDoor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.chat.fitting import Fitting
    from bot.domain.catalogue import Duration, Pay
    from bot.i18n import Speech

FEWEST, MOST = 2, 3


@dataclass(frozen=True, slots=True)
class Compared:
    """A profession with what is compared.

    Attributes:
        training: how long one learns after the pupil's grade of entry.
        region: the pupil's region.
    """

    fitting: Fitting
    pay: Pay | None
    training: Duration | None
    region: str


def choice_screen(speech: Speech, offered: Sequence[Fitting], picked: Sequence[int]) -> Screen:
    """The professions to pick two or three of."""
    buttons = [
        Button(
            f"✓ {each.short}" if place in picked else each.short, _pick(picked, place), words=(each.name, each.short)
        )
        for place, each in enumerate(offered)
    ]
    text = speech.html(
        "<b>Compare professions</b>\n\nPick two or three. Picked: {number}. What you save stands here too.",
        number=len(picked),
    )
    go = [] if len(picked) < FEWEST else [Button(speech.say("Compare"), ComparedDoor(picks=joined(picked)))]
    back = way_back(speech, ResultDoor())
    return Screen(text, (*column(*buttons, *go), back), spot=CompareDoor(picks=joined(picked)))


def compared_screen(speech: Speech, items: Sequence[Compared], picks: str, entry: int) -> Screen:
    """What was picked, side by side; `entry` is the grade after which the pupil would enter a college."""
    blocks = [
        Html("\n".join(bold(f"{number}. {each.fitting.name}") for number, each in enumerate(items, start=1))),
        _block(
            speech.say("Likeness of interests, of 100"),
            (str(each.fitting.suggestion.parts[Part.INTERESTS]) for each in items),
        ),
        _block(
            speech.say("Training after grade {grade}", grade=entry),
            (length_text(speech, each.training) for each in items),
        ),
        _block(speech.say("Pay a month"), (pay_text(speech, each.pay) for each in items)),
        _block(speech.say("Demand"), (_need(speech, each) for each in items)),
        _block(speech.say("Nearest college"), (_college(speech, each) for each in items)),
        _block(speech.say("Outdoors"), (_outdoors(speech, each) for each in items)),
    ]
    cards = [profession_button(each.fitting, "r") for each in items]
    back = way_back(speech, CompareDoor(picks=picks))
    return Screen(Html("\n\n".join(blocks)), (*column(*cards), back), spot=ComparedDoor(picks=picks), is_numbered=True)


def _pick(picked: Sequence[int], place: int) -> CompareDoor:
    """Return the choice with this one added or taken away; beyond three the first pick makes room."""
    rest = [each for each in picked if each != place]
    chosen = rest if place in picked else [*rest[-(MOST - 1) :], place]
    return CompareDoor(picks=joined(sorted(chosen)))


def joined(picked: Sequence[int]) -> str:
    """Return places as the digits of a tap."""
    return "".join(map(str, picked))


def _block(title: str, lines: Iterable[str]) -> Html:
    numbered = (
        f"{number}. {safe(line) if not isinstance(line, Html) else line}" for number, line in enumerate(lines, 1)
    )
    return Html("\n".join([bold(title), *numbered]))


def _need(speech: Speech, compared: Compared) -> Html:
    return need_line(speech, compared.fitting.suggestion.candidate.need, compared.region)


def _college(speech: Speech, compared: Compared) -> str:
    kilometres = compared.fitting.suggestion.candidate.college_km
    return speech.say("none in our list: ask near you") if kilometres is None else speech.distance(kilometres)


def _outdoors(speech: Speech, compared: Compared) -> str:
    return {
        "mostly": speech.say("mostly"),
        "partly": speech.say("partly"),
        "rarely": speech.say("rarely"),
        None: speech.say("not known to us"),
    }[compared.fitting.suggestion.candidate.outdoors]
