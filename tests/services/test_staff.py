"""Invitations work once and for a while, roles end at once, and everything stands in the audit log."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING

import pytest

from bot.db.people import add_person, find_person
from bot.domain.languages import Language
from bot.services.access import Access, NotAllowed
from bot.services.staff import Invited, Member, NoInvitation, Offer, Staff, Unsound
from tests.conftest import SEAL
from tests.opening import open_event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from bot.db import Database
    from bot.domain.people import Person
    from bot.domain.staff import Role
    from tests.conftest import HandClock

updates: Iterator[int] = count(1)
_secrets: Iterator[int] = count(1)
TITLE = {Language.KK: "Фестиваль", Language.RU: "Фестиваль"}


@pytest.fixture
def staff(database: Database, clock: HandClock) -> Staff:
    """The service."""
    return Staff(database, clock, SEAL, lambda: f"secret{next(_secrets)}")


class Office:
    """People, events and their roles."""

    def __init__(self, database: Database, clock: HandClock, staff: Staff) -> None:
        self.database = database
        self.clock = clock
        self.staff = staff
        self.access = Access(database)
        self._number = 1000

    async def person(self) -> Person:
        """Let somebody agree."""
        self._number += 1

        def work(connection: Connection) -> Person:
            add_person(connection, self._number, Language.KK, "1", self.clock.now())
            found = find_person(connection, self._number)
            assert found is not None
            return found

        return await self.database.write(work)

    async def event(self) -> int:
        """Make an event."""
        self._number += 1
        now = self.clock.now()
        return await self.database.write(lambda connection: open_event(connection, now, title=TITLE))

    async def link(self, actor: int | None, role: Role, event: int | None = None, label: str = "Әсем") -> str:
        """Invite; return the secret of the link."""
        invited = await self.staff.invite(actor, role, event, label, once=next(updates))
        assert isinstance(invited, Invited)
        return invited.secret

    async def hired(self, role: Role, event: int | None = None) -> Person:
        """Return somebody who took a role by a link of the command line."""
        person = await self.person()
        taken = await self.staff.accept(person, await self.link(None, role, event), once=next(updates))
        assert isinstance(taken, Offer)
        return person


@pytest.fixture
def office(database: Database, clock: HandClock, staff: Staff) -> Office:
    """An office."""
    return Office(database, clock, staff)


async def test_a_link_is_taken_once_by_one(office: Office) -> None:
    event, first, second = await office.event(), await office.person(), await office.person()
    secret = await office.link(None, "helper", event)
    assert await office.staff.look(secret) == Offer("helper", TITLE)
    taken = await asyncio.gather(*(office.staff.accept(each, secret, once=next(updates)) for each in (first, second)))
    assert sorted(type(each).__name__ for each in taken) == ["NoInvitation", "Offer"]
    assert await office.staff.look(secret) == NoInvitation()
    allowed = [await office.access.may(each.id, "check_in", event) for each in (first, second)]
    assert sorted(allowed) == [False, True]


async def test_a_link_ends_after_a_week_and_a_guess_opens_nothing(office: Office) -> None:
    person = await office.person()
    secret = await office.link(None, "administrator")
    await office.clock.sleep(7 * 24 * 3600)
    assert await office.staff.accept(person, secret, once=next(updates)) == NoInvitation()
    assert await office.staff.accept(person, "guess", once=next(updates)) == NoInvitation()
    assert await office.access.grants_of(person.id) == ()


@pytest.mark.parametrize(
    ("role", "with_event", "invites"),
    [
        ("administrator", False, {"administrator", "counsellor", "organiser", "helper"}),
        ("counsellor", False, set()),
        ("organiser", False, set()),
        ("organiser", True, {"helper"}),
        ("helper", True, set()),
    ],
)
async def test_who_may_invite_whom(office: Office, role: Role, with_event: bool, invites: set[Role]) -> None:  # noqa: FBT001
    own, other = await office.event(), await office.event()
    person = await office.hired(role, own if with_event else None)
    roles: tuple[Role, ...] = ("administrator", "counsellor", "organiser", "helper")
    may: set[Role] = set()
    for each in roles:
        invited = await office.staff.invite(person.id, each, own if each == "helper" else None, "", once=next(updates))
        may |= {each} if isinstance(invited, Invited) else set()
    assert may == invites
    if role != "administrator":
        assert await office.staff.invite(person.id, "helper", other, "", once=next(updates)) == NotAllowed()


async def test_a_role_is_sound(office: Office) -> None:
    event = await office.event()
    assert await office.staff.invite(None, "helper", None, "") == Unsound()
    assert await office.staff.invite(None, "administrator", event, "") == Unsound()
    assert await office.staff.invite(None, "helper", 999_999, "") == NotAllowed()


async def test_a_role_that_is_taken_back_ends_at_once(office: Office) -> None:
    event = await office.event()
    administrator, organiser = await office.hired("administrator"), await office.hired("organiser", event)
    helper, stranger = await office.hired("helper", event), await office.person()
    seen = await office.staff.members(organiser.id)
    assert isinstance(seen, tuple)
    assert [(each.role, each.label, each.is_me) for each in seen] == [
        ("organiser", "Әсем", True),
        ("helper", "Әсем", False),
    ]
    everybody = await office.staff.members(administrator.id)
    assert isinstance(everybody, tuple)
    assert len(everybody) == 3
    for nobody in (stranger, helper):
        for each in everybody:
            if nobody is helper and each.role == "helper":
                continue
            assert await office.staff.revoke(nobody.id, each.id, once=next(updates)) == NotAllowed()
    assert await office.staff.members(stranger.id) == NotAllowed()
    assert await office.staff.revoke(organiser.id, everybody[0].id, once=next(updates)) == NotAllowed()
    grant = seen[1].id
    assert not isinstance(await office.staff.revoke(organiser.id, grant, once=next(updates)), NotAllowed)
    assert not await office.access.may(helper.id, "check_in", event)
    assert await office.staff.revoke(organiser.id, grant, once=next(updates)) == NotAllowed()


async def test_everything_stands_in_the_audit_log_without_names(office: Office) -> None:
    event = await office.event()
    administrator = await office.hired("administrator")
    helper = await office.hired("helper", event)
    (grant,) = [each for each in await _members(office, administrator) if each.role == "helper"]
    await office.staff.revoke(administrator.id, grant.id, once=next(updates))
    found = await office.staff.audit(administrator.id)
    assert isinstance(found, tuple)
    assert [(each.actor_id, each.deed, each.subject) for each in reversed(found)] == [
        (None, "invite_administrator", "installation"),
        (administrator.id, "become_administrator", "installation"),
        (None, "invite_helper", f"event:{event}"),
        (helper.id, "become_helper", f"event:{event}"),
        (administrator.id, "revoke_helper", f"event:{event}"),
    ]
    assert await office.staff.audit(helper.id) == NotAllowed()


async def _members(office: Office, person: Person) -> tuple[Member, ...]:
    found = await office.staff.members(person.id)
    assert isinstance(found, tuple)
    return found
