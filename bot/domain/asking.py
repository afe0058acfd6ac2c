"""Which question comes next, and when the quiz is sure: a pure function of the model and the set of answers.

The next item is the one whose answer says most about the contest for the first place (and a little about the whole
profile): it maximises  c' Q c / S[j,j]  with c the covariance of the six sums with item j, and Q the sum of
`breadth` times the identity and, for every rival t of the leader, exp(-gap^2/var)/var on the difference leader - t.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING

from bot.domain.belief import LEAST_VARIANCE, SCALES, Belief, InterestModel

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# Values nearer to each other than this are a tie, so that another machine's rounding cannot choose another question.
_DECIMALS = 9
_REMEMBERED = 4096


def next_question(model: InterestModel, answers: Mapping[str, int | None]) -> str | None:
    """Return the item to ask next, or None when enough is known or enough was asked.

    What was found for the same answers is kept for a while: the question that a tap answers was chosen at the tap before.
    """
    return _next_question(_Itself(model), frozenset(answers.items()))


class _Itself:
    """A model as a key that equals only itself: comparing its numbers would cost more than is saved."""

    __slots__ = ("model",)

    def __init__(self, model: InterestModel) -> None:
        self.model = model

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.model is self.model

    def __hash__(self) -> int:
        return id(self.model)


@lru_cache(maxsize=_REMEMBERED)
def _next_question(key: _Itself, given_answers: frozenset[tuple[str, int | None]]) -> str | None:
    model, answers = key.model, dict(given_answers)
    if len(answers) >= model.most:
        return None
    belief = Belief.after(model, answers)
    missing = _missing_scales(model, answers)
    given = sum(choice is not None for choice in answers.values())
    if given >= model.least and not missing and belief.certainty() >= model.sure:
        return None
    open_items = [position for position, item in enumerate(model.items) if item not in answers]
    # When as many questions are left before the earliest end as scales are missing, only those are asked.
    if missing and len(missing) >= model.least - len(answers):
        forced = [position for position in open_items if model.scale_positions[position] in missing]
        open_items = forced or open_items
    return best_item(belief, open_items)


def full_form(model: InterestModel) -> InterestModel:
    """Return the model with which every question is asked, for a pilot."""
    every = len(model.items)
    return replace(model, version=f"{model.version}-{every}", least=every, most=every)


def best_item(belief: Belief, positions: Collection[int]) -> str | None:
    """Return the item, among those at some positions, whose answer says most; of equal ones the first by id."""
    values = _worths(belief)
    names = belief.model.items
    return min((names[position] for position in positions), key=lambda name: _rank(belief, values, name), default=None)


def _rank(belief: Belief, values: list[float], name: str) -> tuple[float, str]:
    return -round(values[belief.model.positions[name]], _DECIMALS), name


def _worths(belief: Belief) -> list[float]:
    rows, breadth = belief.with_items, belief.model.breadth
    worths = [breadth * sum(value * value for value in column) for column in zip(*rows, strict=True)]
    leading = rows[belief.leader()]
    for rival, gap, variance in belief.rivals():
        weight = exp(-gap * gap / variance) / variance
        worths = [
            worth + weight * (lead - other) ** 2
            for worth, lead, other in zip(worths, leading, rows[rival], strict=True)
        ]
    return [worth / max(variance, LEAST_VARIANCE) for worth, variance in zip(worths, belief.variances, strict=True)]


def _missing_scales(model: InterestModel, answers: Mapping[str, int | None]) -> set[int]:
    given = {
        model.scale_positions[model.positions[item]]
        for item, choice in answers.items()
        if choice is not None and item in model.positions
    }
    return set(range(SCALES)) - given
