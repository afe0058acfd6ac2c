"""The documents are whole: nothing is said twice, every link leads somewhere, every heading and table stands by itself."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from typer.main import get_command

from bot.cli import app
from bot.settings import PREFIX, Settings
from tests.structure.test_shape import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def prose(text: str) -> list[str]:
    """Return the lines of a document, those of blocks of code empty."""
    lines, is_code = [], False
    for line in text.splitlines():
        is_fence = line.lstrip().startswith("```")
        is_code ^= is_fence
        lines.append("" if is_code or is_fence or line.startswith("    ") else line)
    return lines


def crowded(lines: list[str]) -> list[str]:
    """Return headings without a blank line on both sides, and tables that touch a text."""
    found = []
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        if line.startswith("#") and (before or after):
            found.append(line)
        if line.startswith("|") and before and not before.startswith("|"):
            found.append(line)
        # The text that goes on after a table would be read as a row of it.
        if before.startswith("|") and line and not line.startswith("|"):
            found.append(line)
    return found


def anchor(heading: str) -> str:
    """Return the name by which a heading is linked to, as GitHub makes it."""
    said = re.sub(r"[^\w\- ]", "", heading.lstrip("# ").lower())
    return said.replace(" ", "-")


def broken_links(path: Path, text: str) -> list[str]:
    """Return links to files that are not there, and to headings that their file has not."""
    found = []
    for link in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", "\n".join(prose(text))):
        target = "".join(link)
        if re.match(r"\w+:", target):
            continue
        name, _, part = target.partition("#")
        file = path.parent / name if name else path
        headings = [] if not part or not file.is_file() else file.read_text(encoding="utf-8").splitlines()
        if not file.exists() or (part and part not in {anchor(line) for line in headings if line.startswith("#")}):
            found.append(target)
    return found


def rows(text: str) -> list[list[str]]:
    """Return the cells of all rows of tables, in order."""
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in prose(text) if line.startswith("|")]


def commands_of(group: object, prefix: str = "temirqazyq") -> list[str]:
    """Return all commands of the program, with the words before them."""
    subcommands: dict[str, object] = getattr(group, "commands", {})
    if not subcommands:
        return [prefix]
    return [name for key, sub in subcommands.items() for name in commands_of(sub, f"{prefix} {key}")]


def commands_described(text: str) -> Counter[str]:
    """Return how often each command stands first in a row: its words without arguments and options."""
    first = [re.match(r"`(temirqazyq(?: [a-z][a-z-]*)+)", cells[0]) for cells in rows(text)]
    return Counter(found[1] for found in first if found)


def settings_described(text: str) -> Counter[str]:
    """Return how often each setting stands first in a row that has a default and a meaning."""
    first = [re.match(rf"`({PREFIX}\w+)`", cells[0]) for cells in rows(text) if len(cells) == 3]
    return Counter(found[1] for found in first if found)


def twice(counted: Counter[str]) -> list[str]:
    """Return what is there more than once."""
    return [name for name, count in counted.items() if count > 1]


def test_every_command_has_one_row() -> None:
    assert twice(commands_described(OPERATIONS)) == []
    assert set(commands_described(OPERATIONS)) == set(commands_of(get_command(app)))


def test_every_setting_has_one_row() -> None:
    assert twice(settings_described(OPERATIONS)) == []
    assert set(settings_described(OPERATIONS)) == {PREFIX + name.upper() for name in Settings.model_fields}


@each_document
def test_headings_and_tables_stand_by_themselves(path: Path) -> None:
    assert crowded(prose(path.read_text(encoding="utf-8"))) == []


@each_document
def test_every_link_leads_somewhere(path: Path) -> None:
    assert broken_links(path, path.read_text(encoding="utf-8")) == []


@each_document
def test_nothing_stands_twice(path: Path) -> None:
    """A line that two branches brought, or a heading."""
    lines = prose(path.read_text(encoding="utf-8"))
    # Two tables may have the same columns.
    told = [line for line, after in pairwise([*lines, ""]) if not after.startswith("|-")]
    assert twice(Counter(line for line in told if len(line) > 40)) == []
    assert twice(Counter(anchor(line) for line in lines if line.startswith("#"))) == []


def test_the_changelog_is_one_list_a_version() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    between = [line for before, line in pairwise(lines) if not before and line.startswith("- ")]
    assert len(between) == sum(line.startswith("## ") for line in lines)


def test_the_glossary_says_each_word_once() -> None:
    found = [cells for cells in rows((ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))[2:] if len(cells) == 4]
    assert twice(Counter(cells[0] for cells in found)) == []
    # One English word may mean two things, of which each has its own name in the code.
    means = Counter(
        f"{cells[2].split(' (')[0]}: {name}" for cells in found for name in set(re.findall(r"`([^`]+)`", cells[3]))
    )
    assert twice(means) == []


def test_what_is_looked_for_is_found(tmp_path: Path) -> None:
    row = "| `temirqazyq run` | runs |"
    assert twice(commands_described(f"{row}\n| `temirqazyq run --webhook` | again |")) == ["temirqazyq run"]
    setting = f"| `{PREFIX}TOKEN` | none | token |"
    assert twice(settings_described(f"{setting}\n{setting}")) == [f"{PREFIX}TOKEN"]
    assert crowded(["text.", "## Faults", "", "| a |", "|---|", "text", "", "# Fine", ""]) == ["## Faults", "text"]
    here = tmp_path / "here.md"
    here.write_text("# What it is, and why\n\n```\n[no](link.md)\n```\n")
    text = here.read_text() + "[a](#what-it-is-and-why) [b](here.md#gone) [c](gone.md) [d](https://x.kz/y) [e](here.md)"
    assert broken_links(here, text) == ["here.md#gone", "gone.md"]
