"""Are the sentences of the interface translated, with the same placeholders and tags?"""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

from babel.messages.pofile import PoFileError, read_po

from bot.domain.languages import Language
from bot.library.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from babel.messages.catalog import Message

_TAG = re.compile(r"</?[a-z]+>")


def sentence_problems(folder: Path) -> Iterator[Problem]:
    """Return sentences that wait for a translation, or whose placeholders or tags differ from the English ones."""
    known: set[object] = set()
    catalogues = {}
    for language in Language:
        name = f"{language.value}/LC_MESSAGES/bot.po"
        try:
            with (folder / name).open("rb") as source:
                catalogues[name] = read_po(source, locale=language.value, abort_invalid=True)
        except (OSError, UnicodeDecodeError, PoFileError) as error:
            yield Problem(name, 0, f"cannot be read: {error}")
            continue
        known |= {message.id for message in catalogues[name] if message.id}
    for name, catalogue in catalogues.items():
        for message in catalogue:
            if message.id:
                yield from _message_problems(name, message)
        for missing in sorted(map(str, known - {message.id for message in catalogue})):
            yield Problem(name, 0, f"{missing!r} is not there; run `make words`")


def _message_problems(name: str, message: Message) -> Iterator[Problem]:
    ids, strings = _forms(message.id), _forms(message.string)
    line = message.lineno or 0
    if message.fuzzy or not all(strings):
        yield Problem(name, line, f"{ids[0]!r} waits for a translation")
        return
    for string in strings:
        if placeholders(string) != placeholders(ids[-1]):
            yield Problem(name, line, f"{ids[0]!r} has other placeholders in {string!r}")
        if sorted(_TAG.findall(string)) != sorted(_TAG.findall(ids[0])):
            yield Problem(name, line, f"{ids[0]!r} has other tags in {string!r}")


def _forms(texts: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the singular and the plurals; one text where nothing is counted."""
    return (texts or "",) if texts is None or isinstance(texts, str) else tuple(texts)


def placeholders(text: str) -> set[str | None]:
    """Return the names of a text's placeholders; None alone for one that is not well formed."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {None}
