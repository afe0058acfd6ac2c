"""An organiser makes an event in the chat, pupils register, it is moved and called off: tapped, in each language."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.db.staff import add_grant
from bot.domain.languages import Language
from bot.services.organising_outcomes import Overview
from tests.flows.joining import fill_in
from tests.flows.venue import LANGUAGES, TODAY, Venue, venue_at
from tests.flows.walking import FITTING, forged, tapped

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.domain.events import Event
    from bot.domain.staff import Role
    from bot.library import Shelf
    from tests.pupil import Pupil

HOUR = timedelta(hours=1)
# In a row of four stand numbers and hours.
WIDEST_IN_FOUR = 6
TITLES = {"kk": "Дәнекерлеу <күні>", "ru": "День <сварки>", "en": "Welding <day>"}
MOMENTS = {"kk": "2 желтоқсан 15:00", "ru": "2 декабря 15:00", "en": "Dec 2 15:00"}


@pytest.fixture
async def venue(sqlite_url: str, shelf: Shelf) -> AsyncIterator[Venue]:
    async with venue_at(sqlite_url, shelf) as venue:
        yield venue


async def hired(venue: Venue, role: Role = "organiser", language: str = "ru", event: int | None = None) -> Pupil:
    """Let somebody in who holds a role."""
    person = await venue.enter(language)
    values = {"person_id": await venue.person_id(person), "role": role, "event_id": event, "granted_at": TODAY}
    await venue.running.database.write(lambda connection: add_grant(connection, **values))
    return person


def fits(person: Pupil) -> None:
    """Look whether every button on the screen can be read on a phone."""
    for row in person.screen["inline_keyboard"]:
        assert all(len(button["text"]) <= FITTING.get(len(row), WIDEST_IN_FOUR) for button in row), row
    assert len(person.text) < 1000


async def drafted(organiser: Pupil, language: str = "ru", seats: str = "1") -> int:
    """Make a draft with one session on 2 December at 15:00; return the event's id."""
    await organiser.say("/organise")
    await organiser.tap_first("nn")
    await organiser.tap_first("nt:workshop")
    await organiser.say(TITLES[language])
    await organiser.say("Экибастуз")
    await organiser.tap_first("uq:")
    await organiser.say(MOMENTS[language])
    await organiser.tap_first("us:") if organiser.data[0].startswith("us:") else None
    await organiser.tap_first("ut:")
    await organiser.say(seats)
    return int(next(data for data in organiser.data if data.startswith("nc:")).split(":")[1])


async def published(organiser: Pupil, language: str = "ru", seats: str = "1") -> int:
    """Make an event that pupils see; return its id."""
    event = await drafted(organiser, language, seats)
    await organiser.tap_first("uj:")
    await organiser.tap_first("uk:")
    return event


async def event_of(venue: Venue, event: int) -> Event:
    """Return an event as it is now."""
    found = await venue.running.ground.events.find(event)
    assert found
    return found


