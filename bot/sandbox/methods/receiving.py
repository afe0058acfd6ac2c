"""Methods by which a bot gets updates and files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from bot.sandbox.errors import BotApiError, bad_request
from bot.sandbox.files import unique_id
from bot.sandbox.methods.registry import method

if TYPE_CHECKING:
    from bot.sandbox.bodies import Parameters
    from bot.sandbox.desk import Desk

_LONGEST_WAIT_SECONDS: Final = 50
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{0,256}")


@method("getUpdates")
async def get_updates(desk: Desk, parameters: Parameters) -> list[dict[str, Any]]:
    """Return updates, waiting for one if the bot wants to."""
    if desk.webhook.url:
        raise BotApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        )
    wait = min(max(parameters.number("timeout"), 0), _LONGEST_WAIT_SECONDS)
    return await desk.world.updates.poll(
        parameters.number("offset"), parameters.number("limit", 100), wait, parameters.structure("allowed_updates")
    )


@method("setWebhook")
async def set_webhook(desk: Desk, parameters: Parameters) -> bool:
    """Have updates brought to an address; an empty one ends that."""
    url = parameters.text("url")
    # Telegram wants https; the sandbox only ever brings updates to this machine.
    if url and not re.match(r"https?://[^/\s]+", url):
        raise bad_request("bad webhook: invalid webhook URL specified")
    secret = parameters.text("secret_token")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if parameters.flag("drop_pending_updates"):
        desk.world.updates.drop_all()
    desk.world.updates.allow(parameters.structure("allowed_updates"))
    desk.webhook.set(url, secret)
    return True


@method("deleteWebhook")
async def delete_webhook(desk: Desk, parameters: Parameters) -> bool:
    """Stop bringing updates."""
    if parameters.flag("drop_pending_updates"):
        desk.world.updates.drop_all()
    desk.webhook.set("", "")
    return True


@method("getWebhookInfo")
async def get_webhook_info(desk: Desk, _parameters: Parameters) -> dict[str, Any]:
    """Say where updates are brought, how many wait, and what went wrong last."""
    return desk.webhook.info(len(desk.world.updates.pending))


@method("getFile")
async def get_file(desk: Desk, parameters: Parameters) -> dict[str, Any]:
    """Say where a file can be fetched."""
    stored = desk.world.files.find(parameters.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    return {
        "file_id": stored.id,
        "file_unique_id": unique_id(stored.id),
        "file_size": len(stored.content),
        "file_path": f"documents/{stored.id}",
    }
