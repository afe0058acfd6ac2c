"""What the commands of keys do, over the installation's own database and keys."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.db.migrating import migrate
from bot.running import Refused, database_of
from bot.seal import Keys, KeysError, Seal, keys_of, write_keys
from bot.services.keys import KeyRotation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.settings import Settings


async def rotate(settings: Settings) -> None:
    """Make a new key, unless they stand in the environment, and seal everything with the newest one.

    Raises:
        Refused: the keys or the database cannot be used.
    """
    path = settings.keys_file
    try:
        if settings.keys is None:
            write_keys(path, keys_of(None, path).rotated())
        keys = _keys(settings)
    except KeysError as error:
        raise Refused(str(error)) from None
    except OSError as error:
        raise Refused(f"The file of keys {path} cannot be written: {error.strerror or error}.") from None
    if settings.keys is not None and len(keys.sealing) == 1:
        words = Keys.rotated(keys).text().replace("\n", " ").strip()
        print("The keys stand in the environment. Put these words into TEMIRQAZYQ_KEYS, restart, and run this again:")  # noqa: T201
        print(words)  # noqa: T201 -- the answer to the command
        return
    async with _rotation(settings, Seal(keys)) as rotation:
        changed = await rotation.renew()
    print(f"{changed} values are sealed anew. Keep a copy of the keys apart from the database's.")  # noqa: T201


async def drop_old(settings: Settings) -> None:
    """Forget the older keys.

    Raises:
        Refused: something is still sealed with one of them, or the keys or the database cannot be used.
    """
    try:
        keys = _keys(settings)
    except KeysError as error:
        raise Refused(str(error)) from None
    async with _rotation(settings, Seal(keys)) as rotation:
        left = await rotation.left()
    if left:
        raise Refused(f"{left} values are still sealed with an older key; run `temirqazyq keys rotate` first.")
    if settings.keys is not None:
        print("Leave only the first seal=... and the digest=... in TEMIRQAZYQ_KEYS.")  # noqa: T201
        return
    write_keys(settings.keys_file, keys.newest_alone())
    print(f"{len(keys.sealing) - 1} older keys are forgotten.")  # noqa: T201 -- the answer to the command


@asynccontextmanager
async def _rotation(settings: Settings, seal: Seal) -> AsyncIterator[KeyRotation]:
    async with database_of(settings) as database:
        await migrate(database)
        yield KeyRotation(database, SystemClock(), seal)


def _keys(settings: Settings) -> Keys:
    return keys_of(settings.keys_text, settings.keys_file)
