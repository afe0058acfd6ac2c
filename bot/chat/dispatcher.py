"""Connects aiogram to the conversation: reads an update, lets the conversation answer, shows the screen.

Updates of one chat go one after another, so that screens come in the order of the taps; chats do not wait for each other.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakValueDictionary

from aiogram import Bot, Dispatcher
from aiogram.enums import ChatType
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message, Update

from bot.chat.conversation import Caller, Conversation
from bot.chat.fetching import upload_of
from bot.chat.outage import Outage
from bot.chat.presentation import present_to
from bot.chat.screen import Screen
from bot.chat.show import Window
from bot.chat.throttle import Throttle, Verdict
from bot.db import DatabaseAway
from bot.domain.geo import Point
from bot.domain.languages import Language
from bot.logs import fault, where

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiogram.types import User

log = logging.getLogger(__name__)

# Telegram gives its numbers of people at most 52 bits; what is larger is forged, and would fit into no column.
_LARGEST_ID: Final = 1 << 52
_LARGEST_MESSAGE: Final = 1 << 31


def build_dispatcher(conversation: Conversation, throttle: Throttle | None = None) -> Dispatcher:
    """Return a dispatcher that answers private chats; groups and channels hear nothing from us."""
    desk = Desk(conversation, throttle or Throttle())
    # Where somebody stands is in the database, so aiogram's own states would only cost time.
    dispatcher = Reception(disable_fsm=True)
    dispatcher.message.register(desk.message)
    dispatcher.callback_query.register(desk.tap)
    return dispatcher


class Reception(Dispatcher):
    """Takes in what we answer. An update of another kind, or one that could not be read, is nothing to look further into."""

    async def feed_update(self, bot: Bot, update: Update, **kwargs: Any) -> Any:
        """Let the desk answer an update."""
        if update.message is None and update.callback_query is None:
            return None
        return await super().feed_update(bot, update, **kwargs)


class Desk:
    """Where updates arrive."""

    def __init__(self, conversation: Conversation, throttle: Throttle) -> None:
        self._conversation = conversation
        self._throttle = throttle
        self._outage = Outage(conversation.ground)
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def message(self, message: Message, bot: Bot, event_update: Update) -> None:
        """Read a text, a command, a location, a file or something else.

        Raises:
            DatabaseAway: it could not be answered now, and must come again.
        """
        user = message.from_user
        if message.chat.type != ChatType.PRIVATE or user is None or not _is_real(user):
            return
        # Never where the message says it stands: whatever is shown is shown to the one who wrote.
        caller, window = _caller(event_update, user), Window(bot, user.id)
        async with self._outage.keeping(caller, window), self._admitted(caller, window) as is_answered:
            if is_answered:
                await self._answer_message(bot, caller, window, message)

    async def tap(self, query: CallbackQuery, bot: Bot, event_update: Update) -> None:
        """Read a tap: answer it, and put the screen in place of the message under it.

        Raises:
            DatabaseAway: as above.
        """
        if not _is_real(query.from_user):
            return
        caller, window = _caller(event_update, query.from_user), Window(bot, query.from_user.id)
        async with self._outage.keeping(caller, window, query.id), self._admitted(caller, window) as is_answered:
            if is_answered:
                await self._answer_tap(bot, caller, window, query)
            else:
                await window.answer(query.id)

    async def _answer_message(self, bot: Bot, caller: Caller, window: Window, message: Message) -> None:
        try:
            screen = await self._read(bot, caller, message)
            await window.send(screen)
            if screen.renews_menu:
                await self._renew_menu(bot, caller)
        except DatabaseAway:
            raise
        except Exception as error:  # noqa: BLE001 -- the last line of defence: logged and apologised for
            await window.send(self._apology(caller, error))

    async def _answer_tap(self, bot: Bot, caller: Caller, window: Window, query: CallbackQuery) -> None:
        try:
            screen = await self._conversation.tapped(caller, query.data or "")
        except DatabaseAway:
            raise
        except Exception as error:  # noqa: BLE001 -- the last line of defence: logged and apologised for
            await window.answer(query.id)
            await window.send(self._apology(caller, error))
            return
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(window.answer(query.id, screen.toast))
                both.create_task(_put(window, query, screen))
        except* Exception as group:  # noqa: BLE001 -- the last line of defence: logged and apologised for
            await window.send(self._apology(caller, group.exceptions[0]))
        if screen.renews_menu:
            await self._renew_menu(bot, caller)

    @asynccontextmanager
    async def _admitted(self, caller: Caller, window: Window) -> AsyncIterator[bool]:
        """Wait for a person's turn; say whether the update is to be answered, or comes from somebody who pushes too much."""
        if self._outage.keeps(caller.update_id):
            # It comes again because of us, not because somebody pushes.
            async with self._turn(caller):
                yield True
            return
        verdict = self._throttle.admit(caller.telegram_id)
        if verdict is not Verdict.ANSWER:
            if verdict is Verdict.ASK_TO_WAIT:
                await window.send(await self._plea(caller))
            yield False
            return
        try:
            async with self._turn(caller):
                yield True
        finally:
            self._throttle.done(caller.telegram_id)

    async def _plea(self, caller: Caller) -> Screen:
        """Log that somebody is held up, without saying who, and ask them to wait."""
        log.warning("somebody sends on and on without waiting, and is not answered for a while")
        person = await self._conversation.ground.people.recognise(caller.telegram_id)
        speech = self._conversation.ground.speeches[person.language if person else _language(caller)]
        return Screen(
            speech.html("That was a lot at once. Please wait ten seconds and go on: what was answered is kept.")
        )

    async def _renew_menu(self, bot: Bot, caller: Caller) -> None:
        """Show the commands of the person's roles; without them the bot works all the same, so a failure is only logged."""
        ground = self._conversation.ground
        person = await ground.people.recognise(caller.telegram_id)
        if person is None:
            return
        roles = {each.role for each in await ground.access.grants_of(person.id)}
        try:
            await present_to(
                bot, self._conversation.directory, ground.speeches[person.language], caller.telegram_id, roles
            )
        except AiogramError as error:
            log.warning("the commands of a chat were not set: %s", type(error).__name__)

    async def _read(self, bot: Bot, caller: Caller, message: Message) -> Screen:
        if message.location is not None:
            return await self._conversation.located(
                caller, Point(message.location.latitude, message.location.longitude)
            )
        if message.document is not None:
            return await self._conversation.uploaded(caller, upload_of(bot, message.document))
        if message.photo:
            # The largest of the sizes comes last.
            return await self._conversation.uploaded(caller, upload_of(bot, message.photo[-1]))
        if not message.text:
            return await self._conversation.puzzled(caller)
        if message.text.startswith("/"):
            name, argument = [*message.text[1:].split(maxsplit=1), "", ""][:2]
            return await self._conversation.commanded(caller, name.split("@")[0].lower(), argument.strip())
        return await self._conversation.typed(caller, message.text)

    def _turn(self, caller: Caller) -> asyncio.Lock:
        return self._turns.setdefault(caller.telegram_id, asyncio.Lock())

    def _apology(self, caller: Caller, error: Exception) -> Screen:
        """Log where it failed under an id, without any value that could be personal, and apologise with the same id."""
        number = token_hex(3)
        frames = " < ".join(where(error))
        log.error("update failed, id %s: %s at %s", number, type(error).__name__, frames, extra=fault(error))
        speech = self._conversation.ground.speeches[_language(caller)]
        return Screen(
            speech.html(
                "Something broke on our side; your answers are safe. Please try again. Error {number}.", number=number
            )
        )


async def _put(window: Window, query: CallbackQuery, screen: Screen) -> None:
    message = query.message
    # A message in another chat has a number that means another message here.
    if message is None or message.chat.id != query.from_user.id or not 0 < message.message_id < _LARGEST_MESSAGE:
        await window.send(screen)
    else:
        await window.edit(message.message_id, screen)


def _is_real(user: User) -> bool:
    return 0 < user.id < _LARGEST_ID


def _caller(update: Update, user: User) -> Caller:
    return Caller(update.update_id, user.id, user.language_code)


def _language(caller: Caller) -> Language:
    code = (caller.client_language or "")[:2]
    return Language(code) if code in set(Language) else Language.KK
