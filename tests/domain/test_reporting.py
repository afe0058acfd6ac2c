"""Nobody is found in reports: neither in one, nor by adding up and taking away all there ever were."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.domain.interests import Interest
from bot.domain.reporting import FEWEST, Counted, Units, countable, figures_of, tellable, units_to_publish

if TYPE_CHECKING:
    from collections.abc import Mapping

PROFESSIONS = [f"p{number}" for number in range(12)]
PEOPLE = st.integers(0, 3).map(str)


def counted(number: int, interests: list[Interest], professions: list[str], *, has_been: bool) -> Counted:
    return Counted(str(number), tuple(interests), tuple(professions), has_been)


@st.composite
def classes(draw: st.DrawFn) -> list[Counted]:
    """Pupils of a class; some classes are all alike, some are very mixed."""
    size = draw(st.integers(5, 40))
    interests = draw(st.lists(st.permutations(list(Interest)).map(lambda each: each[:2]), min_size=1, max_size=8))
    fives = draw(st.lists(st.permutations(PROFESSIONS).map(lambda each: each[:5]), min_size=1, max_size=8))
    return [
        counted(
            number,
            draw(st.sampled_from(interests)),
            draw(st.sampled_from(fives)),
            has_been=draw(st.booleans()),
        )
        for number in range(size)
    ]


@given(classes(), st.integers(0, 40))
def test_no_cell_under_five_and_none_of_all_but_a_few(pupils: list[Counted], waiting: int) -> None:
    figures = figures_of(pupils, PROFESSIONS, waiting)
    assert figures.people == len(pupils)
    cells = [*figures.interests.values(), *(count for _, count in figures.professions), figures.have_been]
    for cell in cells:
        assert cell is None or FEWEST <= cell <= len(pupils) - FEWEST
    assert figures.waiting is None or figures.waiting >= FEWEST
    for interest, told in figures.interests.items():
        assert told in {None, sum(interest in each.interests for each in pupils)}
    for profession, told in figures.professions:
        assert told == sum(profession in each.professions for each in pupils)


@given(classes())
def test_nothing_hidden_follows_from_what_is_shown(pupils: list[Counted]) -> None:
    figures = figures_of(pupils, PROFESSIONS, 0)
    shown = dict(figures.professions)
    _check_hidden(figures.interests, len(pupils), each=2)
    _check_hidden({each: shown.get(each) for each in PROFESSIONS}, len(pupils), each=5)


def _check_hidden(told: Mapping[Any, int | None], people: int, each: int) -> None:
    """Ask what somebody who knows how often everybody is counted can say of every hidden cell."""
    hidden = [cell for cell, count in told.items() if count is None]
    rest = people * each - sum(count for count in told.values() if count is not None)
    if not hidden:
        assert rest == 0
        return
    lowest = max(0, rest - (len(hidden) - 1) * people)
    highest = min(people, rest)
    # It may be five or more for all they know, and all but five or fewer.
    assert highest >= FEWEST
    assert people - lowest >= FEWEST
    assert highest > lowest
    assert rest >= FEWEST


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), min_size=1), st.integers(5, 30))
def test_only_what_must_be_hidden_is(counts: dict[str, int], people: int) -> None:
    counts = {cell: min(count, people) for cell, count in counts.items()}
    told = tellable(counts, people)
    assert told.keys() == counts.keys()
    if all(FEWEST <= count <= people - FEWEST for count in counts.values()):
        assert told == counts


def groups(published: list[Units]) -> list[int]:
    """Return how many stand in exactly the same reports, for each set of reports in which somebody stands."""
    sizes: dict[frozenset[int], int] = {}
    for unit in frozenset[str]().union(*published):
        stands_in = frozenset(number for number, each in enumerate(published) if unit in each)
        sizes[stands_in] = sizes.get(stands_in, 0) + 1
    return list(sizes.values())


class School(RuleBasedStateMachine):
    """Pupils come, leave, retake the quiz, change classes; now and then somebody asks for a report of a class or the school.

    What the rule promises is asked of the reports themselves, by somebody who keeps all of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.classes: dict[str, set[int]] = {name: set() for name in "0123"}
        self.runs: dict[int, int] = {}
        self.published: list[tuple[str, Units]] = []
        self.newest = 0

    def units(self, subject: str) -> Units:
        """Return who could be counted now: of a class, or of the school ("")."""
        people = set().union(*self.classes.values()) if not subject else self.classes[subject]
        return frozenset(f"{person}:{self.runs[person]}" for person in people)

    @rule(name=PEOPLE, number=st.integers(1, 12))
    def come(self, name: str, number: int) -> None:
        for _ in range(number):
            self.newest += 1
            self.runs[self.newest] = 1
            self.classes[name].add(self.newest)

    @rule(name=PEOPLE, data=st.data(), number=st.integers(1, 8))
    def leave(self, name: str, data: st.DataObject, number: int) -> None:
        for person in self._some(name, data, number):
            self.classes[name].discard(person)

    @rule(name=PEOPLE, data=st.data(), number=st.integers(1, 8))
    def retake(self, name: str, data: st.DataObject, number: int) -> None:
        for person in self._some(name, data, number):
            self.runs[person] += 1

    @rule(name=PEOPLE, other=PEOPLE, data=st.data(), number=st.integers(1, 8))
    def join_another(self, name: str, other: str, data: st.DataObject, number: int) -> None:
        self.classes[other].update(self._some(name, data, number))

    @rule(subject=st.sampled_from(["", "0", "1", "2", "3"]))
    def report(self, subject: str) -> None:
        present = self.units(subject)
        latest = next((units for about, units in reversed(self.published) if about == subject), None)
        part = units_to_publish(present, latest, [units for _, units in self.published])
        if part is None:
            return
        assert part <= present
        assert part != latest
        assert len(part) >= FEWEST
        self.published.append((subject, part))

    def _some(self, name: str, data: st.DataObject, number: int) -> list[int]:
        there = sorted(self.classes[name])
        return data.draw(st.permutations(there))[:number] if there else []

    @invariant()
    def nobody_is_found(self) -> None:
        sets = [units for _, units in self.published]
        assert all(size >= FEWEST for size in groups(sets))

    @invariant()
    def two_reports_differ_by_five_or_not_at_all(self) -> None:
        for (_, one), (_, other) in combinations(self.published, 2):
            for rest in (one - other, other - one):
                assert not rest or len(rest) >= FEWEST

    @invariant()
    def a_school_without_its_classes_leaves_nobody_alone(self) -> None:
        of_classes = [units for subject, units in self.published if subject]
        for school in (units for subject, units in self.published if not subject):
            rest = school.difference(*of_classes)
            assert not rest or len(rest) >= FEWEST


