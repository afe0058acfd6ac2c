"""Registering while the world changes: seats that go meanwhile, updates that come twice, taps that nobody was shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.db.event_tables import registrations
from bot.domain.events import Audience
from bot.services.seat_outcomes import Newcomer, Placed
from tests.flows.joining import QUESTION, TITLE, fill_in, person, to_card, workshop
from tests.flows.walking import FITTING, KAZAKH_LETTERS, forged, settle_in
from tests.pupil import Pupil

if TYPE_CHECKING:
    from tests.running_bot import RunningBot

Enter = Callable[[str], Awaitable[Pupil]]
# Schools of half a town, and the one of these pupils.
MANY = Audience(schools=(*(f"Школа-лицей №{number}" for number in range(20, 60)), "школа 12"))
TEXTS = ("Әсем Оспанова", "школа 12", "9 Б")


async def _states(running: RunningBot, pupil: Pupil) -> list[str]:
    mine = select(registrations.c.state).where(registrations.c.person_id == (await person(running, pupil)).id)
    return await running.database.read(lambda connection: list(connection.execute(mine).scalars()))


async def _session(running: RunningBot, number: int) -> int:
    event = await running.ground.events.find(number)
    assert event is not None
    return event.sessions[0].id


async def _checked(pupil: Pupil, *texts: str) -> None:
    """Fill the form of the first event in, as far as the check screen."""
    await pupil.say("/events")
    await pupil.tap_first("ek:")
    await fill_in(pupil, *(texts or TEXTS))
    assert any(data.startswith("et:") for data in pupil.data), pupil.text


def _tap(pupil: Pupil, update: int, data: str) -> dict[str, Any]:
    user = {"id": pupil.user_id, "is_bot": False, "first_name": "A", "language_code": "ru"}
    message = {"message_id": pupil.screen["message_id"], "date": 0, "chat": {"id": pupil.user_id, "type": "private"}}
    query = {"id": f"c{update}", "from": user, "chat_instance": "1", "data": data, "message": message}
    return {"update_id": update, "callback_query": query}


async def test_the_last_seat_goes_while_the_form_is_filled_in(running: RunningBot, pupil: Pupil) -> None:
    session = await _session(running, await workshop(running, capacity=1))
    await _checked(pupil)
    await running.ground.seats.join(session, [Newcomer(None, b"sealed")])
    await pupil.tap("Отправить")
    assert await _states(running, pupil) == ["waiting"]
    assert "в очереди" in pupil.text.lower()


async def test_a_redelivered_sending_registers_nobody_again(running: RunningBot, pupil: Pupil) -> None:
    session = await _session(running, await workshop(running))
    await _checked(pupil)
    await running.deliver(_tap(pupil, 900001, f"et:{session}"))
    assert await _states(running, pupil) == ["seated"]
    me = await person(running, pupil)
    (ticket,) = await running.ground.tickets.mine(me.id)
    await running.ground.seats.give_back(ticket.id, me.id)
    await running.deliver(_tap(pupil, 900001, f"et:{session}"))
    assert await _states(running, pupil) == ["cancelled"]


async def test_taps_that_nobody_was_shown(running: RunningBot, pupil: Pupil, enter: Enter) -> None:
    hidden = await _session(running, await workshop(running, state="draft"))
    session = await _session(running, await workshop(running))
    other = await enter("ru")
    await settle_in(other)
    theirs = await running.ground.seats.join(session, [Newcomer((await person(running, other)).id, b"sealed")])
    assert isinstance(theirs, Placed)
    taps = (
        *(f"es:{number}" for number in (hidden, 999999, 0, -1)),
        *(f"{kind}:{number}" for kind in ("et", "eo") for number in (session, hidden, 999999)),
        *(f"ep:{session}:{number}" for number in (3, 9, -1)),
        *(f"ef:{session}:{step}" for step in ("q2", "age", "name", "nothing")),
        *(f"{kind}:{session}:1" for kind in ("eg", "er")),
        *("ej:NOSUCHCODE", "ei:NOSUCHCODE"),
        *(f"{kind}:{hidden}" for kind in ("ek", "em", "eh")),
        *(f"tk:{theirs.registration_id}", f"ek:{10**12}"),
    )
    shown = await forged(running, pupil, *taps)
    for data in taps:
        await pupil.tap_data(data, shown)
        assert "sealed" not in pupil.text
        assert pupil.buttons, data
    assert await _states(running, pupil) == []
    assert await _states(running, other) == ["seated"]


async def test_a_form_that_somebody_else_fills_in_is_theirs_alone(
    running: RunningBot, pupil: Pupil, enter: Enter
) -> None:
    session = await _session(running, await workshop(running))
    await _checked(pupil)
    other = await enter("ru")
    await settle_in(other)
    shown = await forged(running, other, f"et:{session}", f"es:{session}")
    for data in (f"et:{session}", f"es:{session}"):
        await other.tap_data(data, shown)
        assert TEXTS[0] not in other.text
    assert await _states(running, other) == []


async def test_who_left_school_is_not_asked_for_a_class(running: RunningBot, enter: Enter) -> None:
    await workshop(running)
    pupil = await enter("ru")
    await settle_in(pupil, grade=12)
    await _checked(pupil, "Ұлан Ғабитұлы", "школа 12")
    assert "Класс: —" in pupil.text


async def test_the_school_is_asked_where_only_so_many_of_it_may_come(
    running: RunningBot, pupil: Pupil, enter: Enter
) -> None:
    await workshop(running, asks=("name",), school_quota=1)
    other = await enter("kk")
    await settle_in(other, "kk")
    for each, school in ((pupil, "школа №12"), (other, "№12 мектеп")):
        await _checked(each, "Әсем Оспанова", school)
        await each.tap_first("et:")
    assert (await _states(running, pupil), await _states(running, other)) == (["seated"], ["waiting"])


async def test_only_one_friend_takes_the_last_kept_place(running: RunningBot, pupil: Pupil, enter: Enter) -> None:
    await workshop(running)
    await _checked(pupil)
    await pupil.tap("Я приду с друзьями")
    # A number that is typed means the button.
    await pupil.say("1")
    await pupil.say("отправить")
    code = pupil.text.split("start=f_")[1].split()[0]
    friends = [await enter("ru"), await enter("ru")]
    for friend in friends:
        await settle_in(friend)
        await friend.say(f"/start f_{code}")
        for text in TEXTS:
            await friend.say(text)
    for friend in friends:
        await friend.tap("Отправить")
    assert await _states(running, friends[0]) == ["seated"]
    assert await _states(running, friends[1]) == []
    assert "друзья" in friends[1].text
    await friends[1].tap_first("es:")
    await friends[1].tap("Отправить")
    assert await _states(running, friends[1]) == ["seated"]


def _is_fit(pupil: Pupil, language: str) -> None:
    text = pupil.text
    for name in (*TITLE.values(), *QUESTION.values(), *TEXTS, *MANY.schools[:6], "Екібастұз", "Ekibastuz"):
        text = text.replace(name, "")
    assert len(pupil.text) <= 900, pupil.text
    assert "{" not in text
    assert (KAZAKH_LETTERS.search(text) is not None) == (language == "kk"), text
    for row in pupil.screen["inline_keyboard"]:
        assert all(len(button["text"]) <= FITTING.get(len(row), 4) for button in row), row


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_every_screen_on_the_way_is_short_and_of_one_language(
    language: str, running: RunningBot, enter: Enter
) -> None:
    number = await workshop(
        running, needs_parent=True, parent_under_age=16, questions=(QUESTION,), capacity=2, audience=MANY
    )
    pupil = await enter(language)
    await settle_in(pupil, language)
    await pupil.say("/events")
    _is_fit(pupil, language)
    await pupil.say("1")
    _is_fit(pupil, language)
    await pupil.tap_first("es:")
    for text in ("+7 701 123 45 67", "x" * 70, "9", "Я", *TEXTS[:2], "девятый", TEXTS[2], "M"):
        _is_fit(pupil, language)
        await pupil.say(text)
    _is_fit(pupil, language)
    await pupil.say({"kk": "иә", "ru": "да", "en": "yes"}[language])
    for tap in ("er:", "eo:"):
        _is_fit(pupil, language)
        await pupil.tap_first(tap)
    _is_fit(pupil, language)
    await pupil.say("4")
    _is_fit(pupil, language)
    await pupil.tap_first("et:")
    # Five never fit into two seats.
    _is_fit(pupil, language)
    await pupil.tap_first("eo:")
    await pupil.say("1")
    await pupil.tap_first("et:")
    _is_fit(pupil, language)
    assert await _states(running, pupil) == ["consent"]
    await to_card(running, pupil, number)
    _is_fit(pupil, language)
