"""Methods that put a message into a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.markup import read_markup
from bot.sandbox.methods.media import document_content, location_content, photo_content
from bot.sandbox.methods.registry import method
from bot.sandbox.methods.texts import caption_content, text_content

if TYPE_CHECKING:
    from bot.sandbox.bodies import Parameters
    from bot.sandbox.desk import Desk
    from bot.sandbox.messages import Message
    from bot.sandbox.people import User

_ACTIONS = frozenset(
    {
        "choose_sticker",
        "find_location",
        "record_video",
        "record_video_note",
        "record_voice",
        "typing",
        "upload_document",
        "upload_photo",
        "upload_video",
        "upload_video_note",
        "upload_voice",
    }
)


def _sent(desk: Desk, user: User, parameters: Parameters, content: dict[str, Any]) -> Message:
    inline, reply = read_markup(parameters)
    desk.count(user)
    return desk.world.new_message(user, from_bot=True, content=content, inline=inline, reply=reply)


@method("sendMessage")
async def send_message(desk: Desk, parameters: Parameters) -> dict[str, Any]:
    """Send a text."""
    user = desk.addressee(parameters)
    return desk.shown(user, _sent(desk, user, parameters, text_content(parameters)))


@method("sendPhoto")
async def send_photo(desk: Desk, parameters: Parameters) -> dict[str, Any]:
    """Send a photo, uploaded or by its id."""
    user = desk.addressee(parameters)
    content = photo_content(desk.world.files, parameters.file("photo")) | caption_content(parameters)
    return desk.shown(user, _sent(desk, user, parameters, content))


@method("sendDocument")
async def send_document(desk: Desk, parameters: Parameters) -> dict[str, Any]:
    """Send a document, uploaded or by its id."""
    user = desk.addressee(parameters)
    content = document_content(desk.world.files, parameters.file("document")) | caption_content(parameters)
    return desk.shown(user, _sent(desk, user, parameters, content))


@method("sendLocation")
async def send_location(desk: Desk, parameters: Parameters) -> dict[str, Any]:
    """Send a point of the map."""
    user = desk.addressee(parameters)
    return desk.shown(user, _sent(desk, user, parameters, location_content(parameters)))


@method("sendVenue")
async def send_venue(desk: Desk, parameters: Parameters) -> dict[str, Any]:
    """Send a point with a title and an address."""
    user = desk.addressee(parameters)
    location = location_content(parameters)
    title, address = parameters.text("title"), parameters.text("address")
    if not title:
        raise bad_request("venue title is empty")
    if not address:
        raise bad_request("venue address is empty")
    content = {**location, "venue": {**location, "title": title, "address": address}}
    return desk.shown(user, _sent(desk, user, parameters, content))


@method("sendChatAction")
async def send_chat_action(desk: Desk, parameters: Parameters) -> bool:
    """Show what the bot is about to do."""
    user = desk.addressee(parameters)
    action = parameters.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    desk.world.tell(user.id, "action", {"action": action})
    return True


@method("copyMessage")
async def copy_message(desk: Desk, parameters: Parameters) -> dict[str, Any]:
    """Send a copy of a message, with another caption if one is given."""
    user = desk.addressee(parameters)
    source = desk.world.reachable(parameters.text("from_chat_id"))
    original = desk.world.chats[source.id].messages.get(parameters.number("message_id"))
    if original is None or original.is_deleted:
        raise bad_request("message to copy not found")
    content = dict(original.content)
    if "caption" in parameters.values and original.is_media:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= caption_content(parameters)
    return {"message_id": _sent(desk, user, parameters, content).id}
