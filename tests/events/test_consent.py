"""A parent's consent: by whoever holds the link but the pupil, taken back at any time, and no seat is lost or given twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.db.event_tables import registrations
from bot.db.tables import people
from bot.domain.registration import About
from bot.services.consent import Asked, Consent
from bot.services.seat_outcomes import Changed, Newcomer, Placed
from bot.services.tickets import NoTicket
from tests.conftest import SEAL

if TYPE_CHECKING:
    from typing import Any

    from tests.events.conftest import Hall

_updates = count(1)
ABOUT = About("Айша Серікқызы", "Школа № 7", "9Ә", ("аллергия жоқ",))


@pytest.fixture
def consent(hall: Hall) -> Consent:
    """The use-cases over the hall."""
    return Consent(hall.database, hall.clock, SEAL, hall.heard)


async def _joined(hall: Hall, session: int, person: int | None, owner: int | None = None) -> tuple[int, str]:
    placed = await hall.seats.join(session, [Newcomer(person, SEAL.close(ABOUT.as_json()))], owner_id=owner)
    assert isinstance(placed, Placed)
    return placed.registration_id, placed.state


async def _secret(consent: Consent, registration: int, person: int) -> str:
    secret = await consent.secret_of(registration, person)
    assert isinstance(secret, str)
    return secret


async def _row(hall: Hall, registration: int) -> Any:
    statement = select(registrations).where(registrations.c.id == registration)
    return await hall.database.read(lambda connection: connection.execute(statement).one())


def _said(asked: Asked | NoTicket) -> tuple[str, str]:
    assert isinstance(asked, Asked)
    return asked.answer, asked.ticket.state


async def test_a_held_seat_is_final_once_a_parent_agreed(hall: Hall, consent: Consent) -> None:
    session = await hall.opened(1, needs_parent=True)
    (ann,) = await hall.pupils(1)
    mine, state = await _joined(hall, session, ann)
    assert state == "consent"
    secret = await _secret(consent, mine, ann)
    seen = await consent.see(secret)
    assert isinstance(seen, Asked)
    assert (seen.answer, seen.ticket.about) == ("open", ABOUT)
    assert _said(await consent.agree(secret, None, once=next(_updates))) == ("agreed", "seated")
    assert hall.heard.notices == [("parent_agreed", mine)]
    # A second tap changes nothing and tells nobody.
    assert _said(await consent.agree(secret, None, once=next(_updates))) == ("agreed", "seated")
    assert len(hall.heard.notices) == 1
    hall.clock.moment += timedelta(days=4)
    assert await hall.seats.sweep() == 0
    assert (await _row(hall, mine)).state == "seated"


async def test_taken_back_the_seat_goes_to_the_next_and_there_is_no_way_back_by_this_link(
    hall: Hall, consent: Consent
) -> None:
    session = await hall.opened(1, needs_parent=True)
    ann, eve = await hall.pupils(2)
    mine, _ = await _joined(hall, session, ann)
    waits, state = await _joined(hall, session, eve)
    assert state == "waiting"
    secret = await _secret(consent, mine, ann)
    await consent.agree(secret, None, once=next(_updates))
    assert _said(await consent.withdraw(secret, None, once=next(_updates))) == ("withdrew", "refused")
    assert hall.heard.notices[1:] == [("parent_withdrew", mine), ("offered", waits)]
    assert await hall.states(session) == {"refused": 1, "offered": 1}
    assert _said(await consent.agree(secret, None, once=next(_updates))) == ("withdrew", "refused")
    assert await hall.is_sound(session)


async def test_who_registers_again_needs_a_new_link(hall: Hall, consent: Consent) -> None:
    session = await hall.opened(1, needs_parent=True)
    (ann,) = await hall.pupils(1)
    mine, _ = await _joined(hall, session, ann)
    old = await _secret(consent, mine, ann)
    await consent.withdraw(old, None, once=next(_updates))
    assert await consent.secret_of(mine, ann) == NoTicket()
    assert await _joined(hall, session, ann) == (mine, "consent")
    assert await consent.agree(old, None, once=next(_updates)) == NoTicket()
    new = await _secret(consent, mine, ann)
    assert new != old
    assert _said(await consent.agree(new, None, once=next(_updates))) == ("agreed", "seated")


async def test_the_pupil_cannot_agree_but_finds_the_same_link_again(hall: Hall, consent: Consent) -> None:
    session = await hall.opened(2, needs_parent=True)
    ann, eve, teacher = await hall.pupils(3)
    mine, _ = await _joined(hall, session, ann)
    secret = await _secret(consent, mine, ann)
    assert await _secret(consent, mine, ann) == secret
    for change in (consent.agree, consent.withdraw):
        asked = await change(secret, ann, once=next(_updates))
        assert isinstance(asked, Asked)
        assert (asked.answer, asked.was_own) == ("open", True)
    # Nobody else gets a link to it, and who answers for a pupil without a chat cannot agree for them either.
    assert await consent.secret_of(mine, eve) == NoTicket()
    listed, _ = await _joined(hall, session, None, teacher)
    theirs = await _secret(consent, listed, teacher)
    asked = await consent.agree(theirs, teacher, once=next(_updates))
    assert isinstance(asked, Asked)
    assert (asked.answer, asked.was_own) == ("open", True)
    assert await hall.states(session) == {"consent": 2}
    # A parent who is known to us may.
    assert _said(await consent.agree(secret, eve, once=next(_updates))) == ("agreed", "seated")


async def test_only_a_digest_of_the_link_and_nothing_of_the_parent_is_kept(hall: Hall, consent: Consent) -> None:
    session = await hall.opened(1, needs_parent=True)
    (ann,) = await hall.pupils(1)
    mine, _ = await _joined(hall, session, ann)
    secret = await _secret(consent, mine, ann)
    await consent.agree(secret, None, once=next(_updates))
    row = await _row(hall, mine)
    assert secret not in str(tuple(row))
    assert len(row.parent_link) == 32
    known = await hall.database.read(lambda connection: list(connection.execute(select(people.c.id)).scalars()))
    assert known == [ann]
    # Who read the digest in the database cannot use it as a link.
    assert await consent.agree(row.parent_link, None, once=next(_updates)) == NoTicket()


async def test_agreed_while_waiting_the_offer_is_final_when_it_is_taken(hall: Hall, consent: Consent) -> None:
    session = await hall.opened(1, needs_parent=True)
    ann, eve = await hall.pupils(2)
    first, _ = await _joined(hall, session, ann)
    mine, _ = await _joined(hall, session, eve)
    secret = await _secret(consent, mine, eve)
    assert _said(await consent.agree(secret, None, once=next(_updates))) == ("agreed", "waiting")
    await hall.seats.give_back(first, ann)
    assert await hall.seats.answer(mine, eve, accepts=True) == Changed("seated")


async def test_no_from_somebody_who_waits_leaves_the_line(hall: Hall, consent: Consent) -> None:
    session = await hall.opened(0, needs_parent=True)
    ann, eve = await hall.pupils(2)
    mine, _ = await _joined(hall, session, ann)
    await _joined(hall, session, eve)
    secret = await _secret(consent, mine, ann)
    assert _said(await consent.withdraw(secret, None, once=next(_updates))) == ("withdrew", "refused")
    assert await hall.states(session) == {"refused": 1, "waiting": 1}
    assert await hall.is_sound(session)


async def test_a_redelivered_tap_changes_nothing_even_after_the_opposite(hall: Hall, consent: Consent) -> None:
    session = await hall.opened(1, needs_parent=True)
    (ann,) = await hall.pupils(1)
    mine, _ = await _joined(hall, session, ann)
    secret = await _secret(consent, mine, ann)
    once = next(_updates)
    await consent.agree(secret, None, once=once)
    await consent.withdraw(secret, None, once=next(_updates))
    assert _said(await consent.agree(secret, None, once=once)) == ("withdrew", "refused")
    assert [kind for kind, _ in hall.heard.notices] == ["parent_agreed", "parent_withdrew"]


async def test_too_late_is_too_late_also_before_the_sweep(hall: Hall, consent: Consent) -> None:
    session = await hall.opened(1, needs_parent=True)
    (ann,) = await hall.pupils(1)
    mine, _ = await _joined(hall, session, ann)
    secret = await _secret(consent, mine, ann)
    hall.clock.moment += timedelta(days=3)
    assert _said(await consent.agree(secret, None, once=next(_updates))) == ("over", "consent")
    await hall.seats.sweep()
    assert _said(await consent.agree(secret, None, once=next(_updates))) == ("over", "expired")
    assert hall.heard.notices == [("no_consent", mine)]


async def test_after_the_beginning_nothing_is_to_be_decided(hall: Hall, consent: Consent) -> None:
    session = await hall.opened(1, needs_parent=True)
    (ann,) = await hall.pupils(1)
    mine, _ = await _joined(hall, session, ann)
    secret = await _secret(consent, mine, ann)
    await consent.agree(secret, None, once=next(_updates))
    hall.clock.moment += timedelta(days=6)
    assert _said(await consent.withdraw(secret, None, once=next(_updates))) == ("over", "seated")


@pytest.mark.parametrize("late", [False, True])
async def test_a_race_of_parents_and_the_sweep_has_one_winner(hall: Hall, consent: Consent, *, late: bool) -> None:
    session = await hall.opened(6, needs_parent=True)
    pupils = await hall.pupils(12)
    mine = [(await _joined(hall, session, each))[0] for each in pupils]
    secrets = [await _secret(consent, one, each) for one, each in zip(mine, pupils, strict=True)]
    until = (await _row(hall, mine[0])).held_until
    hall.clock.moment = until if late else until - timedelta(seconds=1)
    taps = [consent.agree(secret, None, once=next(_updates)) for secret in secrets[:6]]
    again = [consent.agree(secret, None, once=next(_updates)) for secret in secrets[:6]]
    noes = [consent.withdraw(secret, None, once=next(_updates)) for secret in secrets[3:6]]
    await asyncio.gather(*taps, hall.seats.sweep(), *again, hall.seats.sweep(), *noes)
    states = await hall.states(session)
    assert await hall.is_sound(session)
    if late:
        assert states == {"expired": 6, "offered": 6}
    else:
        assert states == {"seated": 3, "refused": 3, "offered": 3, "waiting": 3}


async def test_a_made_up_link_is_nobodys(hall: Hall, consent: Consent) -> None:
    assert await consent.see("0" * 32) == NoTicket()
    assert await consent.agree("0" * 32, None, once=next(_updates)) == NoTicket()
    assert await consent.secret_of(12345, 1) == NoTicket()
