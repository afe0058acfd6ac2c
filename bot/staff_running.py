"""What the commands of staff do, over the installation's own database and keys."""

from __future__ import annotations

from contextlib import asynccontextmanager
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.domain.events import text_in
from bot.domain.languages import Language
from bot.running import Refused, sealed_database_of
from bot.services.access import NotAllowed
from bot.services.staff import Staff, Unsound

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.db import Database
    from bot.domain.staff import Role
    from bot.settings import Settings


async def print_invitation(settings: Settings, role: Role, event: str | None, label: str) -> None:
    """Print the link.

    Raises:
        Refused: there is no such event, or the role cannot be held like that.
    """
    async with _staff(settings) as (staff, database):
        event_id = await _event_id(database, event)
        invited = await staff.invite(None, role, event_id, label)
    if isinstance(invited, Unsound):
        raise Refused("A helper is invited to one event (--event CODE); administrators and counsellors to none.")
    if isinstance(invited, NotAllowed):
        raise Refused("The event is gone.")
    name = await _username(settings)
    print(f"https://t.me/{name}?start=i_{invited.secret}")  # noqa: T201 -- the answer to the command
    said = f"For one person ({role}), until {invited.expires_at:%Y-%m-%d %H:%M} UTC. In the sandbox: /start i_{invited.secret}"
    print(said)  # noqa: T201 -- the answer to the command


async def print_members(settings: Settings) -> None:
    """Print who holds which role."""
    async with _staff(settings) as (staff, _):
        members = await staff.members(None)
    for each in members if isinstance(members, tuple) else ():
        event = text_in(each.event, Language.RU) if each.event else ""
        print(f"{each.id:6}  {each.role:14}  {each.granted_at:%Y-%m-%d}  {each.label}  {event}".rstrip())  # noqa: T201
    if not members:
        print("Nobody holds a role; `temirqazyq staff invite administrator` makes the first link.")  # noqa: T201


async def revoke(settings: Settings, number: int) -> None:
    """Take a role back.

    Raises:
        Refused: nobody holds a role of that number.
    """
    async with _staff(settings) as (staff, _):
        outcome = await staff.revoke(None, number)
    if isinstance(outcome, NotAllowed):
        raise Refused(f"Nobody holds a role numbered {number}; `temirqazyq staff list` shows the numbers.")
    print(f"Taken back: {outcome.role} {outcome.label}".rstrip())  # noqa: T201 -- the answer to the command


async def print_audit(settings: Settings, limit: int) -> None:
    """Print the audit log."""
    async with _staff(settings) as (staff, _):
        entries = await staff.audit(None, limit)
    for each in entries if isinstance(entries, tuple) else ():
        who = "command line" if each.actor_id is None else f"#{each.actor_id}"
        print(f"{each.at:%Y-%m-%d %H:%M:%S}  {who:14}  {each.deed:24}  {each.subject}  {each.number}")  # noqa: T201


@asynccontextmanager
async def _staff(settings: Settings) -> AsyncIterator[tuple[Staff, Database]]:
    async with sealed_database_of(settings) as (database, seal):
        yield Staff(database, SystemClock(), seal, lambda: token_urlsafe(16)), database


async def _event_id(database: Database, code: str | None) -> int | None:
    from bot.db.events import find_event_by_code

    if code is None:
        return None
    event = await database.read(lambda connection: find_event_by_code(connection, code.upper()))
    if event is None:
        raise Refused(f"There is no event with the code {code}.")
    return event.id


async def _username(settings: Settings) -> str:
    """Return the bot's name for the link; a plain mark when Telegram cannot be asked now."""
    if settings.token is None:
        return "temirqazyq_sandbox_bot"
    from bot.doctor import ask_username

    return await ask_username(settings) or "YOUR_BOT"