TestSchool = School.TestCase


def of(*numbers: range) -> Units:
    return frozenset(str(number) for each in numbers for number in each)


def test_four_are_too_few_and_five_are_not() -> None:
    assert units_to_publish(of(range(4)), None, []) is None
    assert units_to_publish(of(range(5)), None, []) == of(range(5))


def test_one_who_joins_waits_for_four_more() -> None:
    first = of(range(20))
    assert units_to_publish(of(range(21)), first, [first]) is None
    assert units_to_publish(of(range(25)), first, [first]) == of(range(25))


def test_one_who_leaves_freezes_the_report_until_five_have() -> None:
    first = of(range(20))
    assert units_to_publish(of(range(1, 20)), first, [first]) is None
    assert units_to_publish(of(range(5, 20)), first, [first]) == of(range(5, 20))


def test_a_school_leaves_out_the_few_of_a_class_who_would_stand_alone() -> None:
    nine_a, nine_b = of(range(20)), of(range(100, 103))
    assert units_to_publish(nine_a | nine_b, None, [nine_a]) == nine_a
    assert countable(nine_a | of(range(100, 105)), [nine_a]) == nine_a | of(range(100, 105))


def test_the_five_who_came_later_do_not_replace_a_fuller_report() -> None:
    first = of(range(20))
    assert units_to_publish(of(range(1, 26)), first, [first]) is None


def test_the_same_again_is_the_same_report() -> None:
    first = of(range(20))
    assert units_to_publish(first, first, [first]) is None


def test_all_alike_are_not_told() -> None:
    pupils = [counted(number, [Interest.R, Interest.I], PROFESSIONS[:5], has_been=True) for number in range(20)]
    figures = figures_of(pupils, PROFESSIONS, 3)
    assert set(figures.interests.values()) == {None}
    assert figures.professions == ()
    assert figures.have_been is None
    assert figures.waiting is None
