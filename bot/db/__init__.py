"""The only SQL of the program: one module an aggregate, every transaction opened by `Database`."""

from bot.db import announcement_tables as _announcement_tables  # noqa: F401 -- so that all tables are known wherever one is
from bot.db import class_tables as _class_tables  # noqa: F401 -- as above
from bot.db import door_tables as _door_tables  # noqa: F401 -- as above
from bot.db import event_tables as _event_tables  # noqa: F401 -- as above
from bot.db import staff_tables as _staff_tables  # noqa: F401 -- as above
from bot.db.away import DatabaseAway
from bot.db.engine import AlreadyDone, Database

__all__ = ["AlreadyDone", "Database", "DatabaseAway"]
