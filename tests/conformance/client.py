"""What every Bot API client can do, whatever library stands behind it: plain values in, plain values out, one kind of error."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractAsyncContextManager

Json = dict[str, Any]


class ApiError(Exception):
    """An answer that is not ok, or none at all.

    Attributes:
        kind: how the library sorted it: bad_request, unauthorized, forbidden, not_found, conflict, flood, server, network.
        message: Telegram's words as they came, empty when nothing came.
        retry_after: whole seconds to wait, only with kind flood.
    """

    def __init__(self, kind: str, message: str = "", retry_after: int | None = None) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind
        self.message = message
        self.retry_after = retry_after


@contextmanager
def bad_request(message: str) -> Iterator[None]:
    """Expect error 400 with exactly these words."""
    with refused("bad_request", f"Bad Request: {message}"):
        yield


@contextmanager
def refused(kind: str, message: str) -> Iterator[None]:
    """Expect an error of a kind with exactly these words."""
    with pytest.raises(ApiError) as caught:
        yield
    assert (caught.value.kind, caught.value.message) == (kind, message)


class Client(Protocol):
    """A bot's client; `more` holds parameters by the names that the Bot API gives them."""

    def with_token(self, token: str) -> AbstractAsyncContextManager[Client]: ...

    def read_update(self, body: Json) -> Json: ...

    async def call(self, method: str, **parameters: Any) -> Any:
        """Call a method by its name with unchecked parameters."""

    async def get_me(self) -> Json: ...

    async def get_chat(self, chat_id: int) -> Json: ...

    async def get_updates(self, **more: Any) -> list[Json]: ...

    async def set_webhook(self, url: str, **more: Any) -> bool: ...

    async def delete_webhook(self, **more: Any) -> bool: ...

    async def get_webhook_info(self) -> Json: ...

    async def send_message(self, chat_id: int, text: str, **more: Any) -> Json: ...

    async def send_photo(self, chat_id: int, photo: bytes | str, **more: Any) -> Json: ...

    async def send_document(self, chat_id: int, document: bytes | str, name: str = "file", **more: Any) -> Json: ...

    async def send_location(self, chat_id: int, latitude: float, longitude: float) -> Json: ...

    async def send_venue(self, chat_id: int, latitude: float, longitude: float, title: str, address: str) -> Json: ...

    async def send_chat_action(self, chat_id: int, action: str) -> bool: ...

    async def copy_message(self, chat_id: int, from_chat_id: int, message_id: int, **more: Any) -> int: ...

    async def edit_message_text(self, chat_id: int, message_id: int, text: str, **more: Any) -> Json: ...

    async def edit_message_caption(self, chat_id: int, message_id: int, caption: str, **more: Any) -> Json: ...

    async def edit_message_media(
        self, chat_id: int, message_id: int, kind: str, media: bytes | str, caption: str | None = None
    ) -> Json: ...

    async def edit_message_reply_markup(self, chat_id: int, message_id: int, **more: Any) -> Json: ...

    async def delete_message(self, chat_id: int, message_id: int) -> bool: ...

    async def answer_callback_query(self, callback_query_id: str, **more: Any) -> bool: ...

    async def get_file(self, file_id: str) -> Json: ...

    async def download(self, file_id: str) -> bytes: ...

    async def set_my_commands(
        self, commands: dict[str, str], scope: Json | None = None, language: str = ""
    ) -> bool: ...

    async def get_my_commands(self, scope: Json | None = None, language: str = "") -> dict[str, str]: ...

    async def delete_my_commands(self, scope: Json | None = None, language: str = "") -> bool: ...

    async def set_my(self, what: str, text: str, language: str = "") -> bool:
        """Set name, description or short_description."""

    async def get_my(self, what: str, language: str = "") -> str:
        """Return name, description or short_description."""
