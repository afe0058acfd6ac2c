"""A parent's consent by tapping: polite, exact about what is shared, for anybody who holds the link but the pupil."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.db.tables import people
from bot.domain.languages import Language
from bot.domain.registration import About
from tests.flows.test_tickets import readable
from tests.flows.venue import LANGUAGES, NAME, STARTS, TITLES, TODAY, Venue, venue_at
from tests.flows.walking import forged

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.library import Shelf
    from tests.pupil import Pupil

ASKED = {
    "kk": ("Не беріледі", "Келісесіз бе", "Сіз келісім бердіңіз", "Сіз келіспедіңіз"),
    "ru": ("Что передаётся", "Вы согласны", "Вы дали согласие", "Вы не согласились"),
    "en": ("What is shared", "Do you agree", "You agreed", "You did not agree"),
}
TOLD = {
    "kk": ("Ата-анаң келісім берді", "Ата-анаң келіспеді"),
    "ru": ("Родитель дал согласие", "Родитель не согласился"),
    "en": ("Your parent agreed", "Your parent did not agree"),
}


@pytest.fixture
async def venue(sqlite_url: str, shelf: Shelf) -> AsyncIterator[Venue]:
    """A running bot with events."""
    async with venue_at(sqlite_url, shelf) as venue:
        yield venue


async def link_of(pupil: Pupil, registration: int) -> str:
    """Open the message for a parent; return what the link hands to the bot."""
    await pupil.say("/tickets")
    await pupil.tap_first(f"tk:{registration}")
    await pupil.tap_first(f"tp:{registration}")
    found = re.search(r"https://t\.me/temirqazyq_bot\?start=(p_[0-9a-f]{32})", pupil.text)
    assert found, pupil.text
    return found[1]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_given_and_taken_back(language: str, venue: Venue) -> None:
    shared, asks, agreed, withdrew = ASKED[language]
    told_agreed, told_withdrew = TOLD[language]
    question = {Language.KK: "Аллергияң бар ма?", Language.RU: "Есть аллергия?", Language.EN: "Any allergy?"}
    pupil, other, parent = await venue.enter(language), await venue.enter(), await venue.stranger(language)
    session = await venue.opened(1, needs_parent=True, questions=(question,), link="https://college.kz/day")
    mine, waits = await venue.join(session, pupil), await venue.join(session, other)
    await venue.give_name(mine, About(NAME, "№ 7 мектеп", "9Ә", ("<b>pollen</b>",)))
    await pupil.say("/tickets")
    await pupil.tap_first(f"tk:{mine}")
    readable(pupil, language)
    link = await link_of(pupil, mine)
    await parent.say(f"/start {link}")
    text = readable(parent, language)
    for said in (
        shared,
        asks,
        NAME,
        "№ 7 мектеп",
        "9Ә",
        question[Language(language)],
        "<b>pollen</b>",
        "college.kz/day",
    ):
        assert said in text.replace("&lt;", "<").replace("&gt;", ">")
    assert TITLES[Language(language)] in text
    assert "2027" in text  # until when it is kept: half a year
    await parent.tap_first("ky:")
    assert agreed in readable(parent, language)
    assert await venue.state_of(mine) == "seated"
    (letter,) = await venue.look(pupil)
    assert told_agreed in letter["text"]
    readable(pupil, language)
    # The same link, days later.
    venue.clock.moment = TODAY + timedelta(days=2)
    await parent.say(f"/start {link}")
    assert agreed in parent.text
    await parent.tap_first("kn:")
    assert withdrew in readable(parent, language)
    (letter,) = await venue.look(pupil)
    assert told_withdrew in letter["text"]
    assert (await venue.state_of(mine), await venue.state_of(waits)) == ("refused", "offered")


async def test_nothing_of_the_parent_is_kept_and_their_account_is_not_asked_for(venue: Venue) -> None:
    pupil, parent, grown_up = await venue.enter(), await venue.stranger("kk"), await venue.enter("ru")
    session = await venue.opened(2, needs_parent=True)
    mine = await venue.join(session, pupil)
    link = await link_of(pupil, mine)

    async def known() -> tuple[int, str]:
        row = await venue.running.ground.people.recognise(grown_up.user_id)
        count = select(func.count()).select_from(people)
        number = await venue.running.database.read(lambda c: int(c.execute(count).scalar_one()))
        return number, row.spot if row else ""

    before = await known()
    await parent.say(f"/start {link}")
    assert "Келісесіз бе" in parent.text
    await parent.tap("Русский")
    assert "Вы согласны" in parent.text
    # A parent who uses the bot too: where they stand does not change, so the link stands in no row.
    await grown_up.say(f"/start {link}")
    assert "Вы согласны" in grown_up.text
    await parent.tap_first("ky:")
    assert "Вы дали согласие" in parent.text
    assert await known() == before


async def test_the_pupil_cannot_agree_nor_can_a_forged_link(venue: Venue) -> None:
    pupil, stranger = await venue.enter(), await venue.stranger()
    session = await venue.opened(1, needs_parent=True)
    mine = await venue.join(session, pupil)
    link = await link_of(pupil, mine)
    await pupil.say(f"/start {link}")
    await pupil.tap_first("ky:")
    assert "аккаунта самого школьника" in pupil.text
    assert await venue.state_of(mine) == "consent"
    for wrong in ("p_" + "0" * 32, "p_" + link[2:].upper(), "p_x", "p_", link + "0"):
        await stranger.say(f"/start {wrong}")
        assert NAME not in str(stranger.answers)
    await stranger.say("/start p_" + "0" * 32)
    assert "недействительна" in stranger.answers[-1]["text"]
    screen = await forged(venue.running, stranger, "ky:" + "0" * 32 + ":ru", "ky:short:ru", "kn:" + "f" * 32 + ":xx")
    for data in ("ky:" + "0" * 32 + ":ru", "ky:short:ru", "kn:" + "f" * 32 + ":xx"):
        await stranger.tap_data(data, screen)
        assert NAME not in str(stranger.answers)
        screen = await forged(venue.running, stranger, *screen_data(screen))
    assert await venue.state_of(mine) == "consent"


def screen_data(screen: dict[str, object]) -> list[str]:
    """Return the data of a message's buttons."""
    rows = screen["inline_keyboard"]
    assert isinstance(rows, list)
    return [button["data"] for row in rows for button in row]


