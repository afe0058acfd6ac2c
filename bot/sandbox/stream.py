"""Server-sent events: what changes in one person's chat, as it changes; a client that was away is told what it missed."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.sandbox.world import Event

if TYPE_CHECKING:
    from bot.sandbox.world import World

_HEARTBEAT_SECONDS: Final = 15.0
_HEADERS: Final = {"Content-Type": "text/event-stream", "Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


async def stream(world: World, request: web.Request) -> web.StreamResponse:
    """Answer GET /sandbox/users/{id}/stream until the client goes or the sandbox stops."""
    user = world.user(int(request.match_info["id"]))
    chat = world.chats[user.id]
    queue: asyncio.Queue[Event | None] = asyncio.Queue()
    response = web.StreamResponse(headers=_HEADERS)
    await response.prepare(request)
    chat.watchers.append(queue)
    try:
        await response.write(b"retry: 500\n\n")
        for missed in _missed(world, user.id, request.headers.get("Last-Event-ID")):
            await response.write(_line(missed))
        await _forward(queue, response)
    except ConnectionResetError:
        pass  # the client went away, which is how a stream ends
    finally:
        chat.watchers.remove(queue)
    return response


async def _forward(queue: asyncio.Queue[Event | None], response: web.StreamResponse) -> None:
    while True:
        try:
            async with asyncio.timeout(_HEARTBEAT_SECONDS):
                event = await queue.get()
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if event is None:
            return
        await response.write(_line(event))


def _missed(world: World, user_id: int, last: str | None) -> list[Event]:
    if not last or not last.isdecimal():
        return []
    changed = sorted(
        (message for message in world.chats[user_id].messages.values() if message.seq > int(last)),
        key=lambda message: message.seq,
    )
    return [
        Event(message.seq, "deleted", {"message_id": message.id})
        if message.is_deleted
        else Event(message.seq, "message", message.for_user())
        for message in changed
    ]


def _line(event: Event) -> bytes:
    return f"id: {event.seq}\nevent: {event.name}\ndata: {json.dumps(event.body, ensure_ascii=False)}\n\n".encode()
