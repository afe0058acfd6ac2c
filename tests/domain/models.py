"""Small interest models, people who answer them, and the textbook's way to condition a normal distribution."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.domain.asking import next_question
from bot.domain.belief import InterestModel
from bot.domain.interests import Interest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Answers = dict[str, int | None]
    Table = list[list[float]]

# The items of the real model, and those of the small ones.
ITEMS = tuple(f"{interest.value}{number}" for interest in Interest for number in range(1, 9))
SMALL = tuple(f"{interest.value}{number}" for interest in Interest for number in (1, 2))

real_answers = st.integers(1, 5)
any_answers = st.none() | real_answers
# What somebody would answer to every item, whether it is asked or not.
people = st.lists(any_answers, min_size=48, max_size=48).map(lambda choices: dict(zip(ITEMS, choices, strict=True)))
sure_people = st.lists(real_answers, min_size=48, max_size=48).map(lambda each: dict(zip(ITEMS, each, strict=True)))
answer_sets = st.dictionaries(st.sampled_from(ITEMS), any_answers, max_size=20)
small_answers = st.dictionaries(st.sampled_from(SMALL), any_answers)


def model_of(
    items: Sequence[str], means: Sequence[float], table: Table, least: int = 6, most: int = 12
) -> InterestModel:
    """Return a model whose sums are exactly the sums of its items."""
    rows = [[float(item[0] == interest.value) for item in items] for interest in Interest]
    unit = [[float(i == j) for j in range(len(items))] for i in range(len(items))]
    spread = [*unit, *rows]
    full = [
        [sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*table, strict=True)] for row in spread
    ]
    covariances = [[sum(a * b for a, b in zip(row, other, strict=True)) for other in spread] for row in full]
    return InterestModel(
        version="small",
        items=tuple(items),
        means=tuple(sum(a * b for a, b in zip(row, means, strict=True)) for row in spread),
        covariances=tuple(map(tuple, covariances)),
        least=least,
        most=most,
        sure=0.8,
        breadth=0.01,
    )


def equal_model(items: Sequence[str] = SMALL, least: int = 6, most: int = 12) -> InterestModel:
    """Return a model of items that are all alike and have nothing to do with each other."""
    size = range(len(items))
    return model_of(items, [3.0] * len(items), [[float(i == j) for j in size] for i in size], least, most)


def random_model(seed: int) -> InterestModel:
    """Return a model of twelve items with any positive definite covariances."""
    random = Random(seed)
    factors = [[random.uniform(-1, 1) for _ in SMALL] for _ in SMALL]
    table = [
        [sum(a * b for a, b in zip(one, other, strict=True)) + 0.5 * (one is other) for other in factors]
        for one in factors
    ]
    return model_of(SMALL, [random.uniform(2, 4) for _ in SMALL], table)


def textbook(model: InterestModel, answers: Mapping[str, int | None]) -> tuple[list[float], Table]:
    """Return conditional means and covariances of all variables: m + S1 inverse(S11) (y - m1), S - S1 inverse(S11) S1'."""
    known = [place for place, item in enumerate(model.items) if answers.get(item) is not None]
    surprises = [float(answers[model.items[place]] or 0) - model.means[place] for place in known]
    table = model.covariances
    # Each row of S11, then its surprise, then its covariance with every variable.
    rows = [[*(table[i][j] for j in known), surprise, *table[i]] for i, surprise in zip(known, surprises, strict=True)]
    solved = _eliminated(rows)
    means = [
        mean + sum(table[number][i] * row[0] for i, row in zip(known, solved, strict=True))
        for number, mean in enumerate(model.means)
    ]
    covariances = [
        [
            value - sum(row[i] * each[1 + j] for i, each in zip(known, solved, strict=True))
            for j, value in enumerate(row)
        ]
        for row in table
    ]
    return means, covariances


def _eliminated(rows: Table) -> Table:
    """Solve as many equations as there are rows, for every column behind them."""
    size = len(rows)
    for column in range(size):
        best = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(size):
            if row != column:
                factor = rows[row][column]
                rows[row] = [value - factor * other for value, other in zip(rows[row], rows[column], strict=True)]
    return [row[size:] for row in rows]


def walked(model: InterestModel, person: Mapping[str, int | None]) -> Answers:
    """Return what somebody answered when the quiz was over."""
    answers: Answers = {}
    while (item := next_question(model, answers)) is not None:
        assert item in model.items
        assert item not in answers
        answers[item] = person[item]
    return answers
