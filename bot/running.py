"""Starts what a command asks for, and turns the outside world's refusals into one clear sentence each."""

from __future__ import annotations

import errno
import gc
import json
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.logs import set_up_logs

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
    from pathlib import Path

    from bot.chat.ground import Ground
    from bot.clock import Clock
    from bot.db import Database
    from bot.sandbox import Sandbox
    from bot.seal import Seal
    from bot.settings import Settings

log = logging.getLogger(__name__)

# Of the form of a token, so that clients accept it; worth nothing anywhere else.
SANDBOX_TOKEN = "1000000001:sandbox-token-that-opens-nothing-else"  # noqa: S105


class Refused(Exception):  # noqa: N818 -- the outside world's answer, told to the person at the keyboard
    """The program cannot start; the message is one sentence that says why."""


async def run_sandbox(settings: Settings, host: str, port: int) -> None:
    """Run the pretend Telegram and the bot in this process until stopped.

    Raises:
        Refused: the port is taken, or the data folder cannot be written.
    """
    from bot.sandbox import Sandbox
    from bot.sandbox_people import PERSONAS

    set_up_logs(settings.log_level, settings.log_format)
    make_writable(settings.data_dir)
    sandbox = Sandbox(
        token=SANDBOX_TOKEN,
        personas=PERSONAS,
        journal=settings.data_dir / "sandbox.jsonl",
        bot_name="Темірқазық",
        username="temirqazyq_sandbox_bot",
    )
    async with _serving(sandbox, host, port) as address:
        print(f"Temirqazyq is at {address}", flush=True)  # noqa: T201 -- the answer to the command
        await _serve(settings, SANDBOX_TOKEN, address, _prepare_sandbox)


async def run_bot(settings: Settings, token: str, way: str) -> None:
    """Run the bot against the Bot API server of the settings until stopped; `way` is the value of a `bot.app.Way`.

    Raises:
        Refused: the token is wrong, the server cannot be reached, the data folder cannot be written, or updates cannot come
            that way.
    """
    set_up_logs(settings.log_level, settings.log_format)
    if settings.database_url is None:
        make_writable(settings.data_dir)
    await _serve(settings, token, settings.bot_api_url, way=way)


async def run_delivery(settings: Settings, token: str) -> None:
    """Send what is in the outbox until stopped.

    Raises:
        Refused: the token is wrong, or the database cannot be used.
    """
    set_up_logs(settings.log_level, settings.log_format)
    if settings.database_url is None:
        make_writable(settings.data_dir)
    from bot.app import deliver
    from bot.steady import SteadyClock

    async with _refusals(settings.bot_api_url):
        await deliver(settings, token, settings.bot_api_url, SteadyClock())


async def migrate_database(settings: Settings) -> None:
    """Bring the tables to the newest revision and say so.

    Raises:
        Refused: the database cannot be reached or written.
    """
    from bot.db.migrating import migrate

    async with database_of(settings) as database:
        before, after = await migrate(database)
    print(f"The tables were at {before or 'nothing'} and are at {after} now.")  # noqa: T201 -- the answer to the command


async def export_answers(settings: Settings, items: Sequence[str], path: Path) -> None:
    """Write the answers of those who allowed it, without identity, and say how many.

    Raises:
        Refused: the database cannot be reached, or the file cannot be written.
    """
    from bot.calibration.pilot import export_pilot
    from bot.db.migrating import migrate

    async with database_of(settings) as database:
        await migrate(database)
        try:
            rows, complete = await export_pilot(database, items, path)
        except OSError as error:
            raise Refused(f"{path} cannot be written: {reason_of(error)}.") from None
    said = f"{rows} quizzes written to {path}; {complete} of them answer all {len(items)} questions."
    print(said)  # noqa: T201 -- the answer to the command


async def print_gaps(settings: Settings, language: str | None, *, as_json: bool) -> None:
    """Print the words that the search did not find.

    Raises:
        Refused: the database cannot be reached.
    """
    from bot.db.migrating import migrate
    from bot.services.unfound import Unfound

    async with database_of(settings) as database:
        await migrate(database)
        found = await Unfound(database, SystemClock()).gaps(language)
    if as_json:
        rows = [
            {"language": each.language, "text": each.text, "times": each.times, "last_day": each.last_day.isoformat()}
            for each in found
        ]
        print(json.dumps({"gaps": rows}, ensure_ascii=False))  # noqa: T201 -- the answer to the command
        return
    for each in found:
        print(f"{each.times:6}  {each.language}  {each.last_day}  {each.text}")  # noqa: T201 -- the answer to the command
    if not found:
        print("Everything that was looked for was found.")  # noqa: T201 -- the answer to the command


