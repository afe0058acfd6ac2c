"""The composition root: builds every object once and starts them in one nursery. Imports aiogram, so it is slow to import."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from contextlib import asynccontextmanager, closing
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError, ClientDecodeError

from bot.building import Holdings, build_ground
from bot.chat.conversation import Conversation
from bot.chat.directory import Directory
from bot.chat.dispatcher import build_dispatcher
from bot.chat.ground import Ground
from bot.chat.measuring import measure
from bot.chat.patience import Patience
from bot.chat.polling import poll
from bot.chat.presentation import present
from bot.chat.session import Session
from bot.chat.webhook import Hook, ensure_polling, listen
from bot.chores import HOUR_SECONDS, tend
from bot.clock import SystemClock
from bot.db import Database
from bot.db.migrating import migrate
from bot.delivery.counting import CountingSender
from bot.delivery.pace import PER_SECOND, Pace
from bot.delivery.ptb import ptb_sender
from bot.delivery.worker import Worker
from bot.domain.announcements import ANNOUNCEMENT
from bot.flows import FLOWS, LETTERS
from bot.library import Shelf, forget_parsed
from bot.metrics import DiskFigures, Metrics, TableFigures, exposed
from bot.places import CONTENT
from bot.seal import open_seal
from bot.services.outbox import Outbox
from bot.services.reach import pause_when_refused
from bot.services.reminders import OPENING, after_the_last
from bot.services.retention import Retention
from bot.services.standing import Standings
from bot.steady import SteadyClock, correct, keep_right, time_at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from bot.clock import Clock
    from bot.delivery.sender import Sender
    from bot.seal import Seal
    from bot.settings import Settings

log = logging.getLogger(__name__)

# What follows when a message has come to its end.
AFTERWARDS = {OPENING: after_the_last, ANNOUNCEMENT: pause_when_refused}

# So late, at most, does a seat that was held in vain go on to the next.
SWEEPING_SECONDS = 20.0


class Way(Enum):
    """How updates come: fetched, fetched although a webhook was set, or brought."""

    POLLING = "polling"
    POLLING_INSTEAD = "polling instead"
    WEBHOOK = "webhook"


def build_directory() -> Directory:
    """Return all flows."""
    return Directory(module.flow for module in FLOWS)


def build_worker(
    outbox: Outbox, clock: Clock, ground: Ground, sender: Sender, per_second: float = PER_SECOND
) -> Worker:
    """Return the worker that sends what is in the outbox, with all who write for it."""
    writers = {kind: write for letters in LETTERS for kind, write in letters(ground).items()}
    return Worker(outbox, sender, writers, Pace(clock, per_second), clock)


def build_bot(token: str, api_url: str, clock: Clock | None = None) -> Bot:
    """Return aiogram's client for a Bot API server."""
    session = Session(api=TelegramAPIServer.from_base(api_url))
    session.middleware(Patience(clock or SystemClock()))
    return Bot(token, session=session)


@asynccontextmanager
async def open_database(settings: Settings, clock: Clock) -> AsyncIterator[Database]:
    """Open the database and bring its tables to the newest revision."""
    database = Database(settings.database_address, clock)
    try:
        await migrate(database)
        yield database
    finally:
        await database.close()


async def serve(
    settings: Settings,
    token: str,
    api_url: str,
    clock: Clock,
    when_ready: Callable[[str], None] | None = None,
    prepare: Callable[[Database, Clock, Ground], Awaitable[None]] | None = None,
    way: Way = Way.POLLING,
) -> None:
    """Run the bot until SIGINT or SIGTERM; what was begun then is finished first.

    `prepare` may put into the database what has to be there first. `when_ready` is called with the bot's user name when the
    token was accepted and updates are about to be fetched. `way` says how updates come.

    Raises:
        aiogram.exceptions.TelegramUnauthorizedError: the token is wrong.
        aiogram.exceptions.TelegramNetworkError: the Bot API server cannot be reached at the start.
        bot.delivery.worker.TokenRefusedError: the token is no longer accepted.
        bot.chat.webhook.IntakeError: updates cannot come that way.
        bot.seal.KeysError: the keys of personal texts cannot be used.
        bot.metrics.MetricsError: /metrics cannot be opened.
    """
    holdings, seal = await asyncio.to_thread(_holdings, settings), open_seal(settings.keys_text, settings.keys_file)
    async with open_database(settings, clock) as database, build_bot(token, api_url, clock) as bot:
        name = await name_of(bot)
        await _in_step(clock, api_url)
        if way is not Way.WEBHOOK:
            await ensure_polling(bot, removes=way is Way.POLLING_INSTEAD)
        ground = build_ground(database, clock, holdings, seal, name, asks_everything=settings.full_form)
        directory = build_directory()
        dispatcher, metrics = build_dispatcher(Conversation(ground, directory)), Metrics()
        measure(bot, dispatcher, metrics)
        if prepare:
            await prepare(database, clock, ground)
        # What is loaded now stays for ever; the collector need not walk over it again.
        gc.freeze()
        gc.enable()
        if when_ready:
            when_ready(name)
        outbox = Outbox(database, clock, AFTERWARDS)
        with closing(ground.studio), closing(ground.press):
            async with (
                _exposed(settings, metrics, database, clock),
                ptb_sender(token, api_url) as ptb,
                asyncio.TaskGroup() as nursery,
            ):
                sender = CountingSender(ptb, metrics)
                work = nursery.create_task(
                    listen(bot, dispatcher, clock, hook_of(settings, seal, token), database.can_be_used)
                    if way is Way.WEBHOOK
                    else poll(bot, dispatcher, clock)
                )
                chores = nursery.create_task(_chores(bot, directory, ground, database, clock))
                sweeping = nursery.create_task(sweep(ground, clock))
                delivery = nursery.create_task(
                    _deliver(build_worker(outbox, clock, ground, sender, settings.send_rate), ground)
                )
                timekeeping = nursery.create_task(_keep_time(clock, api_url))
                _stop_on_signals(work, chores, sweeping, delivery, timekeeping)


