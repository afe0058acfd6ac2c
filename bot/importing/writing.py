"""Writes entries into a copy of the overlay: a row in the file where it stands already, or in the one that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml
from pydantic import ValidationError

from bot.importing.entries import FIGURES, key_of
from bot.library.region_forms import FigureForm

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.importing.entries import Change, Entry
    from bot.importing.kind import Kind
    from bot.library.forms import Form

SAME, UNTAUGHT = "facts/same_in_kk_and_ru.yaml", "facts/untaught.yaml"
_WIDTH: Final = 130


class BrokenFile(Exception):  # noqa: N818 -- told to the person at the keyboard
    """A file of the overlay that would have to change is not in its form."""


class Writing:
    """Changes one copy of an overlay. Files that it does not have to touch stay byte for byte as they are."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        self._folder, self._kind = folder, kind
        self._files: dict[Path, dict[str, Any]] = {}
        self._changed: dict[Path, None] = {}
        # Where each row or word of a pattern stands.
        self._places: dict[str, dict[str, Path]] = {}

    def write(self, changes: Iterable[Change]) -> None:
        """Write what differs, each file once.

        Raises:
            BrokenFile: a file that must change cannot be read.
            OSError: a file cannot be written.
        """
        for change in changes:
            before, after = change.before, change.after
            for code, words in after.words.items():
                if before is None or before.words.get(code) != words:
                    self._put_words(after, code)
            if before is None or before.facts != after.facts:
                self._put_facts(after)
            if after.same and not (before and before.same):
                self._mark(SAME, after.key)
            if after.untaught and not (before and before.untaught):
                self._mark(UNTAUGHT, after.key)
        for path in self._changed:
            self._save(path)

    def _put_facts(self, entry: Entry) -> None:
        target = self._folder / entry.pattern.replace("*", f"{entry.home}.{entry.month}")
        standing = self._standing(entry.pattern, entry.key)
        if standing and standing != target and self._open(standing, entry.pattern)["collected"] != entry.month:
            # What stays in that file was not looked at again.
            del self._open(standing, entry.pattern)["items"][entry.key]
            self._changed[standing] = None
            standing = None
        path = standing or target
        file = self._open(path, entry.pattern)
        file["collected"] = max(entry.month, file["collected"])
        file["items"][entry.key] = dict(entry.facts)
        self._places[entry.pattern][entry.key] = path
        self._changed[path] = None

    def _put_words(self, entry: Entry, code: str) -> None:
        pattern = f"{code}/{entry.kind}/*.yaml" if entry.home else f"{code}/{entry.kind}.yaml"
        path = self._standing(pattern, entry.key) or self._folder / pattern.replace("*", entry.home)
        self._open(path, pattern)[entry.key] = dict(entry.words[code])
        self._places[pattern][entry.key] = path
        self._changed[path] = None

    def _mark(self, name: str, item: str) -> None:
        path = self._folder / name
        self._open(path, name)["items"][item] = item
        self._changed[path] = None

    def _standing(self, pattern: str, key: str) -> Path | None:
        if pattern not in self._places:
            found = self._places[pattern] = {}
            for path in sorted(self._folder.glob(pattern)):
                file = self._open(path, pattern)
                found |= dict.fromkeys(file["items"] if pattern.startswith("facts/") else file, path)
        return self._places[pattern].get(key)

    def _open(self, path: Path, pattern: str) -> dict[str, Any]:
        """Return a file; the items of a list by their keys."""
        if path not in self._files:
            raw = self._read(path) if path.exists() else {}
            self._files[path] = _by_key(raw, self._form(pattern)) if pattern.startswith("facts/") else raw
        return self._files[path]

    def _form(self, pattern: str) -> type[Form] | None:
        if pattern in {SAME, UNTAUGHT}:
            return None
        return FigureForm if pattern == FIGURES else self._kind.form

    def _read(self, path: Path) -> dict[str, Any]:
        try:
            raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        except (ValueError, yaml.YAMLError):
            raise BrokenFile(str(path.relative_to(self._folder))) from None
        if not isinstance(raw, dict) or not isinstance(raw.get("items", []), list):
            raise BrokenFile(str(path.relative_to(self._folder)))
        return raw

    def _save(self, path: Path) -> None:
        content = self._files[path]
        if path.is_relative_to(self._folder / "facts"):
            content = {name: list(told.values()) if name == "items" else told for name, told in content.items() if told}
            if "items" not in content:
                path.unlink()
                return
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(content, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
        path.write_text(text, encoding="utf-8")


def _by_key(raw: dict[str, Any], form: type[Form] | None) -> dict[str, Any]:
    """Return a file of facts with its items by key; what has none keeps its place under a number."""
    items = {(_key(item, form) if form else str(item)) or f"#{n}": item for n, item in enumerate(raw.get("items", []))}
    return {"collected": str(raw.get("collected", "")), "items": items}


def _key(item: Any, form: type[Form]) -> str:
    try:
        return key_of(form.model_validate(item))
    except ValidationError:
        return str(item.get("id", "")) if isinstance(item, dict) else ""
