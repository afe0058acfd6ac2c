"""Media of a call in the Bot API's form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import bad_request
from bot.sandbox.files import picture_size, unique_id

if TYPE_CHECKING:
    from bot.sandbox.bodies import Parameters, Upload
    from bot.sandbox.files import Files


def photo_content(files: Files, given: Upload | str) -> dict[str, Any]:
    """Return a photo; the sandbox keeps it in one size.

    Raises:
        BotApiError: 400 when it is no picture or no file.
    """
    if given == "":
        raise bad_request("there is no photo in the request")
    stored = files.take(given)
    width, height = picture_size(stored.content)
    size = {"width": width, "height": height, "file_size": len(stored.content)}
    return {"photo": [{"file_id": stored.id, "file_unique_id": unique_id(stored.id), **size}]}


def document_content(files: Files, given: Upload | str) -> dict[str, Any]:
    """Return a document.

    Raises:
        BotApiError: 400 when it is no file.
    """
    if given == "":
        raise bad_request("there is no document in the request")
    stored = files.take(given)
    return {
        "document": {
            "file_id": stored.id,
            "file_unique_id": unique_id(stored.id),
            "file_name": stored.name,
            "mime_type": stored.kind,
            "file_size": len(stored.content),
        }
    }


def location_content(parameters: Parameters) -> dict[str, Any]:
    """Return a point.

    Raises:
        BotApiError: 400 when it is none on this globe.
    """
    latitude, longitude = parameters.real("latitude"), parameters.real("longitude")
    if latitude is None or longitude is None:
        raise bad_request("can't parse location")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")
    return {"location": {"latitude": latitude, "longitude": longitude}}
