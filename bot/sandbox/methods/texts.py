"""Texts and captions of a call, parsed and measured as Telegram does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.sandbox.entities import Entity, trimmed, units, with_found
from bot.sandbox.errors import bad_request
from bot.sandbox.html_text import parse_html

if TYPE_CHECKING:
    from bot.sandbox.bodies import Parameters

LONGEST_TEXT: Final = 4096
LONGEST_CAPTION: Final = 1024


def text_content(parameters: Parameters, *, too_long: str = "message is too long") -> dict[str, Any]:
    """Return the text of a message with its entities.

    Args:
        parameters: of the call.
        too_long: what Telegram says of a text that is too long, which is not the same for a new text and for an edited one.

    Raises:
        BotApiError: 400 when it is empty, too long or cannot be parsed.
    """
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    text, entities = _formatted(parameters, "text", "entities")
    if not text:
        raise bad_request("text must be non-empty")
    if units(text) > LONGEST_TEXT:
        raise bad_request(too_long)
    return _with("text", text, "entities", entities)


def caption_content(parameters: Parameters) -> dict[str, Any]:
    """Return the caption of a message with its entities; nothing when there is none.

    Raises:
        BotApiError: 400 when it is too long or cannot be parsed.
    """
    caption, entities = _formatted(parameters, "caption", "caption_entities")
    if units(caption) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return _with("caption", caption, "caption_entities", entities) if caption else {}


def _with(name: str, text: str, entities_name: str, entities: list[Entity]) -> dict[str, Any]:
    found = with_found(text, entities)
    return {name: text, entities_name: found} if found else {name: text}


def _formatted(parameters: Parameters, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    text = parameters.text(name).replace("\r\n", "\n").replace("\0", "")
    mode = parameters.text("parse_mode").lower()
    if mode == "html":
        return trimmed(*parse_html(text))
    if mode in {"markdown", "markdownv2"}:
        raise bad_request("the sandbox reads HTML and entities, not Markdown")
    if mode:
        raise bad_request("unsupported parse_mode")
    given = parameters.structure(entities_name) or []
    if not isinstance(given, list) or not all(_is_entity(entity) for entity in given):
        raise bad_request('can\'t parse entities: Field "entities" must be an Array of MessageEntity')
    return trimmed(text, [{key: value for key, value in entity.items() if value is not None} for entity in given])


def _is_entity(entity: Any) -> bool:
    return (
        isinstance(entity, dict)
        and isinstance(entity.get("type"), str)
        and isinstance(entity.get("offset"), int)
        and isinstance(entity.get("length"), int)
    )
