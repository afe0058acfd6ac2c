"""The figures of the quiz: of people who are asked exactly what the bot would ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.calibration.agreement import Outcome, evaluate, figures, five_best, outcomes_of
from bot.calibration.replay import replay
from bot.domain.asking import full_form, next_question
from bot.domain.belief import Belief
from bot.domain.scoring import correlation
from tests.calibration.people import PROFESSIONS, SMALL, made_up
from tests.domain.models import equal_model

if TYPE_CHECKING:
    from bot.domain.belief import InterestModel
    from bot.library import Shelf

    Answers = dict[str, int | None]
    State = tuple[tuple[tuple[str, int | None], ...], str | None]

RECORDS = made_up(300, 20261123)
COLUMNS = {item: column for column, item in enumerate(RECORDS.items)}


@pytest.fixture(scope="module")
def model(shelf: Shelf) -> InterestModel:
    """The real numbers."""
    assert shelf.interest_model.items == RECORDS.items
    return shelf.interest_model


@pytest.fixture(scope="module")
def professions(shelf: Shelf) -> dict[str, tuple[float, ...]]:
    """The interests of all real professions."""
    return {each.id: each.interests.values for each in shelf.professions.values()}


@pytest.fixture(scope="module")
def measured(model: InterestModel, professions: dict[str, tuple[float, ...]]) -> dict[str, Any]:
    """The figures over the made-up people."""
    return evaluate(model, RECORDS, professions)


def test_all_figures_are_there_and_are_shares(model: InterestModel, measured: dict[str, Any]) -> None:
    assert measured["people"] == 300
    assert measured["cap"] == model.most
    assert model.least <= measured["mean_items"] <= measured["most_items"] <= model.most
    shares = ("top1", "macro_recall", "recall_R", "professions_in_common", "disjoint_top1_12", "disjoint_ceiling")
    assert all(0 < measured[name] <= 1 for name in shares)
    assert set(measured["recall"]) == set("RIASEC")
    assert measured["recall_R"] == measured["recall"]["R"]
    assert measured["macro_recall"] == pytest.approx(sum(measured["recall"].values()) / 6, abs=1e-4)
    assert measured["disjoint_ratio_12"] == pytest.approx(
        measured["disjoint_top1_12"] / measured["disjoint_ceiling"], abs=1e-3
    )
    assert measured["step_us"] > 0
    # Far better than one in six, which is what guessing finds.
    assert measured["top1"] > 0.6


def test_the_same_people_give_the_same_figures_in_whatever_portions(
    model: InterestModel, professions: dict[str, tuple[float, ...]], measured: dict[str, Any]
) -> None:
    portions = [outcomes_of(model, professions, RECORDS.people[start : start + 100]) for start in (0, 100, 200)]
    again = figures([each for portion in portions for each in portion])
    assert again == {name: value for name, value in measured.items() if name not in {"cap", "step_us"}}


def test_many_people_are_shared_among_processes_and_come_to_the_same_figures() -> None:
    records, small = made_up(1003, 5, SMALL), equal_model()
    shared = evaluate(small, records, PROFESSIONS)
    assert shared.pop("cap") == 12
    assert shared.pop("step_us") > 0
    assert shared == figures(outcomes_of(small, PROFESSIONS, records.people))


def test_the_replay_asks_everybody_exactly_what_the_quiz_asks_them(model: InterestModel) -> None:
    asked: set[State] = set()

    def noted(same: InterestModel, answers: Answers) -> str | None:
        item = next_question(same, answers)
        asked.add((tuple(answers.items()), item))
        return item

    ends = list(replay(model, RECORDS.items, RECORDS.people, noted))
    assert sorted(person for each in ends for person in each.people) == list(range(300))
    found = {person: each for each in ends for person in each.people}
    alone: set[State] = set()
    for person, all_answers in enumerate(RECORDS.people):
        answers: Answers = {}
        while (item := next_question(model, answers)) is not None:
            alone.add((tuple(answers.items()), item))
            answers[item] = all_answers[COLUMNS[item]]
        alone.add((tuple(answers.items()), None))
        belief, end = Belief.after(model, answers), found[person]
        assert (end.asked, end.sums, end.leader) == (len(answers), tuple(belief.sums), belief.leader())
    assert asked == alone


def test_the_columns_may_stand_in_another_order(model: InterestModel) -> None:
    items = RECORDS.items[::-1]
    straight = {(each.people, each.sums) for each in replay(model, RECORDS.items, RECORDS.people[:40])}
    turned = {(each.people, each.sums) for each in replay(model, items, [one[::-1] for one in RECORDS.people[:40]])}
    assert straight == turned


def test_a_quiz_that_asks_everything_agrees_with_itself(
    model: InterestModel, professions: dict[str, tuple[float, ...]]
) -> None:
    outcomes = outcomes_of(full_form(model), professions, RECORDS.people[:20])
    found = figures(outcomes)
    assert (found["mean_items"], found["most_items"]) == (48, 48)
    assert (found["top1"], found["macro_recall"], found["professions_in_common"]) == (1.0, 1.0, 1.0)


def test_the_halves_are_asked_and_judged_by_different_items(
    model: InterestModel, professions: dict[str, tuple[float, ...]]
) -> None:
    # On the odd items these people love R, on the even ones C: the half that is asked says nothing about the other one.
    person = tuple(
        5 if (item[0] == "R") == (int(item[1:]) % 2 == 1) and item[0] in "RC" else 1 for item in RECORDS.items
    )
    outcome = outcomes_of(model, professions, [person])[0]
    assert (outcome.half_leader, outcome.half_tops, outcome.other_tops) == (0, (0,), (5,))
    assert outcome.tops == (0, 5)


def _outcome(leader: int, tops: tuple[int, ...], **other: Any) -> Outcome:
    usual = {"asked": 10, "common": 5, "half_leader": 0, "half_tops": (0,), "other_tops": (0,)}
    return Outcome(leader=leader, tops=tops, **{**usual, **other})


def test_ties_are_credited() -> None:
    found = figures(
        [
            _outcome(0, (0,)),
            _outcome(1, (0, 1), asked=13, common=2),
            _outcome(2, (0, 1), common=0),
            _outcome(5, (4,), half_leader=1, half_tops=(0, 1), other_tops=(1, 2)),
        ]
    )
    assert (found["people"], found["mean_items"], found["most_items"]) == (4, 10.75, 13)
    assert found["top1"] == 0.5
    # R: one of its own and two halves, of which one was found; I: two halves, one found; E: one, not found.
    assert found["recall"] == {"R": 0.75, "I": 0.5, "E": 0.0}
    assert found["macro_recall"] == pytest.approx(1.25 / 3, abs=1e-4)
    assert found["recall_R"] == 0.75
    assert found["professions_in_common"] == pytest.approx(12 / 20)
    # The ceiling: of the last person's two tied tops one is among those of the other half.
    assert (found["disjoint_top1_12"], found["disjoint_ceiling"]) == (1.0, 0.875)
    assert found["disjoint_ratio_12"] == pytest.approx(1 / 0.875, abs=1e-4)


def test_where_nothing_can_be_measured_nothing_is_claimed() -> None:
    found = figures([_outcome(1, (1,), half_tops=(0,), other_tops=(3,))])
    assert found["recall_R"] is None
    assert found["disjoint_ratio_12"] is None


def test_the_five_best_are_the_most_alike_and_equal_ones_come_by_id() -> None:
    six = (5.0, 4.0, 3.0, 2.0, 1.0, 1.0)
    five = five_best(six, PROFESSIONS)
    worst = min(correlation(six, PROFESSIONS[name]) for name in five)
    assert len(five) == 5
    assert all(correlation(six, PROFESSIONS[name]) <= worst for name in PROFESSIONS if name not in five)
    assert five_best(six, dict.fromkeys("gfedcba", six)) == set("abcde")
