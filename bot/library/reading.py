"""Reads YAML files quickly, and finds the line of a mistake only when there is one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from bot.library.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.library.folders import Folders

Read = TypeVar("Read")


class Reader:
    """Reads files of one content folder and gathers what is wrong in them; `is_own` marks the folder of an overlay."""

    def __init__(self, folder: Path, *, is_own: bool = False) -> None:
        self.folder = folder
        self.is_own = is_own
        self.problems: list[Problem] = []

    def read(self, name: str, form: TypeAdapter[Read]) -> Read | None:
        """Return a file in its form, or None after noting what is wrong."""
        raw = self._raw(name)
        if raw is None:
            return None
        try:
            return form.validate_python(raw)
        except ValidationError as error:
            self._note_all(name, error)
            return None

    def read_good(
        self, name: str, form: TypeAdapter[Read], within: tuple[str, ...] = ()
    ) -> tuple[Read | None, list[int]]:
        """Return a file without those of its items that are not in their form, after noting what is wrong.

        `within` leads to the items in the file. Also returns where in the file each item stood, for items in a list.
        """
        raw = self._raw(name)
        if raw is None:
            return None, []
        try:
            return form.validate_python(raw), []
        except ValidationError as error:
            self._note_all(name, error)
            bad = {each["loc"][len(within)] if len(each["loc"]) > len(within) else None for each in error.errors()}
            misplaced = any(each["loc"][: len(within)] != within for each in error.errors())
        if None in bad or misplaced:
            return None, []
        items = raw[within[0]] if within else raw
        kept = [key for key in (items if isinstance(items, dict) else range(len(items))) if key not in bad]
        good = {key: items[key] for key in kept} if isinstance(items, dict) else [items[key] for key in kept]
        return form.validate_python({**raw, within[0]: good} if within else good), kept

    def note(self, name: str, path: Sequence[object], message: str) -> None:
        """Note a problem at a path inside a file."""
        self.problems.append(self.problem(name, path, message))

    def problem(self, name: str, path: Sequence[object], message: str) -> Problem:
        """Return a problem at a path inside a file."""
        return Problem(self._shown(name), self._line(name, path), message)

    def _note_all(self, name: str, error: ValidationError) -> None:
        for each in error.errors(include_url=False):
            where = " -> ".join(str(part) for part in each["loc"])
            self.note(name, each["loc"], f"{where}: {each['msg']}" if where else each["msg"])

    def _shown(self, name: str) -> str:
        return str(self.folder / name) if self.is_own else name

    def files(self, pattern: str) -> list[str]:
        """Return the names of files that fit a pattern, in order."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.glob(pattern))

    def _raw(self, name: str) -> Any:
        try:
            text = (self.folder / name).read_text(encoding="utf-8")
            raw = _parsed(text)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            self.problems.append(Problem(self._shown(name), line, str(error.problem or error.context)))
        except (OSError, ValueError, yaml.YAMLError) as error:
            self.problems.append(Problem(self._shown(name), 0, f"cannot be read: {type(error).__name__}"))
        else:
            if raw is None:
                self.problems.append(Problem(self._shown(name), 0, "there is nothing in it"))
            return raw
        return None

    def _line(self, name: str, path: Sequence[object]) -> int:
        """Walk down the file's tree of nodes as far as the path leads."""
        node = yaml.compose((self.folder / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        line = 0
        for part in path:
            node, mark = _below(node, part)
            if mark is None:
                break
            line = mark
        return line


def problem_of(folders: Folders, source: str, item: str, message: str) -> Problem:
    """Return a problem at the line where an item stands in a file, or in one of the files of a folder; an overlay's first."""
    for folder in folders.nearest_first:
        path = folder / source
        for each in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
            line = line_of(each, item)
            if line:
                return Problem(folders.shown(each), line, message)
    return Problem(source, 0, message)


def line_of(path: Path, item: str) -> int:
    """Return the line, from 1, at which an item's id stands in a file; 0 when it does not."""
    if not path.exists():
        return 0
    pattern = re.compile(rf"""^\s*(- )?\{{?((id|code):\s*)?["']?{re.escape(item)}["']?\s*([:,}}]|$)""")
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return next((number for number, line in lines if pattern.search(line)), 0)


@cache
def _parsed(text: str) -> Any:
    """Return what a text says, which nobody changes: parsing is most of reading, and a check reads the same again."""
    return yaml.load(text, Loader=_Strict)  # noqa: S506 -- a subclass of the safe loader


def forget_parsed() -> None:
    """Give back the memory of what was parsed, for a program that has read its content and goes on for months."""
    _parsed.cache_clear()


class _Strict(yaml.CSafeLoader):
    """The safe loader, which also refuses a key that stands twice in a mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001 -- the library's own signature
        """Return the mapping.

        Raises:
            yaml.constructor.ConstructorError: a key stands twice, or is no plain word.
        """
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a plain word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} stands twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _below(node: yaml.Node | None, part: object) -> tuple[yaml.Node | None, int | None]:
    """Return the node under a key or index and its line from 1, or nothing when the path ends here."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        child: yaml.Node = node.value[part]
        return child, child.start_mark.line + 1
    return None, None
