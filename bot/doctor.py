"""Looks at an installation and says in words what is missing or wrong (`temirqazyq doctor`)."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
from sqlalchemy.exc import DBAPIError

from bot.clock import SystemClock
from bot.db import Database
from bot.db.migrating import newest_revision, revision_of
from bot.library import check
from bot.places import CONTENT
from bot.running import Refused, make_writable, reason_of
from bot.seal import KeysError, keys_of

if TYPE_CHECKING:
    from bot.settings import Settings

# Of an overlay's problems; a renamed town may touch hundreds of rows.
_MOST_NAMED = 10
_TIMEOUT = aiohttp.ClientTimeout(total=15)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in a sentence."""

    is_fine: bool
    text: str


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything; later findings do not depend on earlier ones."""
    return [
        _python(),
        _data_folder(settings),
        await _database(settings),
        _keys(settings),
        *_content(settings),
        *await _telegram(settings),
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


async def _telegram(settings: Settings) -> list[Finding]:
    if settings.token is None:
        return [Finding(is_fine=False, text="TEMIRQAZYQ_TOKEN is not set; only the sandbox works without it.")]
    base = f"{settings.bot_api_url}/bot{settings.token.get_secret_value()}"
    async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
        try:
            me = await _ask(session, f"{base}/getMe")
            webhook = await _ask(session, f"{base}/getWebhookInfo")
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            # The error's own words may hold the address, and the address the token.
            return [Finding(is_fine=False, text=f"{settings.bot_api_url} cannot be reached ({type(error).__name__}).")]
    if not me.get("ok"):
        return [
            Finding(is_fine=False, text="Telegram does not accept the token: check TEMIRQAZYQ_TOKEN with @BotFather.")
        ]
    return [Finding(is_fine=True, text=f"The token belongs to @{me['result'].get('username')}."), _webhook(webhook)]


def _webhook(answer: dict[str, Any]) -> Finding:
    if (answer.get("result") or {}).get("url"):
        return Finding(
            is_fine=False, text="A webhook is set, so long polling gets no updates; delete it with deleteWebhook."
        )
    return Finding(is_fine=True, text="No webhook is set; long polling will work.")


async def _ask(session: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    async with session.get(url) as response:
        answer: dict[str, Any] = await response.json(content_type=None)
        return answer


async def ask_username(settings: Settings) -> str | None:
    """Return the bot's name in Telegram, without "@"; None when it cannot be asked now."""
    if settings.token is None:
        return None
    async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
        try:
            me = await _ask(session, f"{settings.bot_api_url}/bot{settings.token.get_secret_value()}/getMe")
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return None
    return (me.get("result") or {}).get("username")
