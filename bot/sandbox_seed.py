"""What the sandbox begins with: events in the coming weeks, so that everything can be tried without anybody filling it first."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import yaml

from bot.db.events import find_event_by_code
from bot.domain.hours import KAZAKHSTAN
from bot.domain.registration import About
from bot.eventbook import ids_of, read_events
from bot.services.event_imports import EventImports
from bot.services.notices import Notices
from bot.services.seat_outcomes import Newcomer

if TYPE_CHECKING:
    from bot.chat.ground import Ground
    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.staff import Role

_FILE: Final = "sandbox_events.yaml"
# Invented, one seat each.
_PUPILS: Final = (
    *("Айару Серік", "Бекзат Нұрлан", "Виктория Ким", "Ғазиз Омар", "Дина Ахмет", "Еркебұлан Сапар", "Жанель Қайрат"),
    *("Зарина Иса", "Илья Петров", "Камила Руслан", "Қуаныш Әли", "Лаура Болат", "Мадина Ержан", "Нұрасыл Дәулет"),
)
_STAFF: Final[tuple[Role, ...]] = ("administrator", "organiser", "counsellor")


async def seed(database: Database, clock: Clock, ground: Ground) -> list[tuple[Role, str]]:
    """Add the example events to a database without any; return invitations, one for each role that nobody holds yet."""
    imports = EventImports(database, clock, Notices(clock))
    if not await imports.everything():
        raw: dict[str, Any] = yaml.safe_load(files("bot").joinpath(_FILE).read_text(encoding="utf-8"))
        taken = {event["code"]: event.pop("taken", 0) for event in raw["events"]}
        content = yaml.safe_dump(raw, allow_unicode=True).encode()
        today = clock.now().astimezone(KAZAKHSTAN).date()
        read = read_events(content, _FILE, ids_of(ground.shelf), today)
        if read.problems:
            raise ValueError(f"the sandbox's own events are broken: {read.problems[0]}")
        await imports.bring(read.plans)
        for code, number in taken.items():
            await _fill(database, ground, code, number)
    members = await ground.staff.members(None)
    held = {each.role for each in members} if isinstance(members, tuple) else set()
    return [(role, await _invitation(ground, role)) for role in _STAFF if role not in held]


async def _fill(database: Database, ground: Ground, code: str, number: int) -> None:
    event = await database.read(lambda connection: find_event_by_code(connection, code))
    if event is None:
        return
    for name in _PUPILS[:number]:
        about = ground.seal.close(About(name, "№7", "9 А").as_json())
        await ground.seats.join(event.sessions[0].id, [Newcomer(None, about)])


async def _invitation(ground: Ground, role: Role) -> str:
    invited = await ground.staff.invite(None, role, None, "")
    return getattr(invited, "secret", "")
