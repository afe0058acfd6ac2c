"""Tickets by tapping: what a registration is now, in three languages, for its owner alone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.flows.venue import LANGUAGES, NAME, STARTS, TITLES, TODAY, Venue, venue_at
from tests.flows.walking import FITTING, KAZAKH_LETTERS, forged

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.library import Shelf
    from tests.pupil import Pupil


@pytest.fixture
async def venue(sqlite_url: str, shelf: Shelf) -> AsyncIterator[Venue]:
    """A running bot with events."""
    async with venue_at(sqlite_url, shelf) as venue:
        yield venue


def readable(pupil: Pupil, language: str) -> str:
    """Look at a screen as a reader does: in one language, short, and its buttons fit."""
    text = pupil.text
    assert len(text) <= 900, text
    assert "{" not in text
    words = text.replace(NAME, "").replace("№ 7 мектеп", "").replace("9Ә", "")
    if language == "kk":
        assert KAZAKH_LETTERS.search(words), text
    else:
        assert not KAZAKH_LETTERS.search(words), text
    for row in pupil.screen["inline_keyboard"]:
        for button in row:
            assert len(button["text"]) <= FITTING.get(len(row), 17), button["text"]
    return text


WAITS = {
    "kk": ("кезекте біріншісің", "барлық орын бос емес", "босады", "сенікі"),
    "ru": ("перед тобой никого", "все места заняты", "освободилось", "за тобой"),
    "en": ("first in line", "all seats are taken", "come free", "Taken"),
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_from_the_waiting_list_to_an_accepted_offer(language: str, venue: Venue) -> None:
    first_said, why, free, taken = WAITS[language]
    session = await venue.opened(1)
    other, pupil = await venue.enter(), await venue.enter(language)
    theirs, mine = await venue.join(session, other), await venue.join(session, pupil)
    await pupil.say("/tickets")
    await pupil.tap_first(f"tk:{mine}")
    text = readable(pupil, language)
    assert first_said in text
    assert why in text
    assert TITLES[type(next(iter(TITLES)))(language)] in text
    await other.say("/tickets")
    await other.tap_first(f"tk:{theirs}")
    await other.tap_first(f"tb:{theirs}")
    assert await venue.state_of(theirs) == "seated"
    await other.tap_first(f"ty:{theirs}")
    assert await venue.state_of(theirs) == "cancelled"
    (letter,) = await venue.look(pupil)
    assert free in letter["text"]
    readable(pupil, language)
    # Twelve hours of day from 11:00: until 11:00 tomorrow, and it is said.
    assert "11:00" in letter["text"]
    assert "20:00" in letter["text"]
    await pupil.tap_first(f"ta:{mine}:1:")
    assert taken in pupil.toast
    assert await venue.state_of(mine) == "seated"
    readable(pupil, language)
    # A double tap on the letter changes nothing and says what holds.
    await pupil.tap_data(next(data for data in _data(letter) if data.startswith("ta:")), letter)
    assert await venue.state_of(mine) == "seated"
    assert await venue.look(pupil) == []


def _data(message: dict[str, object]) -> list[str]:
    rows = message["inline_keyboard"]
    assert isinstance(rows, list)
    return [button.get("data", "") for row in rows for button in row]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_state_is_said_honestly(language: str, venue: Venue) -> None:
    pupil, other = await venue.enter(language), await venue.enter()
    seats = venue.running.ground.seats
    seen = set()
    # approval, consent, refused offer, expired offer, given back, seated, called off.
    asks, parents = await venue.opened(1, needs_approval=True), await venue.opened(1, needs_parent=True)
    mine = [await venue.join(asks, pupil), await venue.join(parents, pupil)]
    for answer in (False, None):
        session = await venue.opened(1)
        theirs = await venue.join(session, other)
        mine.append(await venue.join(session, pupil))
        await seats.give_back(theirs, await venue.person_id(other))
        if answer is not None:
            await seats.answer(mine[-1], await venue.person_id(pupil), accepts=answer)
    plain, gone, off = await venue.opened(1), await venue.opened(1), await venue.opened(1)
    mine += [await venue.join(plain, pupil), await venue.join(gone, pupil), await venue.join(off, pupil)]
    await seats.give_back(mine[5], await venue.person_id(pupil))
    await venue.call_off(off)
    await venue.look(pupil, TODAY + timedelta(days=1, minutes=1))
    for registration in mine:
        await pupil.say("/tickets")
        readable(pupil, language)
        await pupil.tap_first(f"tk:{registration}")
        seen.add(readable(pupil, language))
    assert len(seen) == len(mine)
    states = [await venue.state_of(each) for each in mine]
    assert states == ["approval", "consent", "refused", "expired", "seated", "cancelled", "seated"]


async def test_given_back_and_registered_again_the_old_buttons_mean_nothing(venue: Venue) -> None:
    pupil = await venue.enter()
    session = await venue.opened(2)
    mine = await venue.join(session, pupil)
    await pupil.say("/tickets")
    await pupil.tap_first(f"tk:{mine}")
    await pupil.tap("Вернуть место")
    confirm = next(data for data in pupil.data if data.startswith("ty:"))
    await pupil.tap("Да, прийти не смогу")
    assert "Возвращено" in pupil.toast
    assert "записаться снова" in pupil.text
    assert await venue.join(session, pupil) == mine
    # The keyboard of yesterday's question does not cancel today's registration.
    screen = await forged(venue.running, pupil, confirm)
    await pupil.tap_data(confirm, screen)
    assert "невозможно" in pupil.toast
    assert await venue.state_of(mine) == "seated"
    await pupil.say("/tickets")
    await pupil.tap_first(f"tk:{mine}")
    await pupil.tap_first("tb:")
    double = next(data for data in pupil.data if data.startswith("ty:"))
    shown = pupil.screen
    for _ in range(2):
        await pupil.tap_data(double, shown)
    assert await venue.state_of(mine) == "cancelled"


async def test_an_old_no_does_not_refuse_a_new_offer(venue: Venue) -> None:
    pupil, other = await venue.enter(), await venue.enter()
    session = await venue.opened(1)
    person = await venue.person_id(other)
    theirs, mine = await venue.join(session, other), await venue.join(session, pupil)
    await venue.running.ground.seats.give_back(theirs, person)
    (first,) = await venue.look(pupil)
    no = next(data for data in _data(first) if data.startswith(f"ta:{mine}:0"))
    assert "перешло следующему" in (await venue.look(pupil, TODAY + timedelta(days=1, minutes=1)))[0]["text"]
    # Somebody else has the seat now, and gives it back: the pupil, who came again, is offered it a second time.
    await venue.join(session, other)
    assert await venue.join(session, pupil) == mine
    await venue.running.ground.seats.give_back(theirs, person)
    (second,) = await venue.look(pupil)
    await pupil.tap_data(no, first)
    assert "не действует" in pupil.toast
    assert await venue.state_of(mine) == "offered"
    await pupil.tap_data(next(data for data in _data(second) if data.startswith(f"ta:{mine}:0")), second)
    assert await venue.state_of(mine) == "refused"


async def test_somebody_elses_ticket_is_not_there_whatever_is_tapped(venue: Venue) -> None:
    owner, thief = await venue.enter(), await venue.enter()
    session = await venue.opened(1, needs_parent=True)
    mine = await venue.join(session, owner)
    ticket = await venue.running.ground.tickets.see(mine, await venue.person_id(owner))
    code = getattr(ticket, "code", "")
    taps = ["tk:{}", "tb:{}", f"ty:{{}}:{code}", "ta:{}:1:1", "ta:{}:0:1", "tm:{}", "tp:{}:ru", "tw:{}:5", "tj:{}:no"]
    forgeries = [each.format(mine) for each in taps] + ["tk:999999", "tk:0", "tk:99999999999", f"tk:{mine}:x"]
    screen = await forged(venue.running, thief, *forgeries)
    for data in forgeries:
        await thief.tap_data(data, screen)
        said = " ".join(str(message["text"]) for message in thief.answers)
        assert NAME not in said
        assert code not in said
        assert "p_" not in said
        screen = await forged(venue.running, thief, *forgeries)
    assert await venue.state_of(mine) == "consent"


async def test_after_the_deadline_the_truth_is_said_and_nothing_can_be_given_back(venue: Venue) -> None:
    pupil = await venue.enter()
    session = await venue.opened(1, cancel_until=STARTS - timedelta(days=1))
    mine = await venue.join(session, pupil)
    await pupil.say("/tickets")
    await pupil.tap_first(f"tk:{mine}")
    assert "верни место" in pupil.text
    old = pupil.screen
    venue.clock.moment = STARTS - timedelta(hours=5)
    await pupil.tap_data(f"tb:{mine}", old)
    assert "невозможно" in pupil.toast
    assert "Ничего плохого" in pupil.text
    assert not [data for data in pupil.data if data.startswith("tb:")]
    assert await venue.state_of(mine) == "seated"


async def test_a_party_sees_numbers_only_and_the_map_shows_the_place(venue: Venue) -> None:
    pupil = await venue.enter()
    session = await venue.opened(3)
    mine = await venue.join(session, pupil, friends=2)
    await pupil.say("/tickets")
    await pupil.tap_first(f"tk:{mine}")
    assert "Вместе с тобой: 3. Уже на месте: 0." in pupil.text
    assert re.search(r"для 2 друзей\. Ссылка для них: https://t\.me/temirqazyq_bot\?start=f_\w+", pupil.text)
    await venue.let_in(mine)
    await pupil.tap("На карте")
    assert "Вместе с тобой: 3. Уже на месте: 1." in pupil.text
    assert any("venue" in message for message in pupil.answers[-2:])


async def test_a_group_is_told_by_which_rule_it_waits(venue: Venue) -> None:
    one, pupil = await venue.enter(), await venue.enter()
    session = await venue.opened(3, school_quota=None)
    await venue.join(session, one)
    mine = await venue.join(session, pupil, friends=2)
    await pupil.say("/tickets")
    await pupil.tap_first(f"tk:{mine}")
    assert "меньше, чем нужно вашей группе" in pupil.text
    assert "(пока: 0)" in pupil.text


async def test_my_things_lead_to_the_tickets_and_no_ticket_is_said_kindly(venue: Venue) -> None:
    pupil = await venue.enter()
    await pupil.say("/my")
    await pupil.tap("Мои билеты")
    assert "Билетов пока нет" in pupil.text
    await pupil.say("/menu")
    await pupil.say("где мой билет")
    assert "tl:0" in pupil.data or "Билетов пока нет" in pupil.text
    session = await venue.opened(1)
    mine = await venue.join(session, pupil)
    await pupil.say("/tickets")
    assert "Предстоящие" in pupil.text
    venue.clock.moment = STARTS + timedelta(hours=3)
    await pupil.say("/tickets")
    assert "Прошедшие" in pupil.text
    await pupil.tap_first(f"tk:{mine}")
    # Who did not come is not reproached.
    assert "так бывает" in pupil.text
