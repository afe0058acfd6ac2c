"""The only SQL of the program: one module an aggregate, every transaction opened by `Database`."""

from bot.db.engine import AlreadyDone, Database

__all__ = ["AlreadyDone", "Database"]
