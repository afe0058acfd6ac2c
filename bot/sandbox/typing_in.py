"""Checks what scripts and the page send, with clear sentences."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox.bodies import Upload
from bot.sandbox.errors import UserSideError


def required_text(body: dict[str, Any], name: str, longest: int) -> str:
    """Return a text that must be there.

    Raises:
        UserSideError: 400 when it is missing or empty, 413 when it is too long.
    """
    text = optional_text(body, name, longest)
    if not text or not text.strip():
        raise UserSideError(400, f"{name} must be a text that is not empty")
    return text


def optional_text(body: dict[str, Any], name: str, longest: int) -> str | None:
    """Return a text that may be there.

    Raises:
        UserSideError: 400 when it is no text, 413 when it is too long.
    """
    text = body.get(name)
    if text is not None and not isinstance(text, str):
        raise UserSideError(400, f"{name} must be a text")
    if text is not None and len(text) > longest:
        raise UserSideError(413, f"{name} may have at most {longest} characters")
    return text


def point(body: dict[str, Any]) -> dict[str, float]:
    """Return latitude and longitude in degrees.

    Raises:
        UserSideError: 400 when there is no such point.
    """
    latitude, longitude = body.get("latitude"), body.get("longitude")
    if (
        not isinstance(latitude, int | float)
        or not isinstance(longitude, int | float)
        or not (-90 <= latitude <= 90 and -180 <= longitude <= 180)
    ):
        raise UserSideError(400, "latitude must be from -90 to 90, longitude from -180 to 180")
    return {"latitude": float(latitude), "longitude": float(longitude)}


async def uploaded(request: web.Request) -> tuple[Upload, str | None]:
    """Return the file and the caption of a multipart form.

    Raises:
        UserSideError: 400 when there is no file, 413 when it is too large.
    """
    try:
        form = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise UserSideError(413, "the file is too large") from None
    except ValueError:
        raise UserSideError(400, "the body must be a multipart form") from None
    file, caption = form.get("file"), form.get("caption")
    if not isinstance(file, web.FileField):
        raise UserSideError(400, "the form needs a file named 'file'")
    return Upload(file.filename or "file", file.content_type, file.file.read()), str(caption) if caption else None
