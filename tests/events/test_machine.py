"""The service of seats against the slow model, over any story that Hypothesis can think of."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.db import Database
from bot.db.tables import metadata
from bot.domain.registration import About
from bot.services.codes import new_code
from bot.services.consent import Asked, Consent
from bot.services.seat_outcomes import (
    AlreadyIn,
    Changed,
    Gone,
    InLine,
    Newcomer,
    NotInLine,
    Placed,
    Resized,
    TooLate,
    TooMany,
)
from bot.services.seats import Seats
from bot.services.tickets import NoTicket
from tests.conftest import SEAL, HandClock
from tests.events.conftest import Hall, Heard
from tests.events.model import ALIVE, SEATED, Group, Member, Model

if TYPE_CHECKING:
    from collections.abc import Coroutine

Result = TypeVar("Result")

OFFER_HOURS, PARENT_HOURS = 12, 20
PUPILS = 10
SCHOOLS = st.sampled_from([None, None, "a", "b"])
WHO = st.integers(0, PUPILS - 1)
ANY = st.integers(0, 10**6)


class WaitingList(RuleBasedStateMachine):
    """Does the same to the service and to the model, and compares everything after every step."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.clock = HandClock()
        self.database = Database("sqlite:///:memory:", self.clock)
        heard = Heard()
        seats = Seats(self.database, self.clock, new_code, heard)
        self.hall = Hall(self.database, self.clock, seats, heard)
        self.consent = Consent(self.database, self.clock, SEAL, heard)
        self.about = SEAL.close(About("Айгүл").as_json())
        self.updates = count(1)

    def do(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Wait for a use-case."""
        return self.runner.run(work)

    @initialize(
        capacity=st.integers(0, 6),
        quota=st.none() | st.integers(1, 3),
        needs_parent=st.booleans(),
        first=st.integers(0, 4),
    )
    def begin(self, *, capacity: int, quota: int | None, needs_parent: bool, first: int) -> None:
        """Open the hall; mostly somebody sits in every seat, and a class stands before the door, so that lines grow."""
        self.do(self.database.write(metadata.create_all))
        terms = {"needs_parent": needs_parent, "offer_hours": OFFER_HOURS, "parent_hours": PARENT_HOURS}
        self.session = self.do(self.hall.opened(capacity, days=2000, school_quota=quota, **terms))
        self.people = self.do(self.hall.pupils(PUPILS + 2))
        self.teacher, self.stranger = self.people[PUPILS:]
        self.model = Model(capacity, quota, needs_parent, OFFER_HOURS, PARENT_HOURS, self.clock.now())
        if first:
            for who in range(capacity):
                self._join([self.people[who]], None, None, have_names=True)
            self._join([None] * first, None, self.teacher, have_names=True)

    @rule(who=WHO, friends=st.integers(0, 3), school=SCHOOLS, owns=st.booleans())
    def come(self, *, who: int, friends: int, school: str | None, owns: bool) -> None:
        """A pupil comes, alone or keeping places for friends."""
        person = self.people[who]
        self._join([person, *[None] * friends], school, person if owns else None, have_names=False)

    @rule(who=st.lists(WHO, min_size=2, max_size=4, unique=True), school=SCHOOLS)
    def come_together(self, who: list[int], school: str | None) -> None:
        """Pupils come together."""
        self._join([self.people[each] for each in who], school, None, have_names=True)

    @rule(size=st.integers(1, 4), school=SCHOOLS)
    def class_comes(self, size: int, school: str | None) -> None:
        """A teacher brings pupils who have no chat."""
        self._join([None] * size, school, self.teacher, have_names=True)

    def _join(self, people: list[int | None], school: str | None, owner: int | None, *, have_names: bool) -> None:
        about = self.about if have_names else None
        wish = self.hall.seats.join(
            self.session, [Newcomer(each, about) for each in people], school=school, owner_id=owner
        )
        outcome = self.do(wish)
        known = [self.model.of(each) for each in people if each is not None]
        already = next((each for each in known if each and each.state in ALIVE), None)
        if already:
            assert outcome == AlreadyIn(already.id, already.state)  # type: ignore[arg-type]
            return
        most = self.model.most_together(school)
        if len(people) > max(1, most):
            assert outcome == TooMany(most)
            return
        assert isinstance(outcome, Placed)
        earlier = {each.person: each.id for each in known if each}
        numbers = {each.id for each in self.model.members}
        fresh = iter(sorted(row["id"] for row in self.do(self.hall.rows(self.session)) if row["id"] not in numbers))
        ids = [earlier[each] if each in earlier else next(fresh) for each in people]
        assert (outcome.party_code is not None) == (None in people and not have_names)
        self.model.come(Group(school, owner, outcome.party_code), ids, people, have_names=have_names)
        assert outcome.registration_id == ids[0]
        first = next(each for each in self.model.members if each.id == ids[0])
        assert outcome.state == first.state

    @precondition(lambda self: any(group.code for group in self.model.groups))
    @rule(who=WHO, which=ANY)
    def take_kept_place(self, who: int, which: int) -> None:
        """A friend taps the link of a party."""
        groups = [group for group in self.model.groups if group.code]
        group, person = groups[which % len(groups)], self.people[who]
        outcome = self.do(self.hall.seats.take_kept_place(group.code or "", Newcomer(person, self.about)))
        kept = [each for each in group.members if each.person is None and not each.has_name and each.state in ALIVE]
        kept = [each for each in kept if not self.model.is_late(each)]
        before = self.model.of(person)
        if not kept:
            assert outcome == Gone()
        elif before and before.state in ALIVE:
            assert outcome == AlreadyIn(before.id, before.state)  # type: ignore[arg-type]
        else:
            self.model.forget(person)
            place = min(kept, key=lambda each: each.id)
            place.person, place.has_name = person, True
            if place.state == "offered":
                self.model.keep(place)
            assert outcome == Placed(place.id, place.state)  # type: ignore[arg-type]

    @precondition(lambda self: self.model.members)
    @rule(which=ANY)
    def give_back(self, which: int) -> None:
        """Somebody cancels, whatever they have."""
        self._give_back(self._one(which))

    def _give_back(self, member: Member) -> None:
        if (person := self._speaks_for(member)) is None:
            return
        outcome = self.do(self.hall.seats.give_back(member.id, person))
        if member.state in ALIVE:
            assert outcome == Changed("cancelled")
            self.model.leave(member, "cancelled")
        else:
            assert outcome == TooLate(member.state)  # type: ignore[arg-type]

    @precondition(lambda self: self.model.members)
    @rule(which=ANY, accepts=st.booleans(), offered_only=st.booleans())
    def answer(self, *, which: int, accepts: bool, offered_only: bool) -> None:
        """Somebody answers an offer, mostly one that there is."""
        member = self._one(which, "offered" if offered_only else None)
        if (person := self._speaks_for(member)) is None:
            return
        outcome = self.do(self.hall.seats.answer(member.id, person, accepts=accepts))
        if member.state != "offered" or self.model.is_late(member):
            assert outcome == TooLate(member.state)  # type: ignore[arg-type]
        elif accepts:
            self.model.keep(member)
            assert outcome == Changed(member.state)  # type: ignore[arg-type]
        else:
            self.model.leave(member, "refused")
            assert outcome == Changed("refused")

    @precondition(lambda self: self.model.members)
    @rule(which=ANY, agrees=st.booleans(), asked_only=st.booleans())
    def parent(self, *, which: int, agrees: bool, asked_only: bool) -> None:
        """A parent agrees, or does not, or no longer."""
        member = self._one(which, "consent" if asked_only else None)
        if (person := self._speaks_for(member)) is None:
            return
        secret = self.do(self.consent.secret_of(member.id, person))
        if member.state not in ALIVE:
            assert secret == NoTicket()
            return
        assert isinstance(secret, str)
        say = self.consent.agree if agrees else self.consent.withdraw
        answered = self.do(say(secret, None, once=next(self.updates)))
        assert isinstance(answered, Asked)
        if self.model.is_late(member):
            assert answered.answer == "over"
        elif agrees:
            self.model.agree(member)
            assert answered.answer == "agreed"
        else:
            self.model.withdraw(member)
            assert answered.answer == "withdrew"

    @rule(capacity=st.integers(0, 9))
    def resize(self, capacity: int) -> None:
        """The organiser finds more chairs, or fewer."""
        outcome = self.do(self.hall.seats.resize(self.session, capacity))
        possible = max(capacity, self.model.capacity - self.model.free)
        assert outcome == Resized(possible, is_as_wished=possible == capacity)
        self.model.capacity = possible
        self.model.hand_out()

    @rule(hours=st.sampled_from([1, 5, 12, 24]))
    def time_passes(self, hours: int) -> None:
        """Time passes; nobody has looked yet."""
        self.do(self.clock.sleep(hours * 3600))
        self.model.now = self.clock.now()

    @rule()
    def sweep(self) -> None:
        """Somebody looks after seats that are held in vain."""
        any_late = any(self.model.is_late(each) for each in self.model.members)
        assert self.do(self.hall.seats.sweep()) == any_late
        if any_late:
            self.model.sweep()

    @precondition(lambda self: any(len(group.waiting) > 1 for group in self.model.groups))
    @rule(which=ANY, who=WHO)
    def one_for_another(self, which: int, who: int) -> None:
        """Behind a party that waits a seat comes free and somebody comes alone: that is what patience is for."""
        for _ in range(2):
            self._give_back(self._one(which, "seated"))
            self._join([self.people[who]], None, None, have_names=True)
            who = (who + 1) % PUPILS

    @precondition(lambda self: self.model.members)
    @rule(which=ANY)
    def stranger_tries(self, which: int) -> None:
        """Somebody taps with another's number."""
        member = self._one(which)
        assert self.do(self.hall.seats.give_back(member.id, self.stranger)) == Gone()
        assert self.do(self.hall.seats.answer(member.id, self.stranger, accepts=False)) == Gone()
        assert self.do(self.hall.seats.place_in_line(member.id, self.stranger)) == Gone()

    @invariant()
    def everything_is_as_the_model_says(self) -> None:
        """Compare rows, counters, notices, and what those who wait are told."""
        if not hasattr(self, "model"):
            return
        found = [
            (row["id"], row["person_id"], row["state"], row["held_until"])
            for row in self.do(self.hall.rows(self.session))
        ]
        assert found == [(each.id, each.person, each.state, each.until) for each in self.model.members]
        assert self.hall.heard.notices == self.model.told
        counted = self.do(self.hall.counted(self.session))
        held, waiting = (sum(each.state in states for each in self.model.members) for states in (SEATED, ("waiting",)))
        assert counted == (self.model.capacity, held, waiting, waiting)
        for member in self.model.members:
            person = self._speaks_for(member)
            if person is not None:
                told = self.do(self.hall.seats.place_in_line(member.id, person))
                waits = member.state == "waiting"
                assert told == (InLine(*self.model.why(member)) if waits else NotInLine(member.state))  # type: ignore[arg-type]

    def teardown(self) -> None:
        """Close everything."""
        self.do(self.database.close())
        self.runner.close()

    def _one(self, which: int, state: str | None = None) -> Member:
        those = [each for each in self.model.members if each.state == state] or self.model.members
        return those[which % len(those)]

    def _speaks_for(self, member: Member) -> int | None:
        return member.person if member.person is not None else member.group.owner


TestWaitingList = WaitingList.TestCase
TestWaitingList.settings = settings(
    max_examples=30,
    stateful_step_count=30,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