async def opened(venue: Venue, person: Pupil, data: str) -> None:
    """Tap a button from anywhere."""
    await forged(venue.running, person, data)
    await person.tap_data(data)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_whole_way_of_an_event(language: str, venue: Venue) -> None:
    organiser = await hired(venue, language=language)
    await organiser.say("/menu")
    await organiser.tap_first("nd")
    event = await drafted(organiser, language)
    fits(organiser)
    await organiser.tap_first("ek:")
    assert TITLES[language] in organiser.text
    fits(organiser)
    await organiser.tap_first("ne:")
    await organiser.tap_first("uj:")
    fits(organiser)
    await organiser.tap_first("uk:")
    now = await event_of(venue, event)
    assert (now.state, now.title) == ("open", {Language(language): TITLES[language]})
    session = now.sessions[0].id
    assert now.closes_at == now.sessions[0].starts_at

    seated, waiting = await venue.enter(language), await venue.enter("ru")
    await seated.say(f"/start e_{now.code}")
    await fill_in(seated, "Айша Серікқызы", "7", "9Ә")
    await seated.tap_first("et:")
    await venue.join(session, waiting)

    await opened(venue, organiser, f"uy:{session}")
    fits(organiser)
    await organiser.say("2")
    offered = await venue.look(waiting)
    assert any("ta:" in str(button) for row in offered[-1]["inline_keyboard"] for button in row)

    await organiser.tap_first(f"uq:{event}:{session}")
    fits(organiser)
    await organiser.say("16:30")
    assert "2" in organiser.text
    fits(organiser)
    move = next(data for data in organiser.data if data.startswith("uw:"))
    await organiser.tap_data(move)
    moved = await event_of(venue, event)
    assert moved.sessions[0].starts_at == now.sessions[0].starts_at + HOUR * 1.5
    assert "16:30" in (await venue.look(seated))[-1]["text"]
    await opened(venue, organiser, move)
    assert (await event_of(venue, event)).sessions[0].version == 1

    await opened(venue, organiser, f"uj:{event}:cancelled")
    assert "2" in organiser.text
    fits(organiser)
    await organiser.tap_first("uk:")
    assert (await event_of(venue, event)).state == "cancelled"
    assert len(await venue.look(seated)) == 1
    # The keyboard of before: nothing is changed any more.
    for data in (f"uk:{event}:open", f"ug:{event}:1", f"up:{session}", f"ff:{session}"):
        await opened(venue, organiser, data)
    now = await event_of(venue, event)
    assert (now.state, now.needs_approval, now.sessions[0].is_on) == ("cancelled", False, True)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_of_editing_can_be_read(language: str, venue: Venue) -> None:
    organiser = await hired(venue, language=language)
    event = await published(organiser, language)
    session = (await event_of(venue, event)).sessions[0].id
    fields = [f"fx:{event}:{field}:{each}" for field in "tad" for each in LANGUAGES]
    doors = ["nc", "nq", "np", "nm", "na", "nr", "nh", "nl", "nf", "ua", "uc", "ue", "uh", "um", "ul", "uo", "fg"]
    screens = [
        *fields,
        *(f"{door}:{event}" for door in doors),
        *(f"nw:{event}:{field}" for field in "ock"),
        f"nj:{event}:0:{language}",
        f"uq:{event}:0:1",
        f"ur:{event}:{session}:{TODAY.toordinal() + 3}",
        *(f"{door}:{session}" for door in ("up", "ux", "uy", "fc", "fe")),
        *(f"fa:{session}:{field}:{language}" for field in "lh"),
        *(f"uj:{event}:{to}" for to in ("closed", "held", "cancelled")),
        "nd",
        "nn",
    ]
    for each in screens:
        await opened(venue, organiser, each)
        fits(organiser)
        assert each.split(":")[0] in {"nd", "nn"} or organiser.screen["inline_keyboard"]
        assert "m" not in organiser.data or each in {"nd", "nn"}, f"{each} led to the menu"


async def test_fields_are_typed_and_tapped(venue: Venue) -> None:
    organiser = await hired(venue)
    event = await drafted(organiser)
    typed = {
        f"fx:{event}:t:kk": "  Дәнекерлеу\n күні ",
        f"fx:{event}:a:ru": "Варим <шов>\n\nНаденьте закрытую обувь",
        f"fx:{event}:d:ru": "ул. Мира, 1 & 2",
        f"nm:{event}": "51.72, 75.32",
        f"nl:{event}": "школа №7",
        f"ue:{event}": "3",
        f"nj:{event}:0:ru": "Размер перчаток?",
        f"nw:{event}:c": "1.12 12:00",
    }
    for door, text in typed.items():
        await opened(venue, organiser, door)
        await organiser.say(text)
        assert "&lt;" not in organiser.text
    taps = [
        "ng:{}:9:1",
        "ng:{}:9:1",
        "nb:{}:KZ-55:1:0",
        "ub:{}:class:0",
        "ud:{}:16",
        "ug:{}:1",
        "ui:{}:6",
        "nu:{}:k:24",
    ]
    for tap in taps:
        await opened(venue, organiser, tap.format(event))
    await opened(venue, organiser, f"nf:{event}")
    await organiser.say("сварщик")
    await organiser.tap_first("nv:")
    found = await event_of(venue, event)
    assert found.title == {Language.RU: TITLES["ru"], Language.KK: "Дәнекерлеу күні"}
    assert found.about[Language.RU] == "Варим <шов>\n\nНаденьте закрытую обувь"
    assert found.point is not None
    assert (set(found.audience.grades), set(found.audience.regions)) == ({9}, {"KZ-55"})
    assert (found.audience.schools, found.school_quota, found.offer_hours) == (("школа №7",), 3, 6)
    assert (set(found.asks), found.needs_parent, found.parent_under_age) == ({"name", "school"}, True, 16)
    assert (found.needs_approval, found.questions) == (True, ({Language.RU: "Размер перчаток?"},))
    assert found.professions == ("welder",)
    assert found.closes_at.isoformat() == "2026-12-01T07:00:00+00:00"
    assert found.cancel_until == found.sessions[0].starts_at - 24 * HOUR
    await opened(venue, organiser, f"nm:{event}")
    await organiser.post("location", {"latitude": 51.9, "longitude": 75.1})
    await organiser.settled()
    point = (await event_of(venue, event)).point
    assert point is not None
    assert (point.latitude, point.longitude) == (51.9, 75.1)
    home = await venue.running.ground.people.recognise(organiser.user_id)
    assert home is not None
    assert home.place == "ekibastuz"


