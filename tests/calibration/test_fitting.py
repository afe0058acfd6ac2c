"""The numbers are those of people weighted by their strongest interest."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calibration.fitting import BALANCE, RIDGE, fit, sums_of, tops_of
from bot.calibration.records import Records
from bot.domain.interests import Interest
from tests.calibration.people import SMALL, made_up

same_each_time = settings(derandomize=True, deadline=None, max_examples=20)


def _alike(counts: dict[str, int]) -> Records:
    """Return people of whom so many love all things of one interest and nothing else."""
    people = [
        tuple(5 if item[0] == interest else 1 for item in SMALL)
        for interest, count in counts.items()
        for _ in range(count)
    ]
    return Records(SMALL, people, 0)


@same_each_time
@given(st.lists(st.integers(1, 40), min_size=6, max_size=6))
def test_an_interest_counts_by_how_many_have_it_on_top(counts: list[int]) -> None:
    means, _ = fit(_alike(dict(zip("RIASEC", counts, strict=True))))
    # Those who love the item say 5, all others 1.
    shares = [(means[SMALL.index(f"{interest.value}1")] - 1) / 4 for interest in Interest]
    expected = [count ** (1 - BALANCE) for count in counts]
    assert shares == pytest.approx([each / sum(expected) for each in expected], abs=1e-5)


def test_a_rare_interest_counts_more_than_all_its_people_together_would() -> None:
    means, _ = fit(_alike({"R": 2, "I": 20, "A": 20, "S": 20, "E": 20, "C": 20}))
    assert means[0] > means[2] == means[4]


@pytest.mark.parametrize("seed", range(3))
def test_means_and_covariances_are_those_of_the_weighted_people(seed: int) -> None:
    records = made_up(40, seed, SMALL)
    weights = _weights(records)
    variables = [
        [*person, *(sum(a for a, item in zip(person, SMALL, strict=True) if item[0] == each) for each in "RIASEC")]
        for person in records.people
    ]
    means, table = fit(records)
    assert len(means) == len(table) == 18
    for i in range(18):
        mean = math.fsum(w * row[i] for w, row in zip(weights, variables, strict=True))
        assert means[i] == pytest.approx(mean, abs=1e-5)
        for j in range(18):
            other = math.fsum(w * row[j] for w, row in zip(weights, variables, strict=True))
            product = math.fsum(w * row[i] * row[j] for w, row in zip(weights, variables, strict=True))
            ridge = RIDGE if i == j else 0
            assert table[i][j] == pytest.approx(product - mean * other + ridge, abs=1e-5)
            assert table[i][j] == table[j][i]


def _weights(records: Records) -> list[float]:
    """Weights that add up to one; somebody with several strongest interests is a part of each."""
    tops = []
    for person in records.people:
        sums = {each: sum(a for a, item in zip(person, SMALL, strict=True) if item[0] == each) for each in "RIASEC"}
        tops.append([each for each in sums if sums[each] == max(sums.values())])
    assert any(len(each) > 1 for each in tops), "this sample has no tie"
    sizes = {each: sum(1 / len(mine) for mine in tops if each in mine) for each in "RIASEC"}
    weights = [sum(sizes[each] ** -BALANCE / len(mine) for each in mine) for mine in tops]
    return [weight / sum(weights) for weight in weights]


def test_the_order_of_the_people_changes_nothing() -> None:
    records = made_up(30, 7, SMALL)
    mixed = Random(1).sample(records.people, len(records.people))
    means, table = fit(records)
    other_means, other_table = fit(Records(SMALL, mixed, 0))
    assert means == pytest.approx(other_means, abs=2e-5)
    assert [value for row in table for value in row] == pytest.approx([v for row in other_table for v in row], abs=2e-5)


def test_an_item_on_which_nobody_varies_still_has_a_variance() -> None:
    people = [
        tuple(3 if item == "R1" else value for item, value in zip(SMALL, person, strict=True))
        for person in made_up(60, 3, SMALL).people
    ]
    _, table = fit(Records(SMALL, people, 0))
    assert table[0][0] == pytest.approx(RIDGE)
    assert table[0][1:] == pytest.approx([0.0] * 17)


@pytest.mark.parametrize("missing", list(Interest))
def test_without_anybody_on_top_of_an_interest_nothing_can_be_fitted(missing: Interest) -> None:
    records = _alike({each.value: 2 for each in Interest if each is not missing})
    with pytest.raises(ValueError, match=f"nobody in these answers has {missing.value} as the strongest interest"):
        fit(records)


def test_sums_and_strongest_interests() -> None:
    assert sums_of([1, 2, 5, 4], [0, 0, 5, 3]) == [3, 0, 0, 4, 0, 5]
    assert tops_of([3, 0, 0, 4, 0, 5]) == [5]
    assert tops_of([4, 0, 4, 1, 4, 0]) == [0, 2, 4]
