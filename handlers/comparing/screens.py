"""Screens of the comparison: a heading for each question, and under it one short line for each profession."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.doors import CompareDoor, MenuDoor, ProfessionDoor, ResultDoor
from bot.chat.figures import length_text, pay_text
from bot.chat.fitting import need_line
from bot.chat.screen import Button, Screen, column
from bot.i18n.speech import Html, bold, safe
from bot.services.atlas import is_after_11
from handlers.comparing.taps import ComparedDoor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.chat.fitting import Fitting
    from bot.domain.catalogue import Duration, Pay
    from bot.i18n import Speech

_MOST = 3


@dataclass(frozen=True, slots=True)
class Compared:
    """A profession with what is compared."""

    fitting: Fitting
    pay: Pay | None
    after9: Duration | None
    after11: Duration | None
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
    go = [] if len(picked) < 2 else [Button(speech.say("Compare"), ComparedDoor(picks=_joined(picked)))]
    back = (Button(speech.say("← Back"), ResultDoor()), Button(speech.say("Menu"), MenuDoor()))
    return Screen(text, (*column(*buttons, *go), back), spot=CompareDoor(picks=_joined(picked)))


def compared_screen(speech: Speech, items: Sequence[Compared], picks: str, grade: int | None) -> Screen:
    """What was picked, side by side."""
    blocks = [
        Html("\n".join(bold(f"{number}. {each.fitting.name}") for number, each in enumerate(items, start=1))),
        _block(speech.say("Likeness of interests, of 100"), (str(_interests(each)) for each in items)),
        _block(_grade_title(speech, grade), (length_text(speech, _after(each, grade)) for each in items)),
        _block(speech.say("Pay a month"), (pay_text(speech, each.pay) for each in items)),
        _block(speech.say("Demand"), (_need(speech, each) for each in items)),
        _block(speech.say("Nearest college"), (_college(speech, each) for each in items)),
        _block(speech.say("Outdoors"), (_outdoors(speech, each) for each in items)),
    ]
    cards = [
        Button(each.fitting.short, ProfessionDoor(id=each.fitting.id, back="r"), words=(each.fitting.name,))
        for each in items
    ]
    back = (Button(speech.say("← Back"), CompareDoor(picks=picks)), Button(speech.say("Menu"), MenuDoor()))
    return Screen(Html("\n\n".join(blocks)), (*column(*cards), back), spot=ComparedDoor(picks=picks), is_numbered=True)


def _pick(picked: Sequence[int], place: int) -> CompareDoor:
    """Return the choice with this one added or taken away; beyond three the first pick makes room."""
    rest = [each for each in picked if each != place]
    chosen = rest if place in picked else [*rest[-(_MOST - 1) :], place]
    return CompareDoor(picks=_joined(sorted(chosen)))


def _joined(picked: Sequence[int]) -> str:
    return "".join(map(str, picked))


def _block(title: str, lines: Iterable[str]) -> Html:
    numbered = (
        f"{number}. {safe(line) if not isinstance(line, Html) else line}" for number, line in enumerate(lines, 1)
    )
    return Html("\n".join([bold(title), *numbered]))


def _interests(compared: Compared) -> int:
    return next(iter(compared.fitting.suggestion.parts.values()))


def _grade_title(speech: Speech, grade: int | None) -> str:
    return speech.say("Training after grade {grade}", grade=11 if is_after_11(grade) else 9)


def _after(compared: Compared, grade: int | None) -> Duration | None:
    return compared.after11 if is_after_11(grade) else compared.after9


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
