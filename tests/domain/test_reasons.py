"""Why a profession stands where it stands: points of answers that add up to the points that are shown."""

from __future__ import annotations

from math import sqrt
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.advice import Part, Question, suggestion_of
from bot.domain.belief import Belief
from bot.domain.interests import Profile
from bot.domain.reasons import MOST_RAISING, Weighing
from bot.domain.scoring import correlation, deviations, likeness_points
from bot.services.atlas import Atlas
from tests.domain.candidates import profiles
from tests.domain.models import ITEMS, SMALL, answer_sets, equal_model, people, random_model, small_answers, walked

if TYPE_CHECKING:
    from bot.domain.reasons import Reason, Reasons
    from bot.library import Shelf
    from tests.domain.models import Answers

same_each_time = settings(derandomize=True, deadline=None)
few_times = settings(same_each_time, max_examples=10)


def _shown(reasons: Reasons) -> list[Reason]:
    return [*reasons.raising, *([reasons.lowering] if reasons.lowering else [])]


@same_each_time
@given(answer_sets, profiles)
def test_the_points_of_the_answers_add_up_to_the_points_of_the_likeness(
    shelf: Shelf, answers: Answers, profession: Profile
) -> None:
    weighing = Weighing(shelf.interest_model, answers)
    assert weighing.interests == tuple(total / 8 for total in Belief.after(shelf.interest_model, answers).sums)
    assert weighing.reasons(profession).total == likeness_points(correlation(weighing.interests, profession.values))


@same_each_time
@given(answer_sets, profiles)
def test_raising_answers_raise_lowering_ones_lower_and_the_strongest_come_first(
    shelf: Shelf, answers: Answers, profession: Profile
) -> None:
    reasons = Weighing(shelf.interest_model, answers).reasons(profession)
    raising = [reason.points for reason in reasons.raising]
    assert len(raising) <= MOST_RAISING
    assert raising == sorted(raising, reverse=True)
    assert all(points > 0 for points in raising)
    assert reasons.lowering is None or reasons.lowering.points < 0
    shown = _shown(reasons)
    assert len({reason.item for reason in shown}) == len(shown)
    assert all(answers[reason.item] == reason.choice for reason in shown)


@few_times
@given(people)
def test_for_every_profession_of_the_atlas_the_reasons_are_the_shown_points(shelf: Shelf, person: Answers) -> None:
    atlas = Atlas(shelf)
    weighing = Weighing(shelf.interest_model, walked(shelf.interest_model, person))
    question = Question(weighing.interests, content_year=atlas.content_year)
    found = atlas.candidates("semey", 9)
    assert len(found) == len(shelf.professions)
    for candidate in found:
        suggestion = suggestion_of(question, candidate)
        assert weighing.reasons(candidate.profile).total == suggestion.parts[Part.INTERESTS]


@same_each_time
@given(st.integers(0, 1_000_000), small_answers.filter(bool), profiles)
def test_the_points_of_an_answer_are_what_it_adds_to_the_likeness(
    seed: int, answers: Answers, profession: Profile
) -> None:
    model = random_model(seed)
    weighing = Weighing(model, answers)
    reasons = weighing.reasons(profession)
    theirs, mine = deviations(profession.values), deviations(weighing.interests)
    size = sqrt(sum(value * value for value in mine) * sum(value * value for value in theirs))
    for reason in _shown(reasons):
        # What would be expected if this answer had been no surprise; the small model has two items a scale.
        without = Belief(model)
        for place, item in enumerate(model.items):
            choice = answers.get(item)
            if choice is not None:
                without.learn(place, model.means[place] if item == reason.item else choice)
        added = [after - before / 2 for after, before in zip(weighing.interests, without.sums, strict=True)]
        points = 100 * sum(a * b for a, b in zip(theirs, added, strict=True)) / size
        assert reason.points == pytest.approx(points, abs=0.5 + 1e-6)


def test_a_loved_thing_raises_what_needs_it_and_lowers_what_does_not() -> None:
    answers: Answers = {item: 5 if item[0] == "S" else 1 if item == "R1" else 3 for item in SMALL}
    caring = Weighing(equal_model(), answers).reasons(Profile((1, 1, 1, 7, 1, 1)))
    assert [(reason.item, reason.choice) for reason in caring.raising] == [("S1", 5), ("S2", 5), ("R1", 1)]
    assert caring.raising[0].points == caring.raising[1].points > caring.raising[2].points
    assert caring.lowering is None
    metal = Weighing(equal_model(), answers).reasons(Profile((7, 1, 1, 1, 1, 1)))
    assert metal.lowering is not None
    assert (metal.lowering.item, metal.raising) == ("R1", ())


@same_each_time
@given(profiles, st.integers(1, 5))
def test_answers_without_a_shape_have_no_reasons(profession: Profile, choice: int) -> None:
    reasons = Weighing(equal_model(), dict.fromkeys(SMALL, choice)).reasons(profession)
    assert (reasons.raising, reasons.lowering, reasons.others) == ((), None, 0)


@pytest.mark.parametrize("seed", range(5))
def test_a_profession_without_a_shape_has_no_reasons(shelf: Shelf, seed: int) -> None:
    random = Random(seed)
    answers: Answers = {item: random.randint(1, 5) for item in ITEMS[::3]}
    reasons = Weighing(shelf.interest_model, answers).reasons(Profile((4,) * 6))
    assert (reasons.raising, reasons.lowering, reasons.total) == ((), None, 0)
