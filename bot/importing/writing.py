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
    from bot.importing.kinds import Kind
    from bot.library.forms import Form

SAME, UNTAUGHT = "facts/same_in_kk_and_ru.yaml", "facts/untaught.yaml"
_WIDTH: Final = 130


class BrokenFile(Exception):  # noqa: N818 -- told to the person at the keyboard
    """A file of the overlay that would have to change is not in its form."""


class Writing:
    """Changes one copy of an overlay. Files that it does not have to touch stay byte for byte as they are."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        self._folder, self._kind = folder, kind

    def write(self, changes: Iterable[Change]) -> None:
        """Write what differs.

        Raises:
            BrokenFile: a file that must change cannot be read.
            OSError: a file cannot be written.
        """
        for change in changes:
            codes = [code for code in change.after.words if self._differs(change, code)]
            for code in codes:
                self._put_words(change.after, code)
            if self._differs(change, ""):
                self._put_facts(change.after)
            if change.after.same and not (change.before and change.before.same):
                self._mark(SAME, change.after.key)
            if change.after.untaught and not (change.before and change.before.untaught):
                self._mark(UNTAUGHT, change.after.key)

    @staticmethod
    def _differs(change: Change, code: str) -> bool:
        if change.before is None:
            return True
        if not code:
            return change.before.facts != change.after.facts
        return change.before.words.get(code) != change.after.words.get(code)

    def _put_facts(self, entry: Entry) -> None:
        form = FigureForm if entry.pattern == FIGURES else self._kind.form
        target = self._folder / entry.pattern.replace("*", f"{entry.home}.{entry.month}")
        for path in sorted(self._folder.glob(entry.pattern)):
            items = self._read(path).get("items", [])
            places = [number for number, item in enumerate(items) if _key(item, form) == entry.key]
            if not places:
                continue
            if path == target or str(self._read(path).get("collected")) == entry.month:
                items[places[0]] = dict(entry.facts)
                self._save(
                    path, {"collected": max(entry.month, str(self._read(path).get("collected"))), "items": items}
                )
                return
            self._save(path, {**self._read(path), "items": [item for item in items if _key(item, form) != entry.key]})
        file = self._read(target) if target.exists() else {"collected": entry.month, "items": []}
        month = max(entry.month, str(file.get("collected", "")))
        self._save(target, {"collected": month, "items": [*file.get("items", []), dict(entry.facts)]})

    def _put_words(self, entry: Entry, code: str) -> None:
        single = self._folder / code / f"{entry.kind}.yaml"
        several = sorted((self._folder / code / entry.kind).glob("*.yaml"))
        target = self._folder / code / entry.kind / f"{entry.home}.yaml" if entry.home else single
        standing = next((path for path in several if entry.key in self._read(path)), target)
        file = self._read(standing) if standing.exists() else {}
        self._save(standing, {**file, entry.key: dict(entry.words[code])})

    def _mark(self, name: str, item: str) -> None:
        path = self._folder / name
        items = self._read(path).get("items", []) if path.exists() else []
        self._save(path, {"items": [*items, item]})

    def _read(self, path: Path) -> dict[str, Any]:
        try:
            raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        except (ValueError, yaml.YAMLError):
            raise BrokenFile(str(path.relative_to(self._folder))) from None
        if not isinstance(raw, dict) or not isinstance(raw.get("items", []), list):
            raise BrokenFile(str(path.relative_to(self._folder)))
        return raw

    @staticmethod
    def _save(path: Path, content: dict[str, Any]) -> None:
        if content.get("items", True) == []:
            path.unlink()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(content, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
        path.write_text(text, encoding="utf-8")


def _key(item: Any, form: type[Form]) -> str:
    try:
        return key_of(form.model_validate(item))
    except ValidationError:
        return str(item.get("id", "")) if isinstance(item, dict) else ""
