"""Made-up people with interests, so that the numbers of the quiz have something to find."""

from __future__ import annotations

from random import Random

from bot.calibration.records import Records
from bot.domain.interests import Interest

ITEMS = tuple(f"{interest.value}{number}" for interest in Interest for number in range(1, 9))
SMALL = tuple(f"{interest.value}{number}" for interest in Interest for number in (1, 2))
# Six professions, each with one interest before all others, and one in between.
PROFESSIONS = {
    f"p{interest.value}": tuple(7.0 if each is interest else 1.0 + each.position / 4 for each in Interest)
    for interest in Interest
} | {"mixed": (6.0, 5.0, 1.0, 2.0, 3.0, 4.0)}


def made_up(count: int, seed: int, items: tuple[str, ...] = ITEMS) -> Records:
    """Return answers of so many people; each interest is the strongest one of about every sixth."""
    random = Random(seed)
    people = []
    for number in range(count):
        strengths = [random.gauss(2.7, 0.7) for _ in Interest]
        strengths[number % 6] += 1.2
        answers = (random.gauss(strengths[Interest(item[0]).position], 0.9) for item in items)
        people.append(tuple(min(max(round(answer), 1), 5) for answer in answers))
    return Records(items, people, 0)
