"""Brings the tables to the newest revision; called at every start, quick when there is nothing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import func, inspect, select, text

from bot.places import MIGRATIONS

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

    from bot.db.engine import Database


# Of all processes that migrate one database; any number that nothing else uses.
_LOCK: Final = 7_724_2025


async def migrate(database: Database, revision: str = "head") -> tuple[str | None, str | None]:
    """Bring the tables to a revision, all or nothing; return the revision before and after.

    Tables that a newer program has brought further are left as they are: a revision only adds what an older program can do
    without, so that processes can be replaced one after another.
    """
    return await database.write(lambda connection: bring(connection, revision))


def bring(connection: Connection, revision: str = "head") -> tuple[str | None, str | None]:
    """Do so in the transaction of a connection."""
    _wait_for_others(connection)
    before = revision_of(connection)
    if revision != "head" or (before or "") < newest_revision():
        _run(connection, revision, before)
    return before, revision_of(connection)


def newest_revision() -> str:
    """Return the newest revision that this program knows, without importing the migration machinery."""
    return max(path.name.split("_", 1)[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def configuration(connection: Connection | None = None) -> Config:
    """Return the configuration of Alembic for our folder of migrations."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix().replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _run(connection: Connection, revision: str, before: str | None) -> None:
    from alembic import command

    is_down = before is not None and revision != "head" and revision < before
    (command.downgrade if is_down else command.upgrade)(configuration(connection), revision)


def _wait_for_others(connection: Connection) -> None:
    """Let one process after another look: two would make the same tables at once. SQLite's writers queue anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def revision_of(connection: Connection) -> str | None:
    """Return the revision at which the tables stand; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
