"""Collects the sentences of the code into the .po files (`make words`); what was translated stays translated."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.domain.languages import Language
from bot.places import CONTENT, own_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# say(), html(), synonyms() and mark() take one sentence, count() the singular and the plural.
KEYWORDS = {"say": None, "html": None, "synonyms": None, "mark": None, "count": (1, 2)}
_PACKAGES = ("bot", "handlers")
# The history of a file is git's; a date inside would change it every time.
_UNDATED = datetime(2026, 11, 23, tzinfo=UTC)


def gather() -> Catalog:
    """Return every sentence that the code says, with the files that say it."""
    catalogue = Catalog(project="Temirqazyq", charset="utf-8")
    for package in _PACKAGES:
        folder = own_folder("content").parent / package
        for name, _line, message, comments, context in extract_from_dir(
            folder, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            catalogue.add(message, locations=[(f"{package}/{name}", 0)], auto_comments=comments, context=context)
    return catalogue


def path_of(language: Language, content: Path = CONTENT) -> Path:
    """Return the .po file of a language."""
    return content / language.value / "LC_MESSAGES" / "bot.po"


def update(language: Language, template: Catalog, content: Path = CONTENT) -> int:
    """Bring a language's file up to date with the code; return how many sentences wait for a translation."""
    path = path_of(language, content)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language.value)
    else:
        catalogue = Catalog(locale=language.value, project="Temirqazyq", charset="utf-8")
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = f"# Temirqazyq: what the bot says, {language.value}. `make words` brings it up to date."
    catalogue.fuzzy = False
    catalogue.creation_date = catalogue.revision_date = _UNDATED
    with path.open("wb") as target:
        # Without line numbers and dates, so that a change of code changes only the sentences it changes.
        write_po(target, catalogue, width=120, sort_by_file=True, include_lineno=False, omit_header=False)
    return sum(bool(message.id) and not _is_done(message.string) for message in catalogue)


def _is_done(string: str | Sequence[str] | None) -> bool:
    return bool(string) and all(string or ())


def main() -> None:
    """Update the three files and say what waits."""
    template = gather()
    for language in Language:
        waiting = update(language, template)
        sys.stdout.write(f"{language.value}: {waiting} sentences wait for a translation\n")


if __name__ == "__main__":
    main()
