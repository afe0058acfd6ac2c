"""The shape of the repository: file sizes, migrations that fit the tables."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from bot.db import Database
from bot.db.migrating import configuration, migrate, newest_revision
from bot.db.tables import metadata
from tests.conftest import HandClock

if TYPE_CHECKING:
    from sqlalchemy import Connection

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 300
# Tables and lists may be longer than a person reads in one go.
MAY_BE_LONGER: frozenset[str] = frozenset()
TOP_LEVEL = {"bot", "handlers", "content", "migrations", "tests", "benchmarks", "docs", "deploy"}


def _tracked(pattern: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", pattern], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).exists()]


def test_no_file_is_too_long() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for pattern in ("*.py", "*.js", "*.css", "*.html")
        for path in _tracked(pattern)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert {name: count for name, count in long.items() if name not in MAY_BE_LONGER} == {}


def test_the_top_level_is_the_agreed_one() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in _tracked("*/*")}
    assert folders - {".ci"} == TOP_LEVEL


def test_nothing_names_this_machine_or_a_package_index() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in _tracked("*")
        if path.suffix in {".py", ".toml", ".lock", ".md", ".yaml", ".po", ".js", ""} and path.is_file()
        if re.search(r"(?<![\w.])/(work|root|farm)/|/simple/|registry\.", path.read_text(encoding="utf-8"))
        if path.name != "test_shape.py"
    ]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-runtime.lock"])
def test_every_dependency_of_the_lock_has_a_hash(name: str) -> None:
    lock = (ROOT / name).read_text()
    pinned = re.findall(r"^([a-z0-9._-]+)==[^\n]*\\\n((?:\s+--hash=sha256:[0-9a-f]{64}[^\n]*\n?)+)", lock, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^\S+==", lock, re.MULTILINE))


@pytest.mark.parametrize("target", ["try", "test", "test-browser", "check", "words", "migrate"])
def test_every_make_target_is_documented(target: str) -> None:
    documents = (ROOT / "README.md").read_text(encoding="utf-8") + (ROOT / "CONTRIBUTING.md").read_text(
        encoding="utf-8"
    )
    assert re.search(rf"\bmake {target}\b(?!-)", documents)


async def test_migrations_lead_up_down_and_up_again(database_url: str) -> None:
    database = Database(database_url, HandClock())
    revisions = [script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()]
    assert (await migrate(database))[1] == newest_revision() == revisions[0]

    def down(connection: Connection) -> list[str]:
        command.downgrade(configuration(connection), "base")
        return inspect(connection).get_table_names()

    assert set(await database.write(down)) <= {"alembic_version"}
    for revision in reversed(revisions):
        assert (await migrate(database, revision))[1] == revision
    await database.close()


async def test_tables_are_what_the_migrations_make(database_url: str) -> None:
    database = Database(database_url, HandClock())

    def difference(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    assert await database.read(difference) == []
    await database.close()
