"""Reads the parameters of a Bot API call, whichever way the client wrote them: query, JSON, form, or multipart with files."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox.errors import BotApiError, bad_request

if TYPE_CHECKING:
    from multidict import MultiMapping

# Telegram accepts files up to 50 MB from bots.
LARGEST_BODY = 52 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of a call, with Telegram's leniency: numbers and objects may come as text."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a text; empty when it is not given."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """Return a whole number."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def real(self, name: str) -> float | None:
        """Return a number with a fraction, or None when it is none."""
        try:
            return float(self.values[name])
        except (KeyError, TypeError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        """Return a truth: true, True, 1, yes."""
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes"}

    def structure(self, name: str) -> Any:
        """Return an object or a list; None when it is not given.

        Raises:
            BotApiError: 400 when it is no JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def file(self, name: str) -> Upload | str:
        """Return an uploaded file, or the text (a file id or an address) that stands for one."""
        if name in self.uploads:
            return self.uploads[name]
        value = self.text(name)
        if value.startswith("attach://"):
            attached = self.uploads.get(value.removeprefix("attach://"))
            if attached is None:
                raise bad_request("wrong file identifier/HTTP URL specified")
            return attached
        return value


async def read_parameters(request: web.Request) -> Parameters:
    """Read all parameters of a call; those in the body win over those in the address.

    Raises:
        BotApiError: 400 when the body is not what it says it is, 413 when it is too large.
    """
    values: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    try:
        if request.content_type == "application/json":
            body = await request.json()
            values |= body if isinstance(body, dict) else {}
        elif request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
            _take_form(await request.post(), values, uploads)
    except web.HTTPRequestEntityTooLarge:
        raise BotApiError(413, "Request Entity Too Large") from None
    except ValueError:
        raise bad_request("can't parse request body") from None
    return Parameters(values, uploads)


def _take_form(
    form: MultiMapping[str | bytes | bytearray | web.FileField], values: dict[str, Any], uploads: dict[str, Upload]
) -> None:
    for name, value in form.items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.filename or name, value.content_type, value.file.read())
        else:
            values[name] = value if isinstance(value, str) else value.decode()
