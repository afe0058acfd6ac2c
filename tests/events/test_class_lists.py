"""A class is registered whole or not at all, by who may, once; its owner sees it and gives seats back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.db.door_tables import list_drafts
from bot.db.events import change_session
from bot.domain.class_list import Line
from bot.domain.languages import Language
from bot.domain.people import Person
from bot.services.access import NotAllowed
from bot.services.class_lists import ClassLists
from bot.services.class_outcomes import Answered, Brought, ClassSeen, Faulty, Hosts, NoDraft, Prepared
from bot.services.class_parties import ClassParties
from bot.services.seat_outcomes import Newcomer, NotPossible, Placed, TooMany
from tests.conftest import SEAL
from tests.events.porch import Porch, updates
from tests.retaining import erased

if TYPE_CHECKING:
    from tests.events.conftest import Hall


@dataclass
class School:
    """A teacher's desk."""

    porch: Porch
    lists: ClassLists
    parties: ClassParties

    async def prepared(self, teacher: int, session: int, number: int = 3) -> Prepared:
        """Send a list without a fault."""
        outcome = await self.lists.prepare(teacher, session, pupils(number))
        assert isinstance(outcome, Prepared)
        return outcome

    async def brought(self, teacher: int, session: int, number: int = 3) -> ClassSeen:
        """Register a class."""
        draft = await self.prepared(teacher, session, number)
        outcome = await self.lists.confirm(person(teacher), draft.draft_id, has_papers=False, once=next(updates))
        assert isinstance(outcome, Brought)
        return await self.seen(teacher, outcome.party_id)

    async def drafts(self) -> int:
        """Count the lists that wait."""
        statement = select(func.count()).select_from(list_drafts)
        return await self.porch.hall.database.read(lambda connection: connection.execute(statement).scalar_one())

    async def seen(self, teacher: int, party: int) -> ClassSeen:
        """Look at a class."""
        seen = await self.parties.see(teacher, party)
        assert isinstance(seen, ClassSeen)
        return seen


@pytest.fixture
def school(hall: Hall) -> School:
    porch = Porch.of(hall)
    lists = ClassLists(hall.database, hall.clock, SEAL, porch.seats)
    return School(porch, lists, ClassParties(hall.database, hall.clock, SEAL, hall.heard))


def person(number: int) -> Person:
    """Return the person of an id."""
    return Person(number, number, Language.RU, 12, "pavlodar", "", "1", datetime(2026, 11, 1, tzinfo=UTC))


def pupils(number: int, first: str = "Оқушы") -> list[Line]:
    """Return rows of a list; the last one is a teacher."""
    letters = "абвгдежзиклмнопрстуфхцчшыэюя"
    named = [Line(row, f"{first} {letters[row % 28]}{letters[row // 28]}", "9А", "№5") for row in range(2, number + 1)]
    return [*named, Line(number + 1, f"{first} Мұғалім", "", "№5", "ересек")]


async def test_a_class_of_thirty_at_once(school: School) -> None:
    session = await school.porch.hall.opened(30)
    teacher = await school.porch.staff("counsellor", session)
    draft = await school.prepared(teacher, session, 30)
    assert (draft.pupils, draft.companions, draft.number, draft.will_wait) == (29, 1, 30, False)
    assert await school.porch.hall.states(session) == {}
    outcome = await school.lists.confirm(person(teacher), draft.draft_id, has_papers=False, once=next(updates))
    assert isinstance(outcome, Brought)
    assert await school.porch.hall.states(session) == {"seated": 30}
    assert await school.porch.hall.is_sound(session)
    seen = await school.seen(teacher, outcome.party_id)
    assert [each.name for each in seen.members if each.is_companion] == ["Оқушы Мұғалім"]
    assert len({each.code for each in seen.members}) == 30
    assert (teacher, "register_class", f"party:{outcome.party_id}", 30) in await school.porch.audit()


async def test_two_bad_rows_register_nobody_and_both_are_named(school: School) -> None:
    session = await school.porch.hall.opened(30)
    teacher = await school.porch.staff("counsellor", session)
    lines = pupils(30)
    lines[4], lines[11] = Line(6, "", "9А", "№5"), Line(13, "8701", "9А", "№5")
    outcome = await school.lists.prepare(teacher, session, lines)
    assert isinstance(outcome, Faulty)
    assert [(each.number, each.why) for each in outcome.faults] == [(6, "no_name"), (13, "not_a_name")]
    assert await school.porch.hall.states(session) == {}
    assert len((await school.brought(teacher, session, 30)).members) == 30


