"""After the event: thanks and two questions for those who came, a certificate that anybody can verify, nothing for the others."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select

from bot.db.event_tables import feedback
from bot.domain.registration import NAMES_KEPT
from tests.flows.test_tickets import readable
from tests.flows.venue import LANGUAGES, NAME, STARTS, Venue, venue_at
from tests.flows.walking import forged
from tests.papers.places import codes_on, pages_of, text_of
from tests.retaining import erased

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.library import Shelf
    from tests.pupil import Pupil

OVER = STARTS + timedelta(hours=2)
THANKS = {"kk": "Келгеніңе рақмет", "ru": "Спасибо за участие", "en": "Thank you for coming"}
VALID = {"kk": "Сертификат жарамды", "ru": "Сертификат действителен", "en": "The certificate is valid"}


@pytest.fixture
async def venue(sqlite_url: str, shelf: Shelf) -> AsyncIterator[Venue]:
    """A running bot with events."""
    async with venue_at(sqlite_url, shelf) as venue:
        yield venue


async def _came(venue: Venue, pupil: Pupil) -> int:
    mine = await venue.join(await venue.opened(3), pupil)
    await venue.look(pupil, STARTS - timedelta(hours=1))
    venue.clock.moment = STARTS
    await venue.let_in(mine)
    return mine


async def _said(venue: Venue) -> list[tuple[int | None, str | None]]:
    statement = select(feedback.c.worth, feedback.c.would_work)
    return await venue.running.database.read(lambda c: [tuple(row) for row in c.execute(statement)])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_thanks_two_questions_and_the_certificate(language: str, venue: Venue) -> None:
    pupil = await venue.enter(language)
    mine = await _came(venue, pupil)
    (letter,) = await venue.look(pupil, OVER)
    assert THANKS[language] in letter["text"]
    readable(pupil, language)
    await pupil.tap_first(f"tw:{mine}:4")
    readable(pupil, language)
    assert await _said(venue) == [(4, None)]
    await pupil.tap_first(f"tj:{mine}:maybe")
    await pupil.tap_first(f"tw:{mine}:5")
    assert await _said(venue) == [(5, "maybe")]
    assert re.search(r"\b5\.", readable(pupil, language))
    await pupil.tap_first(f"te:{mine}")
    document = pupil.answers[-2]
    [page] = pages_of(await venue.file_of(document, "document"))
    assert NAME in text_of(page)
    [link] = codes_on(page)
    code = link.rpartition("=")[2]
    stranger = await venue.stranger(language)
    await stranger.say(f"/start {code}")
    text = readable(stranger, language)
    assert VALID[language] in text
    # A stranger can compare the initials, and learns no name.
    assert "А. С." in text
    assert "Айша" not in text
    # As often as one likes, it is the same certificate.
    await pupil.tap_first(f"te:{mine}")
    assert codes_on(pages_of(await venue.file_of(pupil.answers[-2], "document"))[0]) == [link]


async def test_a_made_up_certificate_is_unknown(venue: Venue) -> None:
    stranger = await venue.stranger("ru")
    await stranger.say("/start v_ABCDEFGH")
    assert "с таким кодом нет" in stranger.text
    await stranger.tap("Қазақша")
    assert "сертификат жоқ" in stranger.text


async def test_who_did_not_come_gets_nothing_and_can_say_nothing(venue: Venue) -> None:
    pupil = await venue.enter()
    mine = await venue.join(await venue.opened(1), pupil)
    await venue.look(pupil, STARTS - timedelta(hours=1))
    assert await venue.look(pupil, OVER) == []
    assert await venue.look(pupil, OVER + timedelta(days=1)) == []
    screen = await forged(venue.running, pupil, f"tw:{mine}:5", f"tj:{mine}:yes", f"te:{mine}")
    for data in (f"tw:{mine}:5", f"tj:{mine}:yes", f"te:{mine}"):
        await pupil.tap_data(data, screen)
        assert "так бывает" in pupil.text
        screen = await forged(venue.running, pupil, f"tw:{mine}:5", f"tj:{mine}:yes", f"te:{mine}")
    assert await _said(venue) == []


async def test_before_it_is_over_there_is_no_certificate(venue: Venue) -> None:
    pupil = await venue.enter()
    mine = await _came(venue, pupil)
    await pupil.say("/tickets")
    screen = await forged(venue.running, pupil, f"te:{mine}")
    await pupil.tap_data(f"te:{mine}", screen)
    assert not [message for message in pupil.answers if "document" in message]
    assert "Ты на месте" in pupil.text


async def test_the_picture_says_the_same_code_as_the_text_and_the_calendar_takes_the_session(venue: Venue) -> None:
    pupil = await venue.enter()
    mine = await venue.join(await venue.opened(1), pupil)
    await pupil.say("/tickets")
    await pupil.tap_first(f"tk:{mine}")
    png = await venue.file_of(pupil.answers[-2], "photo")
    with Image.open(io.BytesIO(png)) as image:
        [found] = zxingcpp.read_barcodes(image.convert("L"))
    spoken = re.search(r"<code>(\w{4})-(\w{4})</code>", pupil.text) or re.search(r"(\w{4})-(\w{4})", pupil.text)
    assert spoken
    assert found.text == f"https://t.me/temirqazyq_bot?start=t_{spoken[1]}{spoken[2]}"
    await pupil.tap_first(f"tc:{mine}")
    entry = (await venue.file_of(pupil.answers[-2], "document")).decode()
    assert "DTSTART:20261202T100000Z" in entry
    # Its owner is led to the ticket by the code; nobody else learns from it whose it is.
    await pupil.say(f"/start {found.text.rpartition('=')[2]}")
    assert "Покажи на входе" in pupil.text
    stranger = await venue.enter()
    await stranger.say(f"/start {found.text.rpartition('=')[2]}")
    assert "День сварщика" not in stranger.text


async def test_half_a_year_later_the_name_is_gone_and_so_is_the_certificate(venue: Venue) -> None:
    pupil = await venue.enter()
    mine = await _came(venue, pupil)
    venue.clock.moment = OVER + NAMES_KEPT
    assert "names at events" not in await erased(venue.running.database, venue.clock)
    venue.clock.moment += timedelta(seconds=1)
    assert (await erased(venue.running.database, venue.clock))["names at events"] == 1
    await pupil.say("/tickets")
    await pupil.tap_first(f"tk:{mine}")
    assert NAME not in pupil.text
    assert not [data for data in pupil.data if data.startswith("te:")]


async def test_an_update_that_comes_twice_is_one_answer(venue: Venue) -> None:
    pupil = await venue.enter()
    mine = await _came(venue, pupil)
    await venue.look(pupil, OVER)
    user = {"id": pupil.user_id, "is_bot": False, "first_name": "A", "language_code": "ru"}
    message = {"message_id": pupil.screen["message_id"], "date": 0, "chat": {"id": pupil.user_id, "type": "private"}}

    def tap(update: int, data: str) -> dict[str, object]:
        query = {"id": f"c{update}", "from": user, "chat_instance": "1", "data": data, "message": message}
        return {"update_id": update, "callback_query": query}

    await venue.running.deliver(tap(900001, f"tw:{mine}:2"))
    await venue.running.deliver(tap(900002, f"tw:{mine}:5"))
    await venue.running.deliver(tap(900001, f"tw:{mine}:2"))
    assert await _said(venue) == [(5, None)]