async def test_double_taps_and_old_keyboards_of_a_parent(venue: Venue) -> None:
    pupil, parent = await venue.enter(), await venue.stranger()
    session = await venue.opened(1, needs_parent=True)
    mine = await venue.join(session, pupil)
    await parent.say(f"/start {await link_of(pupil, mine)}")
    shown = parent.screen
    yes, no = (next(data for data in screen_data(shown) if data.startswith(each)) for each in ("ky:", "kn:"))
    for _ in range(2):
        await parent.tap_data(yes, shown)
    assert len(await venue.look(pupil)) == 1
    for _ in range(2):
        await parent.tap_data(no, shown)
    assert len(await venue.look(pupil)) == 1
    await parent.tap_data(yes, shown)
    assert "Вы не согласились" in parent.text
    assert await venue.state_of(mine) == "refused"


async def test_too_late_is_said_and_told_once(venue: Venue) -> None:
    pupil, parent = await venue.enter(), await venue.stranger()
    session = await venue.opened(1, needs_parent=True, parent_hours=4)
    mine = await venue.join(session, pupil)
    link = await link_of(pupil, mine)
    assert "27 ноября, пятница, 15:00" in pupil.text
    (letter,) = await venue.look(pupil, TODAY + timedelta(hours=4))
    assert "согласие родителя вовремя не пришло" in letter["text"]
    await parent.say(f"/start {link}")
    assert "нечего решать" in parent.text
    assert not [data for data in parent.data if data.startswith("ky:")]
    venue.clock.moment = STARTS
    assert await venue.look(pupil) == []
