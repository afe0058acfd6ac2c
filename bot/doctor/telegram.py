"""What the Bot API server says: whose the token is, how fast it answers, what time it is there, how updates come."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import aiohttp

from bot.clock import SystemClock, time_of
from bot.doctor.finding import Finding, bad, fine
from bot.doctor.webhook import look_at_webhook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.clock import Clock
    from bot.settings import Settings

_TIMEOUT: Final = aiohttp.ClientTimeout(total=15)
# A clock that is wrong by more lets offers and messages come at the wrong time.
MOST_OFF_SECONDS: Final = 30
# A screen is one call and sometimes two; who taps waits for them.
SLOW_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the server.

    Attributes:
        at: the middle of the time that the call took, by our clock.
        there: what time it was there, None when the server does not tell.
        seconds: how long the call took.
    """

    body: Mapping[str, Any]
    at: datetime
    there: datetime | None
    seconds: float

    @property
    def result(self) -> Mapping[str, Any]:
        """What was asked for, empty when it was refused."""
        found = self.body.get("result")
        return found if isinstance(found, dict) else {}


async def look_at_telegram(settings: Settings, clock: Clock | None = None) -> list[Finding]:
    """Ask the Bot API server; without a token nothing can be asked."""
    if settings.token is None:
        return [bad("TEMIRQAZYQ_TOKEN is not set; only the sandbox works without it.")]
    base = f"{settings.bot_api_url}/bot{settings.token.get_secret_value()}"
    clock = clock or SystemClock()
    async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
        try:
            first = await _ask(session, f"{base}/getMe", clock)
            # The connection stands now, as it does while the bot runs.
            me = await _ask(session, f"{base}/getMe", clock)
            hook = await _ask(session, f"{base}/getWebhookInfo", clock)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            # The error's own words may hold the address, and the address the token.
            return [bad(f"{settings.bot_api_url} cannot be reached ({type(error).__name__}).")]
    findings = [_clock(first), _pace(min(me.seconds, hook.seconds))]
    if not me.body.get("ok"):
        return [bad("Telegram does not accept the token: check TEMIRQAZYQ_TOKEN with @BotFather."), *findings]
    named = fine(f"The token belongs to @{me.result.get('username')}.")
    return [named, *findings, *look_at_webhook(hook.result, settings.webhook_url, hook.there or hook.at)]


def _clock(answer: Answer) -> Finding:
    if answer.there is None:
        return fine("The Bot API server does not say what time it is, so the clock was not compared.")
    off = round((answer.at - answer.there).total_seconds())
    if abs(off) <= MOST_OFF_SECONDS:
        return fine("The clock agrees with the Bot API server's.")
    way = "ahead of" if off > 0 else "behind"
    return bad(
        f"The clock is {abs(off)} seconds {way} the Bot API server's: messages and offers come at the wrong time. "
        "Let the machine set it by itself (timedatectl set-ntp true)."
    )


def _pace(seconds: float) -> Finding:
    said = f"The Bot API server answers in {seconds * 1000:.0f} ms"
    if seconds > SLOW_SECONDS:
        return bad(f"{said}; every tap waits that long or longer: check the network.")
    return fine(f"{said}.")


async def _ask(session: aiohttp.ClientSession, url: str, clock: Clock) -> Answer:
    sent, begun = clock.now(), time.perf_counter()
    async with session.get(url) as response:
        body: dict[str, Any] = await response.json(content_type=None)
        seconds = time.perf_counter() - begun
        return Answer(body, sent + (clock.now() - sent) / 2, time_of(response.headers.get("Date")), seconds)


async def ask_username(settings: Settings) -> str | None:
    """Return the bot's name in Telegram, without "@"; None when it cannot be asked now."""
    if settings.token is None:
        return None
    url = f"{settings.bot_api_url}/bot{settings.token.get_secret_value()}/getMe"
    async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
        try:
            me = await _ask(session, url, SystemClock())
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return None
    return me.result.get("username")
