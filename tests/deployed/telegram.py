"""A pretend Telegram as a process of its own: `python -m tests.deployed.telegram TOKEN HOST PORT`.

A process, because which certificates it trusts (SSL_CERT_DIR) is settled at its start.
"""

from __future__ import annotations

import asyncio
import logging
import sys

from bot.sandbox import Sandbox


async def _serve(token: str, host: str, port: int) -> None:
    async with Sandbox(token=token, flood_control=False).serve(host, port) as address:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    logging.basicConfig(format="%(asctime)s %(message)s")
    asyncio.run(_serve(sys.argv[1], sys.argv[2], int(sys.argv[3])))
