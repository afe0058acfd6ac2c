"""The line before the seats: nobody overtakes, parties stay together, and patience has an end."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.line import PATIENCE, Allotment, Party, Room, allot

SCHOOLS = st.sampled_from([None, "a", "b"])


@st.composite
def lines(draw: st.DrawFn) -> tuple[Room, list[Party]]:
    """A room and a line of parties before it."""
    capacity = draw(st.integers(0, 12))
    taken = draw(st.integers(0, capacity))
    quota = draw(st.none() | st.integers(1, 6))
    by_school = {"a": draw(st.integers(0, taken))} if taken else {}
    line = [
        Party(
            id=number,
            place=number * 10,
            size=draw(st.integers(1, 5)),
            school=draw(SCHOOLS),
            passed=draw(st.integers(0, PATIENCE)),
        )
        for number in range(draw(st.integers(0, 8)))
    ]
    return Room(capacity, taken, quota, by_school), line


def _fits(room: Room, party: Party, free: int, by_school: dict[str, int]) -> bool:
    if party.size > free:
        return False
    return room.quota is None or not party.school or by_school.get(party.school, 0) + party.size <= room.quota


def _simple(room: Room, line: list[Party]) -> tuple[list[int], dict[int, int]]:
    """The same rule told the slow way: begin at the head again after every seat that was given.

    Returns who was served, in order, and how often each party has been passed over now.
    """
    free, by_school, given = room.free, dict(room.by_school), list[int]()
    passed = {party.id: party.passed for party in line}
    waiting = sorted(line, key=lambda party: party.place)
    while True:
        for position, party in enumerate(waiting):
            ahead = waiting[:position]
            blocked = [each for each in ahead if _is_blocked_by_size(room, each, free, by_school)]
            if any(passed[each.id] >= PATIENCE for each in blocked):
                continue
            if _fits(room, party, free, by_school):
                given.append(party.id)
                free -= party.size
                by_school[party.school or ""] = by_school.get(party.school or "", 0) + party.size
                for each in blocked:
                    passed[each.id] += 1
                waiting.remove(party)
                break
        else:
            return given, passed


def _is_blocked_by_size(room: Room, party: Party, free: int, by_school: dict[str, int]) -> bool:
    """Return whether only the number of free seats keeps a party waiting."""
    return party.size <= room.capacity and party.size > free and _fits(room, party, party.size, by_school)


@given(lines())
def test_the_line_goes_as_the_simple_model_says(case: tuple[Room, list[Party]]) -> None:
    room, line = case
    result = allot(room, line)
    given, passed = _simple(room, line)
    assert [party.id for party in result.served] == given
    assert {party.id: result.passed.get(party.id, party.passed) for party in line} == passed
    assert not set(result.passed) & set(given)


@given(lines(), st.randoms())
def test_it_does_not_matter_in_which_order_the_line_was_read(case: tuple[Room, list[Party]], dice: object) -> None:
    room, line = case
    mixed = list(line)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert allot(room, mixed) == allot(room, line)


@given(lines())
def test_no_seat_is_given_twice_and_everybody_is_told(case: tuple[Room, list[Party]]) -> None:
    room, line = case
    result = allot(room, line)
    assert sum(party.size for party in result.served) <= room.free
    assert {party.id for party in result.served} | set(result.reasons) == {party.id for party in line}
    assert not {party.id for party in result.served} & set(result.reasons)


@given(lines())
def test_a_second_look_gives_nothing_more(case: tuple[Room, list[Party]]) -> None:
    room, line = case
    first = allot(room, line)
    assert allot(*_after(room, line, first)).served == ()


@given(lines())
def test_nobody_waits_beside_a_seat_that_fits_unless_it_is_held(case: tuple[Room, list[Party]]) -> None:
    room, line = case
    result = allot(room, line)
    later, waiting = _after(room, line, result)
    for party in waiting:
        if _fits(later, party, later.free, dict(later.by_school)) and party.size <= later.capacity:
            assert result.reasons[party.id] == "held_for_party"


def _after(room: Room, line: list[Party], result: Allotment) -> tuple[Room, list[Party]]:
    """Return the room and the line when the served have their seats."""
    by_school = dict(room.by_school)
    for party in result.served:
        by_school[party.school or ""] = by_school.get(party.school or "", 0) + party.size
    taken = room.taken + sum(party.size for party in result.served)
    waiting = [
        replace(each, passed=result.passed.get(each.id, each.passed)) for each in line if each not in result.served
    ]
    return replace(room, taken=taken, by_school=by_school), waiting


def test_a_class_is_passed_over_three_times_and_then_waited_for() -> None:
    class_of_five = Party(id=1, place=1, size=5)
    room, line = Room(capacity=10, taken=10), [class_of_five]
    for number in range(2, 2 + PATIENCE):
        pupil = Party(id=number, place=number, size=1)
        result = allot(replace(room, taken=9), [*line, pupil])
        assert [party.id for party in result.served] == [number]
        line = [replace(line[0], passed=result.passed[1])]
    pupil = Party(id=9, place=9, size=1)
    result = allot(replace(room, taken=9), [*line, pupil])
    assert result.served == ()
    assert result.reasons == {1: "party_too_large_for_free", 9: "held_for_party"}
    result = allot(replace(room, taken=4), [*line, pupil])
    assert [party.id for party in result.served] == [1, 9]


def test_a_class_larger_than_the_hall_holds_up_nobody() -> None:
    result = allot(Room(3, 0), [Party(1, 1, 4, passed=PATIENCE), Party(2, 2, 3)])
    assert [party.id for party in result.served] == [2]
    assert result.reasons == {1: "larger_than_session"}


def test_a_school_over_its_quota_holds_up_nobody() -> None:
    room = Room(capacity=10, taken=4, quota=4, by_school={"a": 4})
    result = allot(room, [Party(1, 1, 1, school="a"), Party(2, 2, 2, school="b")])
    assert [party.id for party in result.served] == [2]
    assert result.reasons == {1: "school_quota"}