async def test_a_list_is_registered_once(school: School) -> None:
    session = await school.porch.hall.opened(30)
    teacher = await school.porch.staff("counsellor", session)
    draft = await school.prepared(teacher, session)
    outcomes = await asyncio.gather(
        *(school.lists.confirm(person(teacher), draft.draft_id, has_papers=False, once=next(updates)) for _ in range(3))
    )
    assert sum(isinstance(each, Brought) for each in outcomes) == 1
    assert sum(each == NoDraft() for each in outcomes) == 2
    assert await school.porch.hall.states(session) == {"seated": 3}
    # The same file once more is not a second class.
    again = await school.lists.prepare(teacher, session, pupils(3))
    assert isinstance(again, Faulty)
    assert {each.why for each in again.faults} == {"registered"}


async def test_a_newer_list_replaces_an_older_one_and_a_day_is_its_life(school: School) -> None:
    session = await school.porch.hall.opened(30)
    teacher = await school.porch.staff("counsellor", session)
    old, new = await school.prepared(teacher, session), await school.prepared(teacher, session, 4)
    assert await school.lists.confirm(person(teacher), old.draft_id, has_papers=False, once=next(updates)) == NoDraft()
    assert await erased(school.porch.hall.database, school.porch.hall.clock) == {}
    assert await school.drafts() == 1
    school.porch.hall.clock.moment += timedelta(days=1, seconds=1)
    assert await school.lists.confirm(person(teacher), new.draft_id, has_papers=False, once=next(updates)) == NoDraft()
    assert (await erased(school.porch.hall.database, school.porch.hall.clock))["lists not confirmed"] == 1
    assert await school.drafts() == 0


async def test_only_who_may_and_only_their_own(school: School) -> None:
    session = await school.porch.hall.opened(30)
    teacher, other = await school.porch.staff("counsellor", session), await school.porch.staff("counsellor", session)
    helper = await school.porch.staff("helper", session)
    draft = await school.prepared(teacher, session)
    assert await school.lists.confirm(person(other), draft.draft_id, has_papers=True, once=next(updates)) == NoDraft()
    assert await school.lists.prepare(helper, session, pupils(3)) == NotAllowed()
    assert await school.lists.keep_places(helper, session, 3, classes=0, once=next(updates)) == NotAllowed()
    assert await school.lists.hosts(helper) == NotAllowed()
    seen = await school.brought(teacher, session)
    for anybody in (other, helper):
        assert await school.parties.see(anybody, seen.party.id) == NotAllowed()
        assert await school.parties.take_list(anybody, seen.party.id) == NotAllowed()
        assert await school.parties.give_back(anybody, seen.party.id, once=next(updates)) == NotAllowed()
        assert await school.parties.accept(anybody, seen.party.id, once=next(updates)) == NotAllowed()
    assert await school.porch.hall.states(session) == {"seated": 3}
    await school.porch.dismiss(teacher)
    hosts = await school.lists.hosts(teacher)
    # Who lost the role still answers for the class that is there, and brings no other one.
    assert isinstance(hosts, Hosts)
    assert hosts.events == ()
    assert len(hosts.classes) == 1
    assert await school.lists.prepare(teacher, session, pupils(3, "Басқа")) == NotAllowed()


async def test_an_event_whose_sessions_are_called_off_is_none_to_bring_a_class_to(school: School) -> None:
    session, other = await school.porch.hall.opened(10), await school.porch.hall.opened(10)
    teacher = await school.porch.staff("counsellor", session)
    await school.porch.hall.database.write(lambda connection: change_session(connection, session, is_on=False))
    hosts = await school.lists.hosts(teacher)
    assert isinstance(hosts, Hosts)
    assert [each.id for each in hosts.events] == [await school.porch.event_of(other)]


async def test_too_many_and_too_late_are_said(school: School) -> None:
    session, quota = await school.porch.hall.opened(10), await school.porch.hall.opened(50, school_quota=12)
    teacher = await school.porch.staff("counsellor", session)
    assert await school.lists.prepare(teacher, session, pupils(11)) == TooMany(10)
    assert await school.lists.prepare(teacher, quota, pupils(13)) == TooMany(12)
    assert await school.lists.prepare(teacher, await school.porch.hall.opened(200), pupils(61)) == TooMany(60)
    assert await school.lists.prepare(teacher, 10**6, pupils(3)) == NotAllowed()
    school.porch.hall.clock.moment += timedelta(days=5)
    assert await school.lists.prepare(teacher, session, pupils(3)) == NotPossible("over")


