"""The door by tapping, scanning and typing: in three languages, with double taps, old keyboards and forged ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.services.codes import new_code
from tests.flows.hall import Workshop
from tests.flows.walking import FITTING, KAZAKH_LETTERS, forged, settle_in
from tests.pupil import plain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

    Enter = Callable[[str], Awaitable[Pupil]]

LANGUAGES = ["kk", "ru", "en"]
SAID = {
    "kk": ("КІРСІН", "ІШКЕ КІРІП ҚОЙҒАН", "БЕЛГІ АЛЫНДЫ", "КІРГІЗБЕҢІЗ"),
    "ru": ("ПРОПУСТИТЬ", "УЖЕ ВНУТРИ", "ОТМЕТКА СНЯТА", "НЕ ПРОПУСКАТЬ"),
    "en": ("LET IN", "ALREADY INSIDE", "TAKEN BACK", "DO NOT LET IN"),
}
NAMES = ("Әсем Оспанова", "№5 <лицей>", "Данияр Қасымов", "Оқушы", "Гүлнар Сейтқызы")


def fits(pupil: Pupil, language: str) -> None:
    """Hold the screen against a phone, and its words against its language."""
    text = pupil.text
    for name in NAMES:
        text = text.replace(name, "")
    assert len(plain(pupil.text)) <= 900
    assert "{" not in text
    assert (KAZAKH_LETTERS.search(text) is not None) == (language == "kk"), text
    for row in pupil.screen["inline_keyboard"]:
        assert all(len(button["text"]) <= FITTING[len(row)] for button in row), row


async def helper_of(workshop: Workshop, enter: Enter, language: str = "ru", role: str = "helper") -> Pupil:
    """Let in somebody who works at the door."""
    person = await enter(language)
    await settle_in(person, language)
    await workshop.hire(person, role)  # type: ignore[arg-type]
    return person


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_day_at_the_door(language: str, running: RunningBot, enter: Enter) -> None:
    let_in, already, taken_back, refused = SAID[language]
    workshop = await Workshop.opened(running)
    helper, ticket = await helper_of(workshop, enter, language), await workshop.ticket()
    await helper.say("/checkin")
    fits(helper, language)
    await helper.say(f"/start t_{ticket.code}")
    assert let_in in helper.text
    assert "Әсем Оспанова, 9А" in helper.text
    assert "№5 <лицей>" in helper.text
    fits(helper, language)
    await helper.say(f"/start t_{ticket.code}")
    assert already in helper.text
    fits(helper, language)
    # A word for where one is; typing the same code says the same.
    await helper.say(ticket.code.lower())
    assert already in helper.text
    await helper.tap_first("xu:")
    fits(helper, language)
    old = helper.screen
    await helper.tap_first("xr:")
    assert taken_back in helper.text
    fits(helper, language)
    await helper.tap_data(f"xr:{ticket.id}:l", old)
    assert taken_back in helper.text
    await helper.tap_first("xd:")
    await helper.say("асем")
    fits(helper, language)
    found = helper.screen
    await helper.tap_first("xl:")
    assert let_in in helper.text
    # The same button once more changes nothing, nor does it after the mark was taken back.
    tap = next(b["data"] for row in found["inline_keyboard"] for b in row if b["data"].startswith("xl:"))
    await helper.tap_data(tap, found)
    assert let_in in helper.text
    await helper.tap_first("xu:")
    await helper.tap_first("xr:")
    await helper.tap_data(tap, found)
    assert refused in helper.text
    fits(helper, language)
    assert await workshop.came() == 0
    await helper.tap_first("xd:")
    await helper.say("zzzz")
    fits(helper, language)
    for prefix in ("xd:", "xs:"):
        await helper.tap_first(prefix)
        fits(helper, language)
    await helper.tap_first("xp:")
    await helper.tap_first("xg:")
    fits(helper, language)
    assert (await workshop.deeds()).count("see_names") == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_stranger_sees_one_sentence(language: str, running: RunningBot, enter: Enter) -> None:
    workshop, other = await Workshop.opened(running), await Workshop.opened(running)
    ticket = await workshop.ticket()
    stranger = await enter(language)
    await settle_in(stranger, language)
    elsewhere = await helper_of(other, enter, language)
    said: list[tuple[str, list[str]]] = []
    for person in (elsewhere, stranger):
        said = []
        for code in (ticket.code, new_code(), ticket.code.lower(), "x"):
            await person.say(f"/start t_{code}")
            said.append((person.text, person.buttons))
        assert len({str(each) for each in said}) == 1
        fits(person, language)
    await elsewhere.say("/checkin")
    await elsewhere.say(ticket.code)
    assert "Оспанова" not in elsewhere.text
    await elsewhere.say("оспанова")
    assert "Оспанова" not in elsewhere.text
    await stranger.say("/checkin")
    assert stranger.text == said[0][0]
    await stranger.say(ticket.code)
    assert "Оспанова" not in stranger.text
    assert await workshop.came() == 0


async def test_who_did_not_agree_yet_learns_nothing_either(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running)
    ticket = await workshop.ticket()
    person = await enter("ru")
    await person.say(f"/start t_{ticket.code}")
    first = person.text
    await person.say(f"/start t_{new_code()}")
    assert person.text == first
    assert await workshop.came() == 0


async def test_forged_ids_open_nothing(running: RunningBot, enter: Enter) -> None:
    workshop, other = await Workshop.opened(running), await Workshop.opened(running)
    ticket, waiting = await workshop.ticket(), await workshop.ticket("Данияр Қасымов")
    helper, elsewhere = await helper_of(workshop, enter), await helper_of(other, enter)
    await helper.say(f"/start t_{ticket.code}")
    taps = [
        "xe:1:1",
        "xu:1:1",
        "xr:1:m",
        f"xl:{ticket.id}:1:1",
        f"xw:{waiting.id}:1:1",
        f"xp:{workshop.session}:1",
        f"xs:{workshop.event}:0",
        f"xg:{workshop.session}:1",
        f"xd:{workshop.event}",
        f"xl:{2**31 - 1}:1:1",
    ]
    shown = await forged(running, elsewhere, *taps)
    for data in taps:
        await elsewhere.tap_data(data, shown)
        assert "Оспанова" not in elsewhere.text
        assert "Қасымов" not in elsewhere.text
        await elsewhere.say("Ерлан Ахметов, 9А")
    assert await workshop.came() == 1
    assert len(await workshop.states()) == 2


async def test_a_redelivered_scan_is_one_entry(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running)
    helper, ticket = await helper_of(workshop, enter), await workshop.ticket()
    update = {
        "update_id": 990_001,
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": helper.user_id, "type": "private"},
            "from": {"id": helper.user_id, "is_bot": False, "first_name": "А", "language_code": "ru"},
            "text": f"/start t_{ticket.code}",
        },
    }
    for said in ("ПРОПУСТИТЬ", "ВНУТРИ"):
        await running.deliver(update)
        await helper.settled()
        assert said in helper.text
    assert await workshop.came() == 1


async def test_whose_ticket_it_is_sees_the_ticket(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running)
    pupil = await enter("ru")
    await settle_in(pupil)
    person = await running.ground.people.recognise(pupil.user_id)
    assert person
    ticket = await workshop.ticket(person_id=person.id)
    await pupil.say(f"/start t_{ticket.code}")
    assert f"{ticket.code[:4]}-{ticket.code[4:]}" in pupil.text
    assert await workshop.came() == 0


async def test_another_session_needs_the_organiser(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running)
    beside = await workshop.session_beside()
    ticket, second = await workshop.ticket(), await workshop.ticket("Данияр Қасымов")
    helper, organiser = await helper_of(workshop, enter), await helper_of(workshop, enter, role="organiser")
    for person in (helper, organiser):
        await person.say("/checkin")
        await person.tap_first("xs:")
        await person.tap_first(f"xp:{beside}:1")
        await person.say(f"/start t_{ticket.code}")
        assert "на другой сеанс" in person.text
    assert not any(data.startswith("xl:") for data in helper.data)
    await organiser.tap("Всё равно")
    assert "ПРОПУСТИТЬ" in organiser.text
    await helper.tap_first("xd:")
    await helper.tap_first("xs:")
    await helper.tap_first(f"xp:{workshop.session}:0")
    await helper.say(f"https://t.me/temirqazyq_bot?start=t_{second.code}")
    assert "ПРОПУСТИТЬ" in helper.text
    assert await workshop.came() == 2


async def test_a_helper_of_several_events_chooses(running: RunningBot, enter: Enter) -> None:
    one, two = await Workshop.opened(running), await Workshop.opened(running)
    helper = await helper_of(one, enter)
    await two.hire(helper, "helper")
    await helper.say("/checkin")
    assert {f"xd:{one.event}", f"xd:{two.event}"} <= set(helper.data)
    await helper.say("оспанова")
    await helper.tap_data(f"xd:{two.event}")
    ticket = await one.ticket()
    await helper.tap_first("xs:")
    await helper.tap_first(f"xp:{two.session}:1")
    await helper.say(ticket.code)
    assert "другое мероприятие" in helper.text
    assert await one.came() == 0
