"""One message of a chat, as the bot's side and as the user's side see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.entities import Entity, render

Keyboard = list[list[dict[str, Any]]]


@dataclass(slots=True)
class Message:
    """A message; `content` holds text, caption, entities and media in the Bot API's form.

    Attributes:
        seq: number of the last change in the whole sandbox, for those who watch.
        inline: the present inline keyboard.
        reply: a reply keyboard or its removal, which came with the message.
        ever_data: data of every button the message ever had: clients may tap a keyboard that is no longer there.
    """

    id: int
    from_bot: bool
    date: int
    content: dict[str, Any]
    seq: int = 0
    edit_date: int | None = None
    inline: Keyboard | None = None
    reply: dict[str, Any] | None = None
    ever_data: list[str] = field(default_factory=list)
    is_deleted: bool = False

    @property
    def text(self) -> str | None:
        """The text, for messages that have one."""
        return self.content.get("text")

    @property
    def is_media(self) -> bool:
        """Whether a caption may stand under it."""
        return any(kind in self.content for kind in ("photo", "document"))

    def remember_buttons(self) -> None:
        """Note the data of the present keyboard."""
        for row in self.inline or []:
            self.ever_data += [
                button["callback_data"] for button in row if button.get("callback_data") not in (None, *self.ever_data)
            ]

    def for_bot(self, chat: dict[str, Any], sender: dict[str, Any]) -> dict[str, Any]:
        """Return the Bot API's Message."""
        message: dict[str, Any] = {
            "message_id": self.id,
            "date": self.date,
            "chat": chat,
            "from": sender,
            **self.content,
        }
        if self.edit_date:
            message["edit_date"] = self.edit_date
        if self.inline is not None:
            message["reply_markup"] = {"inline_keyboard": self.inline}
        return message

    def for_user(self) -> dict[str, Any]:
        """Return the message as the page and scripts see it."""
        if self.is_deleted:
            return {"message_id": self.id, "seq": self.seq, "deleted": True}
        shown: dict[str, Any] = {
            "message_id": self.id,
            "seq": self.seq,
            "from": "bot" if self.from_bot else "user",
            "date": self.date,
            "edited": self.edit_date is not None,
        }
        if self.edit_date:
            shown["edit_date"] = self.edit_date
        shown |= _shown_content(self.content)
        if self.inline:
            shown["inline_keyboard"] = [[_shown_button(button) for button in row] for row in self.inline]
        return shown | (self.reply or {})


def _shown_content(content: dict[str, Any]) -> dict[str, Any]:
    shown = {key: value for key, value in content.items() if key not in ("photo", "document", "forward_origin")}
    if "text" in content:
        shown["html"] = render(content["text"], _entities(content, "entities"))
    if "caption" in content:
        shown["caption_html"] = render(content["caption"], _entities(content, "caption_entities"))
    if "photo" in content:
        largest = content["photo"][-1]
        shown["photo"] = {**largest, "url": f"/sandbox/files/{largest['file_id']}"}
    if "document" in content:
        shown["document"] = {**content["document"], "url": f"/sandbox/files/{content['document']['file_id']}"}
    return shown


def _entities(content: dict[str, Any], name: str) -> list[Entity]:
    entities: list[Entity] = content.get(name, [])
    return entities


def _shown_button(button: dict[str, Any]) -> dict[str, Any]:
    shown = {key: value for key, value in button.items() if key != "callback_data"}
    return {**shown, "data": button["callback_data"]} if "callback_data" in button else shown
