"""How well the short quiz agrees with the same people's full form: all columns of `docs/quiz.md`, never one alone."""

from __future__ import annotations

import os
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Final

from bot.calibration.fitting import scales_of, sums_of, tops_of
from bot.calibration.replay import replay
from bot.domain.advice import HOW_MANY
from bot.domain.asking import best_item
from bot.domain.belief import SCALES, Belief
from bot.domain.interests import Interest
from bot.domain.scoring import correlation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.calibration.records import Records
    from bot.domain.belief import InterestModel

# The disjoint check asks this many items.
DISJOINT_ITEMS: Final = 12
_PORTION: Final = 1000
_TIMED_PEOPLE: Final = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """One person: what the quiz said and what their full form says.

    Attributes:
        asked: how many questions.
        leader: the quiz's strongest interest, its place in the hexagon.
        tops: the full form's strongest interests; several when they tie.
        common: how many of the five best professions by interest are the same.
        half_leader: the strongest interest after twelve questions from one half of the items.
        half_tops: the strongest interests by all items of that half.
        other_tops: the strongest interests by the other half, which was never asked.
    """

    asked: int
    leader: int
    tops: tuple[int, ...]
    common: int
    half_leader: int
    half_tops: tuple[int, ...]
    other_tops: tuple[int, ...]


def evaluate(model: InterestModel, records: Records, professions: Mapping[str, Sequence[float]]) -> dict[str, Any]:
    """Return the figures of the quiz over complete records.

    Args:
        model: the shipped numbers.
        records: people who answered all 48 items, in the model's order.
        professions: six interests of each profession.
    """
    portions = [records.people[start : start + _PORTION] for start in range(0, len(records.people), _PORTION)]
    work = partial(outcomes_of, model, professions)
    if len(portions) == 1:
        outcomes = work(portions[0])
    else:
        workers = min(os.cpu_count() or 1, len(portions))
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            outcomes = [outcome for each in pool.map(work, portions) for outcome in each]
    return {**figures(outcomes), "cap": model.most, "step_us": step_microseconds(model, records.people)}


def outcomes_of(
    model: InterestModel, professions: Mapping[str, Sequence[float]], people: Sequence[Sequence[int]]
) -> list[Outcome]:
    """Replay some people through the quiz and through the disjoint check."""
    scales = scales_of(model.items)
    adaptive = {
        person: (each.asked, each.leader, five_best(each.sums, professions))
        for each in replay(model, model.items, people)
        for person in each.people
    }
    odd = frozenset(item for item in model.items if int(item[1:]) % 2)
    half = {
        person: each.leader
        for each in replay(model, model.items, people, partial(_ask_within, odd))
        for person in each.people
    }
    outcomes = []
    for person, answers in enumerate(people):
        sums = sums_of(answers, scales)
        mine = [answer if item in odd else 0 for answer, item in zip(answers, model.items, strict=True)]
        other = [answer - own for answer, own in zip(answers, mine, strict=True)]
        asked, leader, five = adaptive[person]
        outcomes.append(
            Outcome(
                asked=asked,
                leader=leader,
                tops=tuple(tops_of(sums)),
                common=len(five & five_best(sums, professions)),
                half_leader=half[person],
                half_tops=tuple(tops_of(sums_of(mine, scales))),
                other_tops=tuple(tops_of(sums_of(other, scales))),
            )
        )
    return outcomes


def _ask_within(allowed: frozenset[str], model: InterestModel, answers: dict[str, int | None]) -> str | None:
    """Ask exactly `DISJOINT_ITEMS` items from one half, chosen as the quiz chooses."""
    if len(answers) >= DISJOINT_ITEMS:
        return None
    open_items = [place for place, item in enumerate(model.items) if item in allowed and item not in answers]
    return best_item(Belief.after(model, answers), open_items)


def five_best(six: Sequence[float], professions: Mapping[str, Sequence[float]]) -> set[str]:
    """Return the five professions whose interests are most alike, by correlation; equal ones by id."""
    ranked = sorted(professions, key=lambda name: (-round(correlation(six, professions[name]), 9), name))
    return set(ranked[:HOW_MANY])


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the table of figures. Ties are credited: any of the tied strongest interests counts as found."""
    recall = _recalls(outcomes)
    ceiling = _agreement(_credit(each.half_tops, each.other_tops) for each in outcomes)
    reached = _agreement(float(each.half_leader in each.other_tops) for each in outcomes)
    return {
        "people": len(outcomes),
        "mean_items": round(statistics.fmean(each.asked for each in outcomes), 3),
        "most_items": max(each.asked for each in outcomes),
        "top1": round(_agreement(float(each.leader in each.tops) for each in outcomes), 4),
        "macro_recall": round(statistics.fmean(recall.values()), 4) if recall else None,
        "recall": {name: round(value, 4) for name, value in recall.items()},
        "recall_R": round(recall["R"], 4) if "R" in recall else None,
        "professions_in_common": round(statistics.fmean(each.common for each in outcomes) / HOW_MANY, 4),
        "disjoint_top1_12": round(reached, 4),
        "disjoint_ceiling": round(ceiling, 4),
        "disjoint_ratio_12": round(reached / ceiling, 4) if ceiling else None,
    }


def _credit(tops: Sequence[int], criterion: Sequence[int]) -> float:
    """Return the part of several tied tops that the criterion shares."""
    return sum(top in criterion for top in tops) / len(tops)


def _agreement(hits: Iterable[float]) -> float:
    return statistics.fmean(hits)


def _recalls(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Return, for each interest, how many of those who have it on top were found; a tie counts for each in part."""
    found, all_of_them = [0.0] * SCALES, [0.0] * SCALES
    for each in outcomes:
        for top in each.tops:
            all_of_them[top] += 1 / len(each.tops)
            found[top] += (each.leader in each.tops) / len(each.tops)
    return {
        interest.value: found[interest.position] / all_of_them[interest.position]
        for interest in Interest
        if all_of_them[interest.position]
    }


def step_microseconds(model: InterestModel, people: Sequence[Sequence[int]]) -> float:
    """Return the median microseconds of one step, learning an answer and choosing the next question."""
    times = []
    for answers in people[:_TIMED_PEOPLE]:
        belief, asked = Belief(model), set[int]()
        for _ in range(DISJOINT_ITEMS):
            item = best_item(belief, [place for place in range(len(model.items)) if place not in asked])
            if item is None:
                break
            place = model.positions[item]
            asked.add(place)
            begun = time.perf_counter()
            belief.learn(place, answers[place])
            belief.certainty()
            best_item(belief, [other for other in range(len(model.items)) if other not in asked])
            times.append(time.perf_counter() - begun)
    return round(statistics.median(times) * 1e6, 1)