async def test_what_cannot_be_taken_is_said_kindly_and_changes_nothing(venue: Venue) -> None:
    organiser = await hired(venue)
    event = await drafted(organiser)
    before = await event_of(venue, event)
    session = before.sessions[0].id
    for door, text in {
        f"fx:{event}:t:ru": "я" * 101,
        f"nj:{event}:0:ru": "\u200b",
        f"uq:{event}": "31.02 10:00",
        f"nw:{event}:o": "вчера",
        f"uy:{session}": "0",
        f"ue:{event}": "много",
        f"nm:{event}": "95.0, 75.0",
        f"np:{event}": "Нигдевилль",
    }.items():
        await opened(venue, organiser, door)
        asked = organiser.text
        await organiser.say(text)
        assert organiser.text != asked
    assert await event_of(venue, event) == before
    await opened(venue, organiser, f"ny:{event}:t:ru")
    assert (await event_of(venue, event)).title == before.title


async def test_double_taps_and_redelivered_ones_are_one(venue: Venue) -> None:
    organiser = await hired(venue)
    event = await published(organiser)
    session = (await event_of(venue, event)).sessions[0]
    starts = int(session.starts_at.timestamp()) // 60 + 1440
    taps = [f"uu:{event}:{starts}:60:1:20", f"fd:{session.id}:3", f"fm:{event}:{event}"]
    for number, tap in enumerate(taps):
        await opened(venue, organiser, tap)
        await opened(venue, organiser, tap)
        update = tapped(organiser, tap, 900 + number)
        await venue.running.deliver(update)
        await venue.running.deliver(update)
    assert len((await event_of(venue, event)).sessions) == 5
    mine = await venue.running.ground.organising.mine(await venue.person_id(organiser))
    assert isinstance(mine, Overview)
    assert len(mine.events) == 2


async def test_a_pupil_waits_for_the_yes_of_the_organiser(venue: Venue) -> None:
    organiser, pupil, other = await hired(venue), await venue.enter("kk"), await venue.enter("ru")
    event = await drafted(organiser, seats="1")
    await opened(venue, organiser, f"ug:{event}:1")
    await opened(venue, organiser, f"uk:{event}:open")
    session = (await event_of(venue, event)).sessions[0].id
    first, second = await venue.join(session, pupil), await venue.join(session, other)
    await organiser.tap_first("fg:")
    assert "Айша Серікқызы · № 7 мектеп · 9Ә" in organiser.text
    yes = next(data for data in organiser.data if data.startswith("fh:"))
    await organiser.tap_data(yes)
    assert [await venue.state_of(each) for each in (first, second)] == ["seated", "approval"]
    assert "мақұлдады" in (await venue.look(pupil))[-1]["text"]
    await opened(venue, organiser, yes)
    await organiser.tap_data(next(data for data in organiser.data if data.startswith("fh:") and ":0:" in data))
    assert await venue.state_of(second) == "refused"
    assert len(await venue.look(other)) == 1


async def test_another_address_is_told_when_the_organiser_says_so(venue: Venue) -> None:
    organiser, pupil = await hired(venue), await venue.enter("ru")
    event = await published(organiser)
    await venue.join((await event_of(venue, event)).sessions[0].id, pupil)
    await opened(venue, organiser, f"fx:{event}:d:ru")
    await organiser.say("ул. Ленина, 5")
    assert await venue.look(pupil) == []
    tell = next(data for data in organiser.data if data.startswith("fj:"))
    await organiser.tap_data(tell)
    assert "ул. Ленина, 5" in (await venue.look(pupil))[-1]["text"]
    await opened(venue, organiser, tell)
    assert await venue.look(pupil) == []
