"""The whole waiting list told the slow way: lists of people, one seat at a time, begun at the head again after each. No SQL."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

KAZAKHSTAN_HOURS = 5
SEATED = ("offered", "consent", "seated")
ALIVE = (*SEATED, "waiting")


@dataclass(eq=False)
class Group:
    """Those who came together; `owner` answers for members without a chat."""

    school: str | None
    owner: int | None
    code: str | None
    members: list[Member] = field(default_factory=list)
    passed: int = 0

    @property
    def waiting(self) -> list[Member]:
        """Those of them who wait, by number."""
        return sorted((each for each in self.members if each.state == "waiting"), key=lambda each: each.id)


@dataclass(eq=False)
class Member:
    """One registration."""

    id: int
    group: Group
    person: int | None
    has_name: bool
    state: str = "waiting"
    until: datetime | None = None
    parent_agreed: bool = False


@dataclass
class Model:
    """One session; groups stand in the order of their arrival."""

    capacity: int
    quota: int | None
    needs_parent: bool
    offer_hours: int
    parent_hours: int
    now: datetime
    groups: list[Group] = field(default_factory=list)
    told: list[tuple[str, int]] = field(default_factory=list)

    @property
    def members(self) -> list[Member]:
        """Everybody who ever came, by number."""
        return sorted((each for group in self.groups for each in group.members), key=lambda each: each.id)

    @property
    def free(self) -> int:
        """Empty seats."""
        return self.capacity - sum(each.state in SEATED for each in self.members)

    def of(self, person: int) -> Member | None:
        """Return what a person has, alive or not."""
        return next((each for each in self.members if each.person == person), None)

    def most_together(self, school: str | None) -> int:
        """Return how many may come together."""
        return min(self.capacity, self.quota) if self.quota and school else self.capacity

    def come(self, group: Group, ids: list[int], people: list[int | None], *, have_names: bool) -> None:
        """Let a group come to the end of the line; who was here before leaves what they had."""
        for number, person in zip(ids, people, strict=True):
            self.forget(person)
            group.members.append(Member(number, group, person, have_names))
        self.groups.append(group)
        self.hand_out(group)

    def forget(self, person: int | None) -> None:
        """Take somebody who comes anew out of where they stood."""
        before = self.of(person) if person is not None else None
        if before:
            before.group.members.remove(before)

    def leave(self, member: Member, state: str) -> None:
        """Let somebody go, and hand their seat on."""
        member.state, member.until = state, None
        self.hand_out()

    def keep(self, member: Member) -> None:
        """Let somebody have the seat that is held for them."""
        if self.needs_parent and not member.parent_agreed:
            member.state, member.until = "consent", self._after(self.parent_hours)
        else:
            member.state, member.until = "seated", None

    def agree(self, member: Member) -> None:
        """Let a parent agree; a second time nobody hears of it."""
        if not member.parent_agreed:
            member.parent_agreed = True
            if member.state == "consent":
                self.keep(member)
            self.told.append(("parent_agreed", member.id))

    def withdraw(self, member: Member) -> None:
        """Let a parent say no, or no longer."""
        self.told.append(("parent_withdrew", member.id))
        member.parent_agreed = False
        self.leave(member, "refused")

    def is_late(self, member: Member) -> bool:
        """Say whether a seat was held for somebody long enough."""
        return member.until is not None and member.until <= self.now

    def sweep(self) -> None:
        """Let everything run out that is overdue, then hand it on."""
        late = [each for each in self.members if self.is_late(each)]
        self._tell("expired", [each for each in late if each.state == "offered"])
        self._tell("no_consent", [each for each in late if each.state == "consent"])
        for each in late:
            each.state, each.until = "expired", None
        self.hand_out()

    def why(self, member: Member) -> tuple[int, int, int, str]:
        """Return how many stand before somebody, with how many they are, how often they were passed, and the reason."""
        ahead = self.groups[: self.groups.index(member.group)]
        size = len(member.group.waiting)
        before = sum(len(group.waiting) for group in ahead)
        return before, size, member.group.passed, self._reason(member.group, size, ahead)

    def hand_out(self, newcomers: Group | None = None) -> None:
        """Give seats until nobody can have one."""
        told: list[Member] = []
        while (group := self._next()) is not None:
            for member in group.waiting:
                if group is newcomers and (member.person is not None or member.has_name):
                    self.keep(member)
                else:
                    member.state, member.until = "offered", self._after(self.offer_hours)
                    told += [member] if group is not newcomers else []
        self._tell("offered", told)

    def _next(self) -> Group | None:
        """Return whose turn it is, and let those who are passed over remember it."""
        stuck: list[Group] = []
        for group in self.groups:
            size = len(group.waiting)
            if not size or self._has_no_room_for(group, size):
                continue
            if size > self.free:
                stuck.append(group)
            elif not any(each.passed >= 3 for each in stuck):
                for each in stuck:
                    each.passed += 1
                return group
        return None

    def _has_no_room_for(self, group: Group, size: int) -> bool:
        if size > self.capacity:
            return True
        if self.quota is None or group.school is None:
            return False
        theirs = [each for each in self.members if each.group.school == group.school and each.state in SEATED]
        return len(theirs) + size > self.quota

    def _reason(self, group: Group, size: int, ahead: list[Group]) -> str:
        if size > self.capacity or (self.quota and group.school and size > self.quota):
            return "larger_than_session"
        if self._has_no_room_for(group, size):
            return "school_quota"
        if self.free <= 0:
            return "full"
        too_large = [each for each in ahead if each.waiting and not self._has_no_room_for(each, len(each.waiting))]
        if any(each.passed >= 3 and len(each.waiting) > self.free for each in too_large):
            return "held_for_party"
        return "party_too_large_for_free"

    def _tell(self, kind: str, those: list[Member]) -> None:
        """Tell everybody with a chat; of those of a group who have none, only the first."""
        spoken_for: list[Group] = []
        for each in those:
            if each.person is None:
                if each.group in spoken_for:
                    continue
                spoken_for.append(each.group)
            self.told.append((kind, each.id))

    def _after(self, hours: int) -> datetime:
        """Count hours of day one by one; everything happens on the full hour here."""
        moment = self.now
        while hours:
            hours -= 8 <= (moment.hour + KAZAKHSTAN_HOURS) % 24 < 20
            moment += timedelta(hours=1)
        return moment
