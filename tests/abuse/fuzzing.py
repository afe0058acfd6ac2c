"""Pushes random updates through the bot as polling does, without a network, and looks at everything."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import zipfile
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from aiogram import Bot
from aiogram.methods import GetFile, GetUpdates, TelegramMethod
from aiogram.types import BufferedInputFile

from bot.app import build_directory
from bot.building import build_ground
from bot.chat.calls import Call
from bot.chat.conversation import Conversation
from bot.chat.dispatcher import build_dispatcher
from bot.chat.polling import poll
from bot.chat.session import Session
from bot.db import Database
from bot.domain.registration import About
from bot.services.seat_outcomes import Newcomer
from tests.abuse.mutations import spoiled
from tests.abuse.shapes import Crowd, update
from tests.abuse.world import World, made_world
from tests.conftest import SEAL, HandClock, holdings_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import AsyncGenerator

    from bot.library import Shelf

_FUZZERS = 600_000_000_000
_STRANGERS = 4
# Of what the fuzzers type: none of it may come back as it was.
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b"
_TAGS = ("<b>Асем", "<a href='tg://")
_FILE = b"name;class\n\xd3;9\n=1+1;\xff"


@dataclass
class Findings:
    """What came out, and what should not have.

    Attributes:
        errors: lines of the log that tell of something unhandled.
        leaks: calls that carried what belongs to others, or went to them.
        lost: rows of others that are not as they were, by table.
    """

    updates: int = 0
    calls: int = 0
    errors: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    lost: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def problems(self) -> list[str]:
        """Everything that is wrong, in words."""
        return [*self.errors, *self.leaks, *(f"{name}: {rows}" for name, rows in self.lost.items())]


class _Ear(logging.Handler):
    """Hears what is logged as an error, and anything of a person in any line."""

    def __init__(self, findings: Findings, secrets: set[str]) -> None:
        super().__init__(logging.INFO)
        self._findings = findings
        self._secrets = secrets

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        if record.levelno >= logging.ERROR:
            self._findings.errors.append(f"{record.name}: {line}")
        if any(secret in line for secret in self._secrets):
            self._findings.leaks.append(f"in the log: {line}")


class FuzzSession(Session):
    """Hands out random updates, and takes every call for done."""

    def __init__(self, random: Random, crowd: Crowd, world: World, findings: Findings, clock: HandClock) -> None:
        super().__init__()
        self._random = random
        self._crowd = crowd
        self._world = world
        self._findings = findings
        self._clock = clock
        self.left = 0
        self.together = 1
        self.is_done = asyncio.Event()

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ARG002, ASYNC109
        """Answer a call as a server would."""
        if isinstance(method, GetUpdates):
            return self._checked(bot, method, await self._updates())
        self._look(method)
        path = {"file_id": "f", "file_unique_id": "u", "file_size": 9, "file_path": "documents/x"}
        return self._checked(bot, method, path if isinstance(method, GetFile) else True)

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """Give out a file."""
        yield _FILE

    def _checked(self, bot: Bot, method: TelegramMethod[Any], result: Any) -> Any:
        body = json.dumps({"ok": True, "result": result}, separators=(",", ":"))
        return self.check_response(bot, method, 200, body).result

    async def _updates(self) -> list[Any]:
        if self.left <= 0:
            self.is_done.set()
            await asyncio.Event().wait()
        number = min(self.left, self._random.randint(1, self.together))
        self.left -= number
        self._findings.updates += number
        # Nobody is so fast that the bot asks for patience: that is tried elsewhere.
        self._clock.moment += timedelta(seconds=2 * number)
        return [self._one() for _ in range(number)]

    def _one(self) -> Any:
        raw = update(self._random, self._crowd)
        return spoiled(self._random, raw, self._crowd.others) if self._random.random() < 0.5 else raw

    def _look(self, method: TelegramMethod[Any]) -> None:
        self._findings.calls += 1
        values = method.values if isinstance(method, Call) else method.model_dump(exclude_none=True, warnings=False)
        chat = values.get("chat_id")
        # The numbers of a message and of a tap are what the sender gave them.
        shown = {name: each for name, each in values.items() if name not in {"message_id", "callback_query_id"}}
        told = json.dumps(shown, ensure_ascii=False, default=_read)
        html = str(values.get("text", "")) if "parse_mode" in values else ""
        found = {secret for secret in self._world.secrets if secret in told}
        if found or chat in self._world.chats:
            self._findings.leaks.append(f"{type(method).__name__} to {chat}: {sorted(found)} in {told[:2000]}")
        if any(sign in told for sign in _TURNING) or any(tag in html for tag in _TAGS):
            self._findings.leaks.append(f"unescaped or turned, to {chat}: {told[:2000]}")
        markup = values.get("reply_markup") or {}
        rows = markup.get("inline_keyboard", ()) if isinstance(markup, dict) else ()
        data = [button["callback_data"] for row in rows for button in row if "callback_data" in button]
        if data and isinstance(chat, int):
            self._crowd.shown[chat] = data


def _read(value: object) -> str:
    """Return what stands in a file, so that words in a spreadsheet are found too."""
    if not isinstance(value, BufferedInputFile):
        return str(value)
    content = value.data
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"\n".join(packed.read(name) for name in packed.namelist())
    return content.decode("utf-8", errors="replace")


async def fuzz(url: str, shelf: Shelf, seed: int, updates: int, together: int = 1) -> Findings:
    """Send random updates to a bot over an empty database; return what was found.

    Args:
        url: of the database, whose tables are there.
        shelf: the content.
        seed: the same one sends the same updates, as long as they come one after another.
        updates: how many.
        together: how many come with one poll at most.
    """
    clock, findings, random = HandClock(), Findings(), Random(seed)
    database, directory = Database(url, clock), build_directory()
    ground = build_ground(database, clock, holdings_of(shelf), SEAL, "temirqazyq_bot")
    conversation = Conversation(ground, directory)
    try:
        with closing(ground.studio), closing(ground.press):
            world = await made_world(conversation, database)
            before = await world.rows()
            people = await _people(world)
            crowd = Crowd(
                [*people, *(_FUZZERS + 50 + number for number in range(_STRANGERS))],
                sorted(world.chats),
                [step.kind for step in directory.steps],
                sorted(directory.commands),
            )
            session = FuzzSession(random, crowd, world, findings, clock)
            session.left, session.together = updates, together
            ear = _Ear(findings, world.secrets)
            logging.getLogger().addHandler(ear)
            try:
                async with Bot("1:x", session=session) as bot, asyncio.TaskGroup() as nursery:
                    polling = nursery.create_task(poll(bot, build_dispatcher(conversation), clock))
                    await session.is_done.wait()
                    polling.cancel()
            finally:
                logging.getLogger().removeHandler(ear)
            after = await world.rows()
            findings.lost = {name: rows - after[name] for name, rows in before.items() if rows - after[name]}
    finally:
        await database.close()
    return findings


async def _people(world: World) -> dict[int, int]:
    """Let some people in who have a role of their own, each for something else than what belongs to others."""
    people = {_FUZZERS + number: 0 for number in range(6)}
    event, session = await world.opens("Ашық сабақ", needs_parent=False)
    for number, who in enumerate(people):
        people[who] = await world.enters(who, ("kk", "ru", "en")[number % 3])
    _, helper, organiser, counsellor, teacher, _ = people.values()
    await world.hire(helper, "helper", event)
    await world.hire(organiser, "organiser", event)
    await world.hire(counsellor, "counsellor", label="Басқа мектеп")
    await world.hire(teacher, "counsellor")
    await world.conversation.ground.seats.join(
        session, [Newcomer(counsellor, SEAL.close(About("А", "Б", "9").as_json()))]
    )
    return people