async def test_where_parents_must_agree_the_teacher_says_that_the_papers_are_there(school: School) -> None:
    session = await school.porch.hall.opened(30, needs_parent=True)
    teacher = await school.porch.staff("counsellor", session)
    draft = await school.prepared(teacher, session)
    assert draft.needs_papers
    assert (
        await school.lists.confirm(person(teacher), draft.draft_id, has_papers=False, once=next(updates)) == NoDraft()
    )
    outcome = await school.lists.confirm(person(teacher), draft.draft_id, has_papers=True, once=next(updates))
    assert isinstance(outcome, Brought)
    assert await school.porch.hall.states(session) == {"seated": 3}
    assert (teacher, "parents_papers", f"party:{outcome.party_id}", 3) in await school.porch.audit()


async def test_a_class_waits_together_and_takes_its_seats_at_once(school: School) -> None:
    session = await school.porch.hall.opened(4)
    teacher = await school.porch.staff("counsellor", session)
    single = await school.porch.joined(session)
    other = await school.porch.joined(session)
    seen = await school.brought(teacher, session)
    assert {each.state for each in seen.members} == {"waiting"}
    assert single.person_id
    await school.porch.seats.give_back(single.id, single.person_id)
    seen = await school.seen(teacher, seen.party.id)
    assert {each.state for each in seen.members} == {"offered"}
    assert [each[0] for each in school.porch.hall.heard.notices] == ["offered"]
    taken = await school.parties.accept(teacher, seen.party.id, once=next(updates))
    assert isinstance(taken, Answered)
    assert taken.number == 3
    assert {each.state for each in taken.seen.members} == {"seated"}
    again = await school.parties.accept(teacher, seen.party.id, once=next(updates))
    assert isinstance(again, Answered)
    assert again.number == 0
    assert other.state == "seated"
    assert await school.porch.hall.is_sound(session)


async def test_seats_given_back_go_on(school: School) -> None:
    session = await school.porch.hall.opened(3)
    teacher = await school.porch.staff("counsellor", session)
    seen = await school.brought(teacher, session)
    waiting = await school.porch.joined(session)
    assert waiting.state == "waiting"
    one = seen.members[0].registration_id
    await school.porch.seats.give_back(one, teacher)
    assert (await school.porch.ticket(waiting.id)).state == "offered"
    gone = await school.parties.give_back(teacher, seen.party.id, once=next(updates))
    assert isinstance(gone, Answered)
    assert gone.number == 2
    assert await school.porch.hall.states(session) == {"cancelled": 3, "offered": 1}
    assert await school.porch.hall.is_sound(session)
    # On the day it is too late.
    late = await school.brought(teacher, session, 2)
    await school.porch.the_day_comes(session, after=timedelta(minutes=1))
    refused = await school.parties.give_back(teacher, late.party.id, once=next(updates))
    assert isinstance(refused, Answered)
    assert refused.number == 0


async def test_places_kept_for_a_link(school: School) -> None:
    session = await school.porch.hall.opened(10)
    teacher, (pupil,) = await school.porch.staff("counsellor", session), await school.porch.hall.pupils(1)
    kept = await school.lists.keep_places(teacher, session, 5, classes=0, once=next(updates))
    assert isinstance(kept, Brought)
    # A second tap of the same button keeps nothing more.
    assert await school.lists.keep_places(teacher, session, 5, classes=0, once=next(updates)) == kept
    seen = await school.seen(teacher, kept.party_id)
    assert seen.party.code
    assert (len(seen.members), {each.name for each in seen.members}) == (5, {""})
    placed = await school.porch.seats.take_kept_place(seen.party.code, Newcomer(pupil, school.porch.about("Данияр")))
    assert isinstance(placed, Placed)
    seen = await school.seen(teacher, kept.party_id)
    # Who took a place speaks for themselves: their name and seat are theirs.
    assert "Данияр" not in str(seen)
    await school.parties.give_back(teacher, kept.party_id, once=next(updates))
    assert (await school.porch.ticket(placed.registration_id)).state == "seated"
    assert await school.porch.hall.is_sound(session)
