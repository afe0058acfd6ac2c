"""Those who stand at the door without a seat, by tapping: name and class, the parent's paper, who waits in line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.hall import Workshop
from tests.flows.test_door import LANGUAGES, SAID, fits, helper_of
from tests.flows.walking import tapped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

    Enter = Callable[[str], Awaitable[Pupil]]


async def test_redelivered_taps_and_names_change_nothing(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running)
    helper = await helper_of(workshop, enter)
    await helper.say("/checkin")
    await helper.tap_first("xg:")
    someone = {"id": helper.user_id, "is_bot": False, "first_name": "А", "language_code": "ru"}
    chat = {"id": helper.user_id, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": someone, "text": "Данияр Қасымов, 9А"}
    await running.deliver({"update_id": 990_201, "message": message})
    await helper.settled()
    assert "ПРОПУСТИТЬ" in helper.text
    # Where the helper stands now, a name is looked for.
    await running.deliver({"update_id": 990_201, "message": message})
    await helper.settled()
    assert "Данияр Қасымов, 9А: внутри" in helper.text
    assert await workshop.states() == ["seated"]
    await helper.tap_first("xl:")
    assert "УЖЕ ВНУТРИ" in helper.text
    await helper.tap_first("xu:")
    undo = tapped(helper, next(data for data in helper.data if data.startswith("xr:")), 990_202)
    for _ in range(2):
        await running.deliver(undo)
        await helper.settled()
        assert "ОТМЕТКА СНЯТА" in helper.text
    assert await workshop.states() == ["removed"]
    assert (await workshop.deeds()).count("undo_check_in") == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_somebody_without_a_ticket(language: str, running: RunningBot, enter: Enter) -> None:
    let_in, _, taken_back, refused = SAID[language]
    workshop = await Workshop.opened(running, capacity=2)
    helper, ticket = await helper_of(workshop, enter, language), await workshop.ticket()
    await helper.say("/checkin")
    await helper.tap_first("xg:")
    for no_guest in ("87011234567", "XKQMTRWV", "меню", ticket.code):
        await helper.say(no_guest)
        assert await workshop.came() == 0
    await helper.say("Данияр Қасымов, 10 Б")
    assert let_in in helper.text
    assert "Данияр Қасымов, 10 Б" in helper.text
    await helper.tap_first("xd:")
    await helper.tap_first("xg:")
    await helper.say("Ким Ен Су 9")
    assert refused in helper.text
    fits(helper, language)
    assert sorted(await workshop.states()) == ["seated", "seated"]
    # Taken back, the seat is free again.
    await helper.say("/checkin")
    await helper.say("касымов")
    await helper.tap_first("xl:")
    await helper.tap_first("xu:")
    await helper.tap_first("xr:")
    assert taken_back in helper.text
    assert sorted(await workshop.states()) == ["removed", "seated"]
    assert ticket.state == "seated"


async def test_a_parent_who_has_to_agree(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running, needs_parent=True)
    helper, ticket = await helper_of(workshop, enter), await workshop.ticket()
    await helper.say("/checkin")
    await helper.tap_first("xg:")
    await helper.say("Данияр Қасымов, 9А")
    assert "согласие родителя" in helper.text
    await helper.tap("Бумага от родителя")
    await helper.say("Данияр Қасымов, 9А")
    assert "ПРОПУСТИТЬ" in helper.text
    await helper.say(ticket.code)
    assert "родитель ещё не согласился" in helper.text
    await helper.tap_first("xw:")
    assert "согласие родителя" in helper.text
    await helper.tap("Бумага от родителя")
    assert "ПРОПУСТИТЬ" in helper.text
    assert await workshop.came() == 2
    assert (await workshop.deeds()).count("parents_paper") == 2


async def test_who_waits_is_let_in_when_a_seat_is_left(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running, capacity=1)
    helper, seated = await helper_of(workshop, enter), await workshop.ticket()
    waiting = await workshop.ticket("Данияр Қасымов")
    await helper.say("/checkin")
    await helper.say("данияр")
    assert "в очереди" in helper.text
    await helper.tap_first("xw:")
    assert "Все места" in helper.text
    await running.ground.seats.resize(workshop.session, 2)
    assert (await workshop.seen(waiting.id)).state == "offered"
    await helper.say(waiting.code)
    await helper.tap_first("xw:")
    assert "ПРОПУСТИТЬ" in helper.text
    assert (await workshop.seen(waiting.id)).state == "seated"
    assert seated.state == "seated"
