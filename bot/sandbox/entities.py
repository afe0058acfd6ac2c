"""Texts with formatting: Telegram counts offsets and lengths in UTF-16 units, and finds commands and addresses by itself."""

from __future__ import annotations

import re
from html import escape
from typing import Any

Entity = dict[str, Any]

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
# In which order entities of the same range stand inside each other, outermost first.
_NESTING = (
    "blockquote",
    "expandable_blockquote",
    "text_link",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
)
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\"'.,:;!?)\]])|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/<>])"
)
_EXCLUSIVE = frozenset({"code", "pre", "text_link"})


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def found_entities(text: str, given: list[Entity]) -> list[Entity]:
    """Return the commands and addresses that a client would make pressable, outside of code and links."""
    taken = [(each["offset"], each["offset"] + each["length"]) for each in given if each["type"] in _EXCLUSIVE]
    entities = []
    for match in _FOUND.finditer(text):
        start = units(text[: match.start()])
        length = units(match.group())
        if not any(start < end and begin < start + length for begin, end in taken):
            entities.append({"type": str(match.lastgroup), "offset": start, "length": length})
    return entities


def with_found(text: str, given: list[Entity]) -> list[Entity]:
    """Return given and found entities in the order in which they begin."""
    return sorted([*given, *found_entities(text, given)], key=lambda entity: (entity["offset"], -entity["length"]))


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Return a text without white space around it, as Telegram sends it, with the entities moved along."""
    left = units(text) - units(text.lstrip())
    text = text.strip()
    whole = units(text)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - left, 0)
        end = min(entity["offset"] + entity["length"] - left, whole)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return text, moved


def render(text: str, entities: list[Entity]) -> str:
    """Return safe HTML: the text escaped, with only the tags of formatting; line breaks stay line breaks."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for entity in sorted(entities, key=_outermost_first):
        tag = _tag(entity)
        if tag is None:
            continue
        opening.setdefault(entity["offset"], []).append(tag[0])
        closing.setdefault(entity["offset"] + entity["length"], []).insert(0, tag[1])
    parts = []
    position = 0
    for letter in text:
        parts += closing.pop(position, [])
        parts += opening.pop(position, [])
        parts.append(escape(letter))
        position += 2 if ord(letter) > 0xFFFF else 1
    return "".join(parts) + "".join(tag for at in sorted(closing) for tag in closing[at])


def _outermost_first(entity: Entity) -> tuple[int, int, int]:
    kind = entity["type"]
    rank = _NESTING.index(kind) if kind in _NESTING else len(_NESTING)
    return entity["offset"], -entity["length"], rank


def _tag(entity: Entity) -> tuple[str, str] | None:
    if entity["type"] == "text_link":
        return f'<a href="{escape(entity["url"])}">', "</a>"
    if entity["type"] == "pre" and entity.get("language"):
        return f'<pre><code class="language-{escape(entity["language"])}">', "</code></pre>"
    name = _TAGS.get(entity["type"])
    return (f"<{name}>", f"</{name}>") if name else None
