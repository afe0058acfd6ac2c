"""Reads the HTML that bots send, with Telegram's rules and Telegram's complaints.

Follows `parse_html` of tdlib (td/telegram/MessageEntity.cpp): only a few tags, every tag closed, four named entities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.sandbox.entities import Entity, units
from bot.sandbox.errors import BotApiError, bad_request

_KINDS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE: Final = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot)(?![A-Za-z]));?")
_END_OF_NAME: Final = re.compile(r"[\s>]")
# Up to the end of a tag; ">" may stand inside quotes.
_REST_OF_TAG: Final = re.compile(r"""((?:"[^"]*"|'[^']*'|[^>"'])*)>""")
_ATTRIBUTE: Final = re.compile(r"""\s*([^\s=>/]+)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s>]*))?""")
_HIGHEST_CHARACTER: Final = 0x10FFFF


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end: where it began in the text, and its attributes."""

    name: str
    start: int
    attributes: dict[str, str]
    where: int


class _Parser:
    """Walks over a text once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._position = 0
        self._parts: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        """Return the text and its entities."""
        while self._position < len(self._source):
            letter = self._source[self._position]
            if letter == "<":
                self._tag()
            elif letter == "&":
                self._reference()
            else:
                self._put(letter, 1)
        if self._open:
            raise _complaint(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        self._entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self._parts), self._entities

    def _put(self, text: str, taken: int) -> None:
        self._parts.append(text)
        self._length += units(text)
        self._position += taken

    def _reference(self) -> None:
        match = _REFERENCE.match(self._source, self._position)
        if match is None:
            self._put("&", 1)
            return
        decimal, hexadecimal, name = match.groups()
        code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else ord(_NAMED[name])
        if not 0 < code <= _HIGHEST_CHARACTER or 0xD800 <= code <= 0xDFFF:
            self._put("&", 1)
            return
        self._put(chr(code), len(match.group()))

    def _bytes_before(self, position: int) -> int:
        return len(self._source[:position].encode())

    def _tag(self) -> None:
        begin = self._position
        if self._source.startswith("</", begin):
            self._close(begin, self._source.find(">", begin))
            return
        where = self._bytes_before(begin)
        end_of_name = _END_OF_NAME.search(self._source, begin)
        if end_of_name is None:
            raise _complaint(f"Unclosed start tag at byte offset {where}")
        name = self._source[begin + 1 : end_of_name.start()].lower()
        if name not in _KINDS:
            raise _complaint(f'Unsupported start tag "{name}" at byte offset {where}')
        rest = _REST_OF_TAG.match(self._source, end_of_name.start())
        if rest is None:
            raise _complaint(f"Unclosed start tag at byte offset {where}")
        attributes = _attributes(rest.group(1))
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _complaint(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self._open.append(_Open(name, self._length, attributes, len(self._parts)))
        self._position = rest.end()

    def _close(self, begin: int, end: int) -> None:
        where = self._bytes_before(begin)
        if not self._open:
            raise _complaint(f"Unexpected end tag at byte offset {where}")
        if end < 0:
            raise _complaint(f"Unclosed end tag at byte offset {where}")
        name = self._source[begin + 2 : end].strip().lower()
        opened = self._open.pop()
        if name and name != opened.name:
            raise _complaint(
                f'Unmatched end tag at byte offset {where}, expected "</{opened.name}>", found "</{name}>"'
            )
        self._position = end + 1
        self._keep(opened)

    def _keep(self, opened: _Open) -> None:
        length = self._length - opened.start
        if length == 0:
            return
        entity: Entity = {"type": _KINDS[opened.name], "offset": opened.start, "length": length}
        if opened.name == "a":
            url = opened.attributes.get("href") or "".join(self._parts[opened.where :])
            if "://" not in url and not url.startswith(("mailto:", "tel:")) and "." not in url:
                return
            entity["url"] = url if re.match(r"[a-z]+:", url) else f"http://{url}"
        if opened.name == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
        if opened.name == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        if opened.name == "code" and self._open and self._open[-1].name == "pre":
            # <pre><code class="language-x"> is one block with a language.
            self._open[-1].attributes["language"] = opened.attributes.get("class", "").removeprefix("language-")
            return
        if opened.name == "pre" and opened.attributes.get("language"):
            entity["language"] = opened.attributes["language"]
        self._entities.append(entity)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the plain text and its entities.

    Raises:
        BotApiError: 400 with Telegram's complaint.
    """
    return _Parser(source).parse()


def _attributes(source: str) -> dict[str, str]:
    return {name.lower(): _plain(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(source)}


def _plain(value: str) -> str:
    for name, letter in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("amp", "&")):
        value = value.replace(f"&{name};", letter)
    return value


def _complaint(what: str) -> BotApiError:
    return bad_request(f"can't parse entities: {what}")
