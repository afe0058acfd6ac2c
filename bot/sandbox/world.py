"""Everything that is so in the pretend Telegram: people, messages, files, taps, updates that wait, what the bot said of itself.

Each change is told to the journal and to those who watch, in this one place.
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import UserSideError, bad_request, forbidden
from bot.sandbox.files import Files
from bot.sandbox.messages import Message
from bot.sandbox.people import User
from bot.sandbox.updates import Updates

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.sandbox.journal import Journal

# Telegram forgets a tap that was not answered; a bot that is slower gets "query is too old".
CALLBACK_LIFE_SECONDS = 15 * 60


@dataclass(slots=True)
class Callback:
    """A tap on an inline button."""

    id: str
    user_id: int
    at: float
    answer: dict[str, Any] | None = None


@dataclass(slots=True)
class Event:
    """Something that those who watch a person's chat are told."""

    seq: int
    name: str
    body: dict[str, Any]


@dataclass(slots=True)
class Chat:
    """The chat of one person with the bot."""

    messages: dict[int, Message] = field(default_factory=dict)
    watchers: list[asyncio.Queue[Event | None]] = field(default_factory=list)


class World:
    """The state, and the only ways to change it."""

    def __init__(self, bot: User, clock: Callable[[], float], journal: Journal | None, folder: Path | None) -> None:
        self.bot = bot
        self.clock = clock
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.personas: dict[str, int] = {}
        self.callbacks: dict[str, Callback] = {}
        self.profile: dict[str, Any] = {}
        self.files = Files(folder)
        self.updates = Updates(int(clock() * 1000), self._write)
        self.seq = 0
        # Ids of people that look like Telegram's; the sandbox needs no secrets.
        self._random = random.Random(int(clock() * 1000))  # noqa: S311
        self._journal = journal
        if journal:
            journal.replay(self)

    # People.

    def add_user(
        self,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
    ) -> User:
        """Let a new person in."""
        number = self._random.randrange(10**8, 10**10)
        while number in self.users:
            number = self._random.randrange(10**8, 10**10)
        user = User(number, first_name, last_name, username, language_code)
        self.put_user(user)
        return user

    def put_user(self, user: User) -> None:
        """Keep a person, new or changed."""
        self.users[user.id] = user
        self.chats.setdefault(user.id, Chat())
        self._write("user", asdict(user))

    def user(self, number: int) -> User:
        """Return a person for the user side.

        Raises:
            UserSideError: 404 when there is none.
        """
        if number not in self.users:
            raise UserSideError(404, f"there is no person {number}")
        return self.users[number]

    def become(self, key: str, first_name: str, language_code: str) -> User:
        """Return the person behind a persona, the same each time."""
        if key not in self.personas:
            user = self.add_user(first_name, language_code=language_code)
            self.personas[key] = user.id
            self._write("persona", {"key": key, "user_id": user.id})
        return self.users[self.personas[key]]

    def reachable(self, chat_id: str) -> User:
        """Return the person a bot wants to write to.

        Raises:
            BotApiError: 400 for an unknown chat, 403 when they blocked the bot or never wrote to it.
        """
        user = self.known(chat_id)
        if user.has_blocked:
            raise forbidden("bot was blocked by the user")
        if not user.has_started:
            raise forbidden("bot can't initiate conversation with a user")
        return user

    def known(self, chat_id: str) -> User:
        """Return the person whom a bot asks about.

        Raises:
            BotApiError: 400 for an unknown chat.
        """
        if not chat_id:
            raise bad_request("chat_id is empty")
        user = self.users.get(int(chat_id)) if chat_id.lstrip("-").isdecimal() else None
        if user is None:
            raise bad_request("chat not found")
        return user

    # Messages.

    def new_message(self, user: User, *, from_bot: bool, content: dict[str, Any], **more: Any) -> Message:
        """Put a new message into a chat."""
        chat = self.chats[user.id]
        message = Message(len(chat.messages) + 1, from_bot, int(self.clock()), content, **more)
        self.put_message(user.id, message)
        return message

    def put_message(self, user_id: int, message: Message) -> None:
        """Keep a message, new or changed, and tell those who watch."""
        self.seq += 1
        message.seq = self.seq
        message.remember_buttons()
        self.chats[user_id].messages[message.id] = message
        self._write("message", {"user_id": user_id, **asdict(message)})
        if message.is_deleted:
            self.tell(user_id, "deleted", {"message_id": message.id})
        else:
            self.tell(user_id, "message", message.for_user())

    def message_for_bot(self, user: User, message: Message) -> dict[str, Any]:
        """Return a message as the Bot API shows it."""
        return message.for_bot(user.as_chat(), self.bot_as_user() if message.from_bot else user.as_user())

    def bot_as_user(self) -> dict[str, Any]:
        """Return the bot as the Bot API's User."""
        return {"id": self.bot.id, "is_bot": True, "first_name": self.bot.first_name, "username": self.bot.username}

    # Taps.

    def add_callback(self, user_id: int) -> Callback:
        """Note a tap that waits for its answer."""
        callback = Callback(f"{self._random.getrandbits(62)}", user_id, self.clock())
        self.put_callback(callback)
        return callback

    def put_callback(self, callback: Callback) -> None:
        """Keep a tap, new or answered."""
        self.callbacks[callback.id] = callback
        self._write("callback", asdict(callback))

    def change_profile(self, name: str, value: Any) -> None:
        """Keep what the bot said of itself: commands, descriptions, name, webhook."""
        self.profile[name] = value
        self._write("profile", {"name": name, "value": value})

    # Those who watch.

    def tell(self, user_id: int, name: str, body: dict[str, Any]) -> None:
        """Tell everybody who watches a chat."""
        for watcher in self.chats[user_id].watchers:
            watcher.put_nowait(Event(self.seq, name, body))

    def end_watching(self) -> None:
        """Tell everybody who watches that the sandbox stops."""
        for chat in self.chats.values():
            for watcher in chat.watchers:
                watcher.put_nowait(None)

    def _write(self, kind: str, body: dict[str, Any]) -> None:
        if self._journal:
            self._journal.write(kind, body)
