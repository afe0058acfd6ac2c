"""Pupils who do not exist: how they are called, what they want, and how they behave. The same seed invents the same ones."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal
from zoneinfo import ZoneInfo

from bot.domain.people import GRADES
from bot.rehearsal.finding import on_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.events import Event, Session
    from bot.library import Shelf

AnswerToOffer = Literal["yes", "no", "silence"]

_FIRST: Final = (
    "Айару",
    "Бекзат",
    "Виктория",
    "Ғазиз",
    "Дина",
    "Еркебұлан",
    "Жанель",
    "Илья",
    "Камила",
    "Нұрасыл",
    "Әлия",
)
_LAST: Final = ("Серік", "Нұрлан", "Ким", "Омар", "Ахмет", "Сапар", "Қайрат", "Петрова", "Руслан", "Дәулет", "Юсупова")
_LETTERS: Final = "АБВГ"
# Schools of very different sizes: the first third of them brings more than half of the pupils.
_SCHOOLS: Final = 40
_FRIENDS: Final = 0.12
_GIVES_BACK: Final = 0.08
_DOUBLE_TAPS: Final = 0.25
_COMES: Final = 0.88
_PARENT_AGREES: Final = 0.85
_MANY_FRIENDS: Final = 3
# How much a session is liked: in lesson time few can come, and late in the evening too.
_IN_LESSONS, _LATE, _FINE = 0.5, 0.6, 1.0
_LESSONS_END, _EVENING, _SATURDAY = 13, 18, 5


@dataclass(frozen=True, slots=True)
class Plan:
    """What an invented pupil will do.

    Attributes:
        wishes: ids of sessions, the dearest first.
        insists: whether a full session is waited for, although another one has seats.
        friends: for how many places are kept.
        offer: how a freed seat is answered.
    """

    number: int
    language: str
    name: str
    school: str
    grade: int
    town: str
    wishes: tuple[int, ...]
    insists: bool
    friends: int
    double_taps: bool
    gives_back: bool
    offer: AnswerToOffer
    comes: bool
    parent_agrees: bool
    texts: Mapping[str, str] = field(default_factory=dict)


def invent(event: Event, shelf: Shelf, number: int, split: Mapping[str, float], dice: random.Random) -> list[Plan]:
    """Return so many pupils for whom an event is."""
    towns = _towns(event, shelf)
    grades = sorted(event.audience.grades) or list(GRADES)
    schools = list(event.audience.schools) or [f"№ {each}" for each in range(1, _SCHOOLS + 1)]
    weights = [1 / (place + 3) for place in range(len(schools))]
    languages = list(split)
    plans = []
    for each in range(number):
        school = dice.choices(schools, weights)[0]
        grade = dice.choice(grades)
        name = f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"
        letter = dice.choice(_LETTERS)
        plans.append(
            Plan(
                number=each,
                language=dice.choices(languages, [split[code] for code in languages])[0],
                name=name,
                school=school,
                grade=grade,
                town=dice.choice(towns),
                wishes=_wishes(event, dice),
                insists=dice.random() < 0.5,
                friends=dice.randint(1, _MANY_FRIENDS) if dice.random() < _FRIENDS else 0,
                double_taps=dice.random() < _DOUBLE_TAPS,
                gives_back=dice.random() < _GIVES_BACK,
                offer=dice.choices(("yes", "no", "silence"), (6, 1, 3))[0],
                comes=dice.random() < _COMES,
                parent_agrees=dice.random() < _PARENT_AGREES,
                texts={"name": name, "school": school, "class": f"{min(grade, 11)} {letter}"},
            )
        )
    return plans


def _towns(event: Event, shelf: Shelf) -> Sequence[str]:
    """Return towns whose pupils are meant; that of the event itself counts for half of them."""
    audience = replace(event.audience, grades=frozenset())
    meant = [each for each in shelf.places.values() if audience.admits(each.region, each.id, None)]
    home = next((each for each in meant if each.id == event.place), None)
    near = [each.id for each in meant if home is None or each.region == home.region]
    return [*near, *([home.id] * len(near) if home else [])] or [each.id for each in meant] or list(shelf.places)


def _wishes(event: Event, dice: random.Random) -> tuple[int, ...]:
    """Return sessions in the order of a pupil's liking: time of day decides, then chance."""
    zone = ZoneInfo(event.zone)
    liking = {each.id: dice.random() ** (1 / _liked(each, zone)) for each in on_of(event)}
    return tuple(sorted(liking, key=lambda each: -liking[each]))


def _liked(session: Session, zone: ZoneInfo) -> float:
    local = session.starts_at.astimezone(zone)
    if local.weekday() < _SATURDAY and local.hour < _LESSONS_END:
        return _IN_LESSONS
    return _LATE if local.hour >= _EVENING else _FINE
