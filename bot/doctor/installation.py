"""What is on this machine: Python, folder, disk, database, keys, content."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import DBAPIError

from bot.clock import SystemClock
from bot.db import Database
from bot.db.migrating import newest_revision, revision_of
from bot.doctor.finding import Finding, bad, fine
from bot.library import check
from bot.places import CONTENT, free_bytes
from bot.running import Refused, make_writable, reason_of
from bot.seal import KeysError, keys_of

if TYPE_CHECKING:
    from bot.settings import Settings

# Of an overlay's problems; a renamed town may touch hundreds of rows.
_MOST_NAMED = 10
# The database grows by some hundred bytes an answer; what fills a disk is something else, and it fills it fast.
LEAST_FREE_MB: Final = 500


async def look_at_installation(settings: Settings) -> list[Finding]:
    """Look at everything that needs no network but the database's."""
    return [
        _python(),
        _data_folder(settings),
        _disk(settings),
        await _database(settings),
        _keys(settings),
        *_content(settings),
    ]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(is_fine=sys.version_info >= (3, 11), text=f"Python {version} (3.11 or newer is needed).")


def _data_folder(settings: Settings) -> Finding:
    try:
        make_writable(settings.data_dir)
    except Refused as refused:
        return Finding(is_fine=False, text=str(refused))
    return Finding(is_fine=True, text=f"The data folder {settings.data_dir} can be written.")


def _disk(settings: Settings) -> Finding:
    try:
        free = free_bytes(settings.data_dir) // 2**20
    except OSError as error:
        return bad(f"How much of the disk is free cannot be asked ({reason_of(error)}).")
    if free < LEAST_FREE_MB:
        return bad(
            f"The disk of the data folder has {free} MB left, less than {LEAST_FREE_MB}: make room before nothing can be stored."
        )
    return fine(
        f"The disk of the data folder has {free // 1024} GB left."
        if free >= 10240
        else f"The disk of the data folder has {free} MB left."
    )


async def _database(settings: Settings) -> Finding:
    database = Database(settings.database_address, SystemClock())
    kind = database.url.get_backend_name()
    try:
        revision = await database.read(revision_of)
    except (DBAPIError, OSError) as error:
        return Finding(is_fine=False, text=f"The database ({kind}) cannot be used: {reason_of(error)}.")
    finally:
        await database.close()
    if revision == newest_revision():
        return Finding(is_fine=True, text=f"The database ({kind}) is at revision {revision}, the newest.")
    # Not an error: every start of the bot migrates by itself.
    return Finding(
        is_fine=True, text=f"The database ({kind}) is at {revision or 'nothing'}; the next start brings it up to date."
    )


def _keys(settings: Settings) -> Finding:
    if settings.keys is None and not settings.keys_file.exists():
        return Finding(is_fine=True, text=f"There are no keys yet; the next start makes them in {settings.keys_file}.")
    try:
        keys = keys_of(settings.keys_text, settings.keys_file)
    except KeysError as error:
        return Finding(is_fine=False, text=str(error))
    where = "in the environment" if settings.keys else f"in {settings.keys_file}"
    return Finding(is_fine=True, text=f"The keys of personal texts are {where}: {len(keys.sealing)}, whole.")


def _content(settings: Settings) -> list[Finding]:
    shipped = check(CONTENT)
    said = f"The content has {len(shipped)} problems; `temirqazyq content check` lists them."
    findings = [Finding(is_fine=not shipped, text=said if shipped else "The content is complete in three languages.")]
    if not settings.overlay.is_dir():
        if settings.content_dir:
            findings.append(
                Finding(
                    is_fine=False,
                    text=f"TEMIRQAZYQ_CONTENT_DIR names {settings.content_dir}, where there is no folder.",
                )
            )
        return findings
    own = [str(problem) for problem in check(CONTENT, settings.overlay) if problem not in shipped]
    if not own:
        return [*findings, Finding(is_fine=True, text=f"The overlay {settings.overlay} fits the content.")]
    said = (
        f"The overlay {settings.overlay} has {len(own)} problems; the bot leaves out what it cannot use. "
        f"`temirqazyq content check` lists them; the first:"
    )
    return [*findings, Finding(is_fine=False, text="\n       ".join([said, *own[:_MOST_NAMED]]))]
