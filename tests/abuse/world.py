"""What belongs to others while somebody tries everything: names, questions, drafts, codes and secrets with marks of their own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, select

from bot.chat.conversation import Caller, Conversation
from bot.db.event_tables import registrations
from bot.db.staff import add_grant
from bot.db.tables import metadata
from bot.domain.languages import Language
from bot.domain.registration import About
from bot.services.leading import Own
from bot.services.seat_outcomes import Newcomer, Placed
from bot.services.staff import Invited
from tests.conftest import SEAL
from tests.opening import open_event, open_sessions

if TYPE_CHECKING:
    from bot.chat.screen import Screen
    from bot.db import Database
    from bot.domain.staff import Role

# Nobody of the shipped content is called so.
NAME: Final = "Жұпарқыз Сырттанова"
QUESTION: Final = "Менің жұпаркөл құпиям"
DRAFT: Final = "Жұпартау хабарландыруы"
LABEL: Final = "Жұпаркент гимназиясы №771"
EVENT: Final = "Жұпарлы жабық кездесу"
MARKS: Final = (NAME, QUESTION, DRAFT, LABEL, EVENT)
# Tables in which anybody rightly leaves something of nobody: updates that were done, words that were not found.
PASSED_OVER: Final = {"done_update", "unfound_word", "delivery_lease", "interest_model", "alembic_version"}
# A session counts its seats: those who register rightly change that.
COUNTERS: Final = {"taken", "waiting", "last_place"}
VICTIMS: Final = 700_100_200_300


@dataclass
class World:
    """A counsellor with a class and a pupil who asked, an event with tickets, another one that is a draft, an invitation.

    Attributes:
        secrets: every text that nobody else may ever see.
        chats: of the people to whom all this belongs.
    """

    conversation: Conversation
    database: Database
    secrets: set[str] = field(default_factory=set)
    chats: set[int] = field(default_factory=set)
    class_code: str = ""
    tickets: list[str] = field(default_factory=list)
    updates: count[int] = field(default_factory=lambda: count(9_000_000_000))

    async def said(self, who: int, *texts: str) -> Screen:
        """Type texts one after another, as somebody; return the last screen."""
        screen = None
        for text in texts:
            caller = Caller(next(self.updates), who, "kk")
            is_command = text.startswith("/")
            name, _, rest = text[1:].partition(" ")
            screen = await (
                self.conversation.commanded(caller, name, rest) if is_command else self.conversation.typed(caller, text)
            )
        assert screen is not None
        return screen

    async def tapped(self, who: int, *taps: str) -> Screen:
        """Tap the first button of the present screen whose data begins so, one after another."""
        screen = None
        for data in taps:
            screen = await self.conversation.tapped(Caller(next(self.updates), who, "kk"), data)
        assert screen is not None
        return screen

    async def enters(self, who: int, language: str = "kk") -> int:
        """Let somebody through the welcome to the menu; return their number."""
        await self.said(who, "/start")
        await self.tapped(who, f"lt:{language}")
        screen = await self.said(who, "/start")
        agrees = next(button.tap.pack() for button in screen.buttons if button.tap and button.tap.pack()[:3] == "ag:")
        await self.tapped(who, agrees, "gt:9")
        await self.said(who, "Екібастұз")
        person = await self.conversation.ground.people.recognise(who)
        assert person is not None
        assert person.is_ready, person
        return person.id

    async def hire(self, person_id: int, role: Role, event_id: int | None = None, label: str = "") -> None:
        """Give somebody a role."""
        values = {
            "person_id": person_id,
            "role": role,
            "event_id": event_id,
            "label": SEAL.close(label) if label else None,
            "granted_at": self.conversation.ground.events.now(),
        }
        await self.database.write(lambda connection: add_grant(connection, **values))

    async def opens(self, title: str, state: str = "open", **terms: Any) -> tuple[int, int]:
        """Open an event that begins in two days; return its id and its session's."""
        now = self.conversation.ground.events.now()
        starts = now + timedelta(days=2)
        values = {
            "state": state,
            "title": dict.fromkeys(Language, title),
            "place": "ekibastuz",
            "closes_at": starts,
            "needs_parent": True,
            **terms,
        }

        def work(connection: Connection) -> tuple[int, int]:
            event = open_event(connection, now, **values)
            (session,) = open_sessions(connection, event, [starts], 30)
            return event, session

        return await self.database.write(work)

    async def ticket(self, session: int, person_id: int | None) -> None:
        """Register somebody with the marked name; the ticket's codes and the parent's link are secrets."""
        about = SEAL.close(About(NAME, LABEL, "9А").as_json())
        friends = [Newcomer(None)] if person_id else []
        placed = await self.conversation.ground.seats.join(session, [Newcomer(person_id, about), *friends])
        assert isinstance(placed, Placed)
        statement = select(registrations.c.code).where(registrations.c.id == placed.registration_id)
        self.tickets.append(await self.database.read(lambda connection: connection.execute(statement).scalar_one()))
        self.secrets.add(self.tickets[-1])
        self.secrets |= {placed.party_code} if placed.party_code else set()
        if person_id:
            secret = await self.conversation.ground.consent.secret_of(placed.registration_id, person_id)
            assert isinstance(secret, str)
            self.secrets |= {secret}

    async def rows(self) -> dict[str, Counter[str]]:
        """Return every row that is kept."""

        def work(connection: Connection) -> dict[str, Counter[str]]:
            return {
                table.name: Counter(
                    str(tuple(row))
                    for row in connection.execute(select(*(each for each in table.c if each.name not in COUNTERS)))
                )
                for table in metadata.sorted_tables
                if table.name not in PASSED_OVER
            }

        return await self.database.read(work)


async def made_world(conversation: Conversation, database: Database) -> World:
    """Return a world of others."""
    world = World(conversation, database, set(MARKS))
    counsellor, pupil, author = (VICTIMS + number for number in range(3))
    world.chats = {counsellor, pupil, author}
    world.secrets |= {str(each) for each in world.chats}
    ids = {who: await world.enters(who) for who in sorted(world.chats)}
    await world.hire(ids[counsellor], "counsellor", label=LABEL)
    await world.hire(ids[author], "administrator")
    await world.said(counsellor, "/class")
    await world.tapped(counsellor, "bn", "bl:9")
    await world.said(counsellor, "А")
    own = await conversation.ground.classes.own(ids[counsellor])
    assert isinstance(own, Own)
    (led,) = own.classes
    code = world.class_code = led.school_class.code
    world.secrets |= {code}
    await world.said(pupil, f"/start c_{code}")
    await world.tapped(pupil, f"jt:{code}", f"jn:{led.school_class.id}")
    await world.said(pupil, NAME, "/menu")
    await world.tapped(pupil, "oa")
    await world.said(pupil, QUESTION)
    _, session = await world.opens("Дәнекерлеу")
    await world.ticket(session, ids[pupil])
    await world.ticket(session, None)
    await world.opens(EVENT, "draft")
    draft = await conversation.ground.announcing.begin(ids[author])
    assert draft is not None
    await conversation.ground.announcing.say(ids[author], 1, Language.KK, DRAFT)
    invited = await conversation.ground.staff.invite(None, "administrator", None, LABEL)
    assert isinstance(invited, Invited)
    world.secrets |= {invited.secret}
    return world
