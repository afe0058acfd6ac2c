"""A bot small enough to be the test itself: it asks for updates and calls methods over HTTP, and knows no framework."""

import json
from collections.abc import Mapping
from typing import Any

import aiohttp

Answer = dict[str, Any]


class TinyBot:
    """The bot's side of a conversation, driven line by line by a test."""

    def __init__(self, session: aiohttp.ClientSession, base_url: str, token: str) -> None:
        self._session = session
        self._root = f"{base_url}/bot{token}"
        self._offset = 0
        self._waiting: list[Answer] = []

    async def call(self, method: str, **parameters: Any) -> Any:
        """The `result` of a Bot API method; an answer that is not ok fails the test with Telegram's description."""
        body = {name: value for name, value in parameters.items() if value is not None}
        async with self._session.post(f"{self._root}/{method}", json=body) as reply:
            answer = await reply.json()
        assert answer["ok"], answer
        return answer["result"]

    async def upload(self, method: str, part: str, name: str, content: bytes, kind: str, **fields: Any) -> Any:
        """Sends a file with a method, as a multipart form."""
        form = aiohttp.FormData(quote_fields=False)
        for field, value in fields.items():
            form.add_field(field, json.dumps(value) if isinstance(value, Mapping) else str(value))
        form.add_field(part, content, filename=name, content_type=kind)
        async with self._session.post(f"{self._root}/{method}", data=form) as reply:
            answer = await reply.json()
        assert answer["ok"], answer
        return answer["result"]

    async def hears(self, kind: str = "message") -> Any:
        """The next update of that kind; the others before it are passed over."""
        while True:
            while self._waiting:
                update = self._waiting.pop(0)
                self._offset = update["update_id"] + 1
                if kind in update:
                    return update[kind]
            self._waiting = await self.call("getUpdates", offset=self._offset, timeout=5)
            assert self._waiting, f"no {kind} within five seconds"

    async def says(self, chat_id: int, text: str, *rows: list[Any], html: bool = False) -> Any:
        """Sends a text with an inline keyboard of `rows`: (label, data) pairs."""
        markup = {"inline_keyboard": [[{"text": label, "callback_data": data} for label, data in row] for row in rows]}
        return await self.call(
            "sendMessage",
            chat_id=chat_id,
            text=text,
            parse_mode="HTML" if html else None,
            reply_markup=markup if rows else None,
        )

    async def edits(self, message: Answer, text: str, *rows: list[Any]) -> Any:
        """Puts another text and keyboard in the place of `message`."""
        markup = {"inline_keyboard": [[{"text": label, "callback_data": data} for label, data in row] for row in rows]}
        return await self.call(
            "editMessageText",
            chat_id=message["chat"]["id"],
            message_id=message["message_id"],
            text=text,
            reply_markup=markup if rows else None,
        )

    async def answers(self, query: Answer, text: str | None = None, *, alert: bool = False) -> None:
        """Answers a tap, silently, with a toast or with an alert."""
        await self.call("answerCallbackQuery", callback_query_id=query["id"], text=text, show_alert=alert)