def hook_of(settings: Settings, seal: Seal, token: str) -> Hook:
    """Return where updates are brought. Processes that share keys and token share the secret also when nobody chose one."""
    if settings.webhook_url is None:
        raise ValueError("no address of a webhook is set")
    chosen = settings.webhook_secret
    secret = chosen.get_secret_value() if chosen else seal.digest(token, "webhook")
    return Hook(settings.webhook_url, secret, settings.listen_host, settings.listen_port)


async def deliver(settings: Settings, token: str, api_url: str, clock: Clock) -> None:
    """Only send what is in the outbox, until SIGINT or SIGTERM; the conversation runs in other processes.

    Raises:
        bot.delivery.worker.TokenRefusedError: the token is not accepted.
        bot.metrics.MetricsError: /metrics cannot be opened.
    """
    holdings, seal = await asyncio.to_thread(_holdings, settings), open_seal(settings.keys_text, settings.keys_file)
    metrics = Metrics()
    await _in_step(clock, api_url)
    async with (
        open_database(settings, clock) as database,
        _exposed(settings, metrics, database, clock),
        ptb_sender(token, api_url) as ptb,
    ):
        sender = CountingSender(ptb, metrics)
        ground = build_ground(database, clock, holdings, seal)
        worker = build_worker(Outbox(database, clock, AFTERWARDS), clock, ground, sender, settings.send_rate)
        log.info("delivering")
        with closing(ground.studio), closing(ground.press):
            async with asyncio.TaskGroup() as nursery:
                sweeping = nursery.create_task(sweep(ground, clock))
                timekeeping = nursery.create_task(_keep_time(clock, api_url))
                _stop_on_signals(sweeping, timekeeping, nursery.create_task(_deliver(worker, ground)))


async def _in_step(clock: Clock, api_url: str) -> None:
    """Before anything is done by the hour, see to it that the hour is right."""
    if isinstance(clock, SteadyClock):
        await correct(clock, partial(time_at, api_url))


async def _keep_time(clock: Clock, api_url: str) -> None:
    """See to it that the hour stays right; a clock of the caller's own is the caller's."""
    if isinstance(clock, SteadyClock):
        await keep_right(clock, partial(time_at, api_url))


def _holdings(settings: Settings) -> Holdings:
    """Return the content with the region's own laid over it, and log what of that could not be used.

    Raises:
        ContentError: a shipped file is not in its form.
    """
    shelf = Shelf.load(CONTENT, settings.overlay)
    if settings.content_dir and not shelf.folders.own:
        log.warning("TEMIRQAZYQ_CONTENT_DIR names %s, where there is no folder", settings.content_dir)
    for problem in shelf.left_out:
        log.warning("left out of the overlay: %s", problem)
    forget_parsed()
    return Holdings.of(shelf)


def _exposed(
    settings: Settings, metrics: Metrics, database: Database, clock: Clock
) -> AbstractAsyncContextManager[str | None]:
    figures = (TableFigures(Standings(database, clock)), DiskFigures(settings.data_dir))
    return exposed(metrics, figures, settings.metrics_host, settings.metrics_port)


async def _deliver(worker: Worker, ground: Ground) -> None:
    """Send what is due; first move reminders to the days that the content names now."""
    await ground.reminders.plan_anew()
    await worker.run()


async def sweep(ground: Ground, clock: Clock) -> None:
    """Hand on the seats that nobody answered for, and plan what is due."""
    chores = {
        "seats": ground.seats.sweep,
        "reminders": ground.planner.plan,
        "announcements": ground.broadcasting.tend,
    }
    await tend(chores, clock, SWEEPING_SECONDS)


async def name_of(bot: Bot) -> str:
    """Return the bot's user name; empty when a server that is not Telegram's does not tell it in Telegram's form."""
    try:
        return (await bot.me()).username or ""
    except ClientDecodeError:
        log.warning("the Bot API server accepts the token but describes the bot in a form of its own")
        return ""


async def _chores(bot: Bot, directory: Directory, ground: Ground, database: Database, clock: Clock) -> None:
    """Present the bot to Telegram, then clean up from time to time."""
    try:
        await present(bot, directory, ground.speeches)
    except AiogramError as error:
        # Some Bot API servers know no commands and descriptions; the conversation works all the same.
        log.warning("commands and descriptions were not set: %s", type(error).__name__)
    await tend(
        {
            "interests": ground.quiz.note_interests,
            "questions": ground.questions.close_silent,
            "retention": Retention(database, clock, ground.own_data).erase,
        },
        clock,
        HOUR_SECONDS,
    )


def _stop_on_signals(*tasks: asyncio.Task[None]) -> None:
    def stop() -> None:
        for task in tasks:
            task.cancel()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
