"""What getWebhookInfo means: how updates come, whether that suits the settings, and what went wrong lately, in words."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from bot.doctor.finding import Finding, bad, fine

if TYPE_CHECKING:
    from collections.abc import Mapping

# So many are on their way while everything is well.
MOST_WAITING: Final = 100
_LATELY: Final = timedelta(minutes=10)
# Telegram's words for what went wrong, and what to look at then.
_REMEDIES: Final = (
    (
        r"\b401\b",
        "the secret is another one: start `run --webhook` again with the same TEMIRQAZYQ_WEBHOOK_SECRET everywhere",
    ),
    (r"\b404\b", "nobody takes updates at that path: compare TEMIRQAZYQ_WEBHOOK_URL with the load balancer's rules"),
    (r"\b413\b", "the load balancer does not let bodies of that size through: allow 1 MB"),
    (
        r"\b50[234]\b",
        "the load balancer finds no bot behind it, or the bot no database: look at /ready of each process",
    ),
    (
        r"(?i)ssl|certificate",
        "the certificate is not accepted: its chain must be whole and its name that of the address",
    ),
    (
        r"(?i)timed? ?out",
        "the address is too slow or not open to the internet: Telegram comes on port 443, 80, 88 or 8443",
    ),
    (r"(?i)resolve", "the name of the address is not known: check its DNS entry"),
    (
        r"(?i)refused|failed|unreachable",
        "nobody listens there: see whether the bot runs, and the load balancer in front of it",
    ),
)


def look_at_webhook(info: Mapping[str, Any], wanted: str | None, now: datetime) -> list[Finding]:
    """Return what a WebhookInfo means for an installation.

    Args:
        info: the Bot API's WebhookInfo.
        wanted: the address of the settings, None when they name none.
        now: what time it is at the server.
    """
    url = str(info.get("url") or "")
    return [_way(url, wanted), *_trouble(info, url, now), *_waiting(int(info.get("pending_update_count") or 0))]


def _way(url: str, wanted: str | None) -> Finding:
    if not url and wanted is None:
        return fine("No webhook is set; long polling will work: `temirqazyq run`.")
    if not url:
        return fine(
            "No webhook is set yet: `temirqazyq run --webhook` sets it to TEMIRQAZYQ_WEBHOOK_URL; `temirqazyq run` works too."
        )
    if url == wanted:
        return fine(
            "The webhook is TEMIRQAZYQ_WEBHOOK_URL: `temirqazyq run --webhook` gets the updates, long polling gets none."
        )
    # The path may be a secret of whoever set it.
    host = urlsplit(url).hostname or "an address of another form"
    if wanted is None:
        return bad(
            f"A webhook is set (at {host}), so long polling gets no updates: run with --webhook and TEMIRQAZYQ_WEBHOOK_URL, "
            "or once with --remove-webhook if nobody runs the bot there."
        )
    return bad(
        f"The webhook that is set (at {host}) is not TEMIRQAZYQ_WEBHOOK_URL: the next start of `temirqazyq run --webhook` "
        "changes it; if somebody else runs the bot there, both will take it from each other."
    )


def _trouble(info: Mapping[str, Any], url: str, now: datetime) -> list[Finding]:
    said, at = str(info.get("last_error_message") or ""), info.get("last_error_date")
    if not url or not said or not isinstance(at, int | float):
        return []
    ago = max(now - datetime.fromtimestamp(at, UTC), timedelta())
    minutes = round(ago.total_seconds() / 60)
    when = "just now" if minutes < 1 else "a minute ago" if minutes == 1 else f"{minutes} minutes ago"
    if ago > _LATELY:
        return [fine(f"The last update that Telegram could not bring was {when}.")]
    remedy = next((words for pattern, words in _REMEDIES if re.search(pattern, said)), "look at the log of the bot")
    return [bad(f'Telegram could not bring an update {when} ("{said}"): {remedy}.')]


def _waiting(number: int) -> list[Finding]:
    if number == 0:
        return []
    said = "One update waits" if number == 1 else f"{number} updates wait"
    if number <= MOST_WAITING:
        return [
            fine(
                f"{said}: it is answered when the bot runs."
                if number == 1
                else f"{said}: they are answered when the bot runs."
            )
        ]
    return [bad(f"{said} for an answer: the bot does not run, or is too slow. Telegram forgets them after a day.")]
