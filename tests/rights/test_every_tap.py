"""Every tap, command and link of every flow, tried by people who have no right to what stands behind it.

Generated over the directory of flows, so that a new tap is tried as soon as it exists: with the numbers of things of others and
with every choice that it can carry. Nobody learns a name, a question or a draft, nothing of others changes, nothing breaks.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, get_args, get_origin

import pytest
from annotated_types import Ge, MaxLen
from sqlalchemy import Connection, select

from bot.app import build_directory
from bot.chat.conversation import Caller, Conversation
from bot.db.tables import metadata
from bot.domain.languages import Language
from tests.classes.school import dismiss, hire, join, made_class, person_id
from tests.classes.test_questions import asked
from tests.flows.hall import Workshop

if TYPE_CHECKING:
    from aiogram.filters.callback_data import CallbackData

    from bot.chat.screen import Screen
    from tests.classes.school import Enter
    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

DIRECTORY = build_directory()
KINDS = [step.kind for step in DIRECTORY.steps]
NAME, QUESTION, DRAFT, LABEL = "Әсем Оспанова", "Менің құпия сұрағым", "Құпия хабарландыру", "Құпия мектеп №77"
SECRETS = (NAME, QUESTION, DRAFT, LABEL)
# What a number without a choice can mean: the rows of the world below have the first ids of their tables.
NUMBERS = 2
TEXTS = {
    "item": "R1",
    "region": "abai",
    "place": "semey",
    "profession": "welder",
    "world": "metal",
    "query": "x",
    "picks": "0",
    "nonce": "1",
    "code": "ABCDEFGH",
    "secret": "f" * 32,
    "version": "1",
    "value": "1r",
    "target": "1",
}
# Tables in which a stranger rightly leaves something of their own, compared without their rows.
OWN = {"person_id", "author_id", "counsellor_id", "owner_id", "created_by_id"}
# Counts nothing of anybody: updates that were done, words that were not found.
PASSED_OVER = {"done_update", "unfound_word", "delivery_lease", "interest_model"}


def _choices(kind: type[CallbackData], name: str) -> tuple[Any, ...]:
    """Return values that a field can carry."""
    field = kind.model_fields[name]
    annotation: Any = field.annotation
    options = get_args(annotation)
    if options and get_origin(annotation) is not None and type(None) not in options:
        return options
    if annotation is bool:
        return (True, False)
    if name == "language":
        return (Language.KK,)
    if annotation is int or (options and int in options):
        least = next((int(str(each.ge)) for each in field.metadata if isinstance(each, Ge)), 1)
        return tuple(max(least, 1) + more for more in range(NUMBERS))
    longest = next((each.max_length for each in field.metadata if isinstance(each, MaxLen)), None)
    return (TEXTS.get(name, "welder")[:longest],)


def taps_of(kind: type[CallbackData]) -> list[str]:
    """Return taps of a kind in which every choice of every field comes up."""
    fields = {name: _choices(kind, name) for name in kind.model_fields}
    turns = max((len(each) for each in fields.values()), default=1) * 2
    found: dict[str, None] = {}
    for turn in range(turns):
        values = {
            name: each[(turn // (1 + place % 2)) % len(each)] for place, (name, each) in enumerate(fields.items())
        }
        found[kind(**values).pack()] = None
    return list(found)


class World:
    """Things of others, and strangers."""

    def __init__(self, running: RunningBot, conversation: Conversation) -> None:
        self.running = running
        self.conversation = conversation
        self.updates = count(5_000_000)

    async def tap(self, stranger: Pupil, data: str) -> Screen:
        """Tap, past every keyboard that was shown."""
        caller = Caller(next(self.updates), stranger.user_id, "kk")
        return await self.conversation.tapped(caller, data)

    async def command(self, stranger: Pupil, name: str, argument: str = "") -> Screen:
        """Send a command, or follow a link."""
        return await self.conversation.commanded(Caller(next(self.updates), stranger.user_id, "kk"), name, argument)

    async def rows(self, stranger_id: int) -> dict[str, list[Any]]:
        """Return everything that is kept, without what is the stranger's own."""

        def work(connection: Connection) -> dict[str, list[Any]]:
            kept = {}
            for table in metadata.sorted_tables:
                if table.name in PASSED_OVER or table.name == "person":
                    continue
                own = [table.c[name] for name in OWN & set(table.c.keys())]
                found = connection.execute(select(table)).all()
                kept[table.name] = sorted(
                    str(tuple(row))
                    for row in found
                    if not any(getattr(row, column.name) == stranger_id for column in own)
                )
            return kept

        return await self.running.database.read(work)


def told(screen: Screen) -> str:
    """Return all words of a screen."""
    labels = [f"{button.text} {button.url or ''}" for button in screen.buttons]
    return " ".join([str(screen.text), screen.toast, *labels])


@pytest.fixture
async def world(running: RunningBot, enter: Enter) -> World:
    """A counsellor with a class, a pupil who asked something, an event with somebody registered, a draft of an announcement."""
    counsellor, pupil = await enter("kk"), await enter("kk")
    await hire(running, counsellor, label=LABEL)
    await join(pupil, await made_class(running, counsellor), NAME)
    await asked(pupil, QUESTION)
    workshop = await Workshop.opened(running)
    await workshop.ticket(NAME, await person_id(running, pupil))
    author = await person_id(running, counsellor)
    draft = await running.ground.announcing.begin(author)
    assert draft is not None
    await running.ground.announcing.say(author, 1, Language.KK, DRAFT)
    return World(running, Conversation(running.ground, DIRECTORY))


STRANGERS = ("pupil", "helper", "organiser", "counsellor", "dismissed")


async def _stranger(running: RunningBot, enter: Enter, role: str) -> Pupil:
    """Let in somebody who has no right to the world's things: at most a role for something else."""
    stranger = await enter("kk")
    if role in {"helper", "organiser"}:
        other = await Workshop.opened(running)
        await other.hire(stranger, role)  # type: ignore[arg-type]
    elif role == "counsellor":
        await hire(running, stranger, label="№5 гимназия")
    elif role == "dismissed":
        await hire(running, stranger, label="№6 гимназия")
        await dismiss(running, stranger)
    return stranger


@pytest.mark.parametrize("role", STRANGERS)
async def test_nobody_learns_or_changes_what_is_not_theirs(
    world: World, running: RunningBot, enter: Enter, role: str
) -> None:
    stranger = await _stranger(running, enter, role)
    number = await person_id(running, stranger)
    before = await world.rows(number)
    tried = 0
    for kind in KINDS:
        for data in taps_of(kind):
            words = told(await world.tap(stranger, data))
            assert not any(secret in words for secret in SECRETS), (kind, data, words)
            tried += 1
    for name in DIRECTORY.commands:
        words = told(await world.command(stranger, name))
        assert not any(secret in words for secret in SECRETS), (name, words)
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for code in ("1", "ABCDEFGH", "f" * 22, "x" * 48):
            words = told(await world.command(stranger, "start", f"{letter}_{code}"))
            assert not any(secret in words for secret in SECRETS), (letter, code, words)
    assert tried > 2 * len(KINDS)
    after = await world.rows(number)
    changed = {name: set(after[name]) ^ set(rows) for name, rows in before.items() if after[name] != rows}
    assert not changed, changed


def test_every_kind_of_tap_can_be_made() -> None:
    for kind in KINDS:
        for data in taps_of(kind):
            assert DIRECTORY.unpack(data) is not None, (kind, data)
