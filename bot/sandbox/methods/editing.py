"""Methods that change or take away a message, and the answer to a tap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.markup import read_inline
from bot.sandbox.methods.media import document_content, photo_content
from bot.sandbox.methods.registry import method
from bot.sandbox.methods.texts import caption_content, text_content
from bot.sandbox.world import CALLBACK_LIFE_SECONDS

if TYPE_CHECKING:
    from bot.sandbox.bodies import Parameters
    from bot.sandbox.desk import Desk
    from bot.sandbox.messages import Keyboard, Message
    from bot.sandbox.people import User

_UNCHANGED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_LONGEST_TOAST: Final = 200


def _target(desk: Desk, parameters: Parameters) -> tuple[User, Message]:
    user = desk.addressee(parameters)
    message = desk.world.chats[user.id].messages.get(parameters.number("message_id"))
    if message is None or message.is_deleted:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return user, message


def _changed(
    desk: Desk, user: User, message: Message, content: dict[str, Any], inline: Keyboard | None
) -> dict[str, Any]:
    if content == message.content and inline == message.inline:
        raise bad_request(_UNCHANGED)
    message.content = content
    message.inline = inline
    message.edit_date = int(desk.world.clock())
    desk.world.put_message(user.id, message)
    return desk.shown(user, message)


@method("editMessageText")
async def edit_message_text(desk: Desk, parameters: Parameters) -> dict[str, Any]:
    """Put another text and keyboard in place of a text message's."""
    user, message = _target(desk, parameters)
    if message.text is None:
        raise bad_request("there is no text in the message to edit")
    content = text_content(parameters, too_long="MESSAGE_TOO_LONG")
    return _changed(desk, user, message, content, read_inline(parameters))


@method("editMessageCaption")
async def edit_message_caption(desk: Desk, parameters: Parameters) -> dict[str, Any]:
    """Put another caption and keyboard under a photo or document."""
    user, message = _target(desk, parameters)
    if not message.is_media:
        raise bad_request("there is no caption in the message to edit")
    media = {key: value for key, value in message.content.items() if not key.startswith("caption")}
    return _changed(desk, user, message, media | caption_content(parameters), read_inline(parameters))


@method("editMessageMedia")
async def edit_message_media(desk: Desk, parameters: Parameters) -> dict[str, Any]:
    """Put another photo or document in place of a message's."""
    user, message = _target(desk, parameters)
    media = parameters.structure("media")
    if not isinstance(media, dict) or media.get("type") not in {"photo", "document"}:
        raise bad_request("can't parse InputMedia: type must be non-empty")
    given = parameters.__class__({**parameters.values, **media}, parameters.uploads)
    make = photo_content if media["type"] == "photo" else document_content
    content = make(desk.world.files, given.file("media")) | caption_content(given)
    return _changed(desk, user, message, content, read_inline(parameters))


@method("editMessageReplyMarkup")
async def edit_message_reply_markup(desk: Desk, parameters: Parameters) -> dict[str, Any]:
    """Put another keyboard under a message, or none."""
    user, message = _target(desk, parameters)
    return _changed(desk, user, message, message.content, read_inline(parameters))


@method("deleteMessage")
async def delete_message(desk: Desk, parameters: Parameters) -> bool:
    """Take a message out of the chat; in a private chat a bot may also take out the person's."""
    user = desk.addressee(parameters)
    message = desk.world.chats[user.id].messages.get(parameters.number("message_id"))
    if message is None or message.is_deleted:
        raise bad_request("message to delete not found")
    message.is_deleted = True
    message.content = {}
    message.inline = message.reply = None
    desk.world.put_message(user.id, message)
    return True


@method("answerCallbackQuery")
async def answer_callback_query(desk: Desk, parameters: Parameters) -> bool:
    """Answer a tap: silently, with a toast, an alert or an address."""
    callback = desk.world.callbacks.get(parameters.text("callback_query_id"))
    if callback is None or callback.answer is not None or desk.world.clock() - callback.at > CALLBACK_LIFE_SECONDS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = parameters.text("text")
    if len(text) > _LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    callback.answer = {
        "callback_query_id": callback.id,
        "text": text or None,
        "show_alert": parameters.flag("show_alert"),
        "url": parameters.text("url") or None,
    }
    desk.world.put_callback(callback)
    desk.world.tell(callback.user_id, "answer", callback.answer)
    return True
