"""Runs migrations over a connection that `bot.db.migrating` hands in, or over the database of the settings."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal

from alembic import context

from bot.db.tables import Moment, metadata

if TYPE_CHECKING:
    from alembic.autogenerate.api import AutogenContext
    from sqlalchemy import Connection


def as_written(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our own column type as what it is in the tables: a revision must not change when our code does."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


def migrate(connection: Connection) -> None:
    """Run the wanted migrations in the connection's transaction."""
    # SQLite cannot alter most things in place; batch mode copies the table instead.
    context.configure(
        connection=connection, target_metadata=metadata, render_as_batch=True, render_item=as_written, compare_type=True
    )
    with context.begin_transaction():
        context.run_migrations()


async def migrate_own_database() -> None:
    """Run over the database of the settings, for the `alembic` command of a developer."""
    from bot.clock import SystemClock
    from bot.db import Database
    from bot.settings import read_settings

    database = Database(read_settings().database_address, SystemClock())
    await database.write(migrate)
    await database.close()


handed_in = context.config.attributes.get("connection")
if handed_in is not None:
    migrate(handed_in)
else:
    asyncio.run(migrate_own_database())