@asynccontextmanager
async def database_of(settings: Settings) -> AsyncIterator[Database]:
    """Open the database for a command, and say in one sentence why it cannot be used."""
    from sqlalchemy.exc import DBAPIError

    from bot.db import Database
    from bot.seal import KeysError

    if settings.database_url is None:
        make_writable(settings.data_dir)
    database = Database(settings.database_address, SystemClock())
    try:
        yield database
    except KeysError as error:
        raise Refused(str(error)) from None
    except (DBAPIError, OSError) as error:
        raise Refused(f"The database cannot be used: {reason_of(error)}.") from None
    finally:
        await database.close()


@asynccontextmanager
async def sealed_database_of(settings: Settings) -> AsyncIterator[tuple[Database, Seal]]:
    """Open the database for a command that reads what is sealed, its tables at the newest revision."""
    from bot.db.migrating import migrate
    from bot.seal import open_seal

    async with database_of(settings) as database:
        await migrate(database)
        yield database, open_seal(settings.keys_text, settings.keys_file)


def broken_content(error: BaseException) -> Refused:
    """Return the refusal of content that is not in its form."""
    return Refused(f"The content is broken; `temirqazyq content check` names the lines. First: {error}")


def make_writable(folder: Path) -> None:
    """Make the data folder and try to write into it.

    Raises:
        Refused: it cannot be made or written.
    """
    probe = folder / ".can-be-written"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise Refused(
            f"The data folder {folder} cannot be written ({reason_of(error)}); set TEMIRQAZYQ_DATA_DIR to one that can."
        ) from None


@asynccontextmanager
async def _serving(sandbox: Sandbox, host: str, port: int) -> AsyncIterator[str]:
    """Open the sandbox's port, or say that it is taken, or that chats cannot be kept."""
    from bot.sandbox import JournalError

    serving = sandbox.serve(host=host, port=port)
    try:
        address = await serving.__aenter__()
    except JournalError as error:
        raise Refused(
            f"The chats of the sandbox cannot be kept in the data folder ({error}): "
            "make room, or set TEMIRQAZYQ_DATA_DIR to another folder."
        ) from None
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        reason = "another program uses it" if taken else reason_of(error)
        raise Refused(
            f"The sandbox cannot listen at {host}:{port}: {reason}. Choose another port with --port or TEMIRQAZYQ_SANDBOX_PORT."
        ) from None
    try:
        yield address
    finally:
        await serving.__aexit__(None, None, None)


async def _serve(
    settings: Settings,
    token: str,
    api_url: str,
    prepare: Callable[[Database, Clock, Ground], Awaitable[None]] | None = None,
    way: str = "polling",
) -> None:
    """Import the bot, which takes seconds, only after the cheap refusals, and run it."""
    # While models are built nothing becomes garbage; looking for it costs a fifth of the start (bot.app turns it on again).
    gc.disable()
    from bot.app import Way, serve
    from bot.steady import SteadyClock

    async with _refusals(api_url):
        await serve(
            settings, token, api_url, SteadyClock(), lambda name: log.info("ready as @%s", name), prepare, Way(way)
        )


async def _prepare_sandbox(database: Database, clock: Clock, ground: Ground) -> None:
    """Add the example events, and say how to become staff."""
    from bot.sandbox_seed import seed

    invitations = await seed(database, clock, ground)
    if invitations:
        print("To be staff, choose a person in the page and write to the bot (each line works once):")  # noqa: T201
    for role, secret in invitations:
        print(f"  {role:14} /start i_{secret}", flush=True)  # noqa: T201 -- the answer to the command


@asynccontextmanager
async def _refusals(api_url: str) -> AsyncIterator[None]:
    """Turn what the outside world refuses to the bot or to its delivery into one sentence."""
    from aiogram.exceptions import TelegramNetworkError, TelegramNotFound, TelegramUnauthorizedError
    from sqlalchemy.exc import DBAPIError

    from bot.chat.webhook import IntakeError
    from bot.delivery.worker import TokenRefusedError
    from bot.library import ContentError
    from bot.metrics import MetricsError
    from bot.seal import KeysError

    try:
        yield
    except* (IntakeError, KeysError, MetricsError) as group:
        raise Refused(str(group.exceptions[0])) from None
    except* (TelegramUnauthorizedError, TelegramNotFound, TokenRefusedError):
        raise Refused("Telegram does not accept the token: check TEMIRQAZYQ_TOKEN with @BotFather.") from None
    except* TelegramNetworkError:
        raise Refused(
            f"The Bot API server {api_url} cannot be reached; check the network and TEMIRQAZYQ_BOT_API_URL."
        ) from None
    except* (DBAPIError, OSError) as group:
        raise Refused(f"The database cannot be used: {reason_of(group.exceptions[0])}.") from None
    except* ContentError as group:
        raise broken_content(group.exceptions[0]) from None


def reason_of(error: BaseException) -> str:
    """Return the system's own words, without a full stop and without SQL."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(getattr(error, "orig", None) or error).splitlines()[0].rstrip(".")
