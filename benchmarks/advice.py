"""Measures the rules: `python -m benchmarks.advice` prints one step of the quiz and one whole advice.

A step is what a tap needs: learn the answer and choose the next question; and the same computed anew from all answers, as the
bot does it, so that no state is kept between taps. A whole advice is the order of all professions from the answers and the
town, with colleges, demand and the reasons of the five.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from typing import TYPE_CHECKING

from bot.domain.advice import Question, chosen, ranked
from bot.domain.asking import best_item, next_question
from bot.domain.belief import Belief
from bot.domain.reasons import Weighing
from bot.library import Shelf
from bot.places import CONTENT
from bot.services.atlas import Atlas

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.belief import InterestModel

SEED = 20261124


def walk(model: InterestModel, dice: random.Random) -> tuple[dict[str, int | None], list[float], list[float]]:
    """Take the quiz once with random answers; return the answers, and the seconds of each step in both ways."""
    answers: dict[str, int | None] = {}
    belief, steps, anew = Belief(model), list[float](), list[float]()
    while True:
        begun = time.perf_counter()
        item = next_question(model, answers)
        anew.append(time.perf_counter() - begun)
        if item is None:
            return answers, steps, anew
        choice = dice.randint(1, 5)
        answers[item] = choice
        begun = time.perf_counter()
        belief.learn(model.positions[item], choice)
        belief.certainty()
        best_item(belief, [place for place, other in enumerate(model.items) if other not in answers])
        steps.append(time.perf_counter() - begun)


def advise(shelf: Shelf, atlas: Atlas, answers: dict[str, int | None], town: str) -> float:
    """Compute one whole advice with the reasons of the five; return the seconds."""
    begun = time.perf_counter()
    weighing = Weighing(shelf.interest_model, answers)
    question = Question(weighing.interests, ("energy",), content_year=atlas.content_year)
    five = chosen(ranked(question, atlas.candidates(town, 9)))
    for each in five:
        weighing.reasons(each.candidate.profile)
    return time.perf_counter() - begun


def line(name: str, seconds: Iterable[float]) -> str:
    """Return a line of the table: median and 95th percentile in milliseconds."""
    times = sorted(seconds)
    return f"{name:<44} {statistics.median(times) * 1e3:8.3f} ms {times[int(len(times) * 0.95)] * 1e3:8.3f} ms"


def main() -> None:
    """Read the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200, help="how many people take the quiz")
    people = parser.parse_args().people
    dice, shelf = random.Random(SEED), Shelf.load(CONTENT)  # noqa: S311 -- a measurement, not a secret
    atlas, towns = Atlas(shelf), sorted(shelf.places)
    walks = [walk(shelf.interest_model, dice) for _ in range(people)]
    cold = [advise(shelf, Atlas(shelf), answers, dice.choice(towns)) for answers, _, _ in walks]
    warm = [advise(shelf, atlas, answers, "ekibastuz") for answers, _, _ in walks]
    print(f"{people} people, {len(shelf.professions)} professions, {len(shelf.colleges)} colleges")
    print(f"{'':<44} {'median':>11} {'95 %':>11}")
    print(line("quiz: learn one answer and choose", (each for _, steps, _ in walks for each in steps)))
    print(line("quiz: the next question from all answers", (each for _, _, anew in walks for each in anew)))
    print(line("advice, first pupil of a town", cold))
    print(line("advice, a town asked about before", warm))


if __name__ == "__main__":
    main()
