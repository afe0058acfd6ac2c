"""What is logged, and what never is: a token is cut out of every line, whoever wrote it."""

import logging
import re
import sys

# An address may write the colon in its own way.
_TOKEN = re.compile(r"\d+(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
# They write addresses with tokens in them, or one line a message.
_TOO_TALKATIVE = ("httpx", "httpcore", "aiogram.event", "aiogram.dispatcher", "aiosqlite", "asyncio", "aiohttp.access")
# It writes whole messages, and whole answers that it cannot read; what came of a call is logged by the delivery itself.
_SILENT = "telegram"


class Redacting(logging.Formatter):
    """Formats a record and cuts out whatever looks like a token."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without tokens."""
        return _TOKEN.sub("[token]", super().format(record))


def set_up_logs(level: str) -> None:
    """Write log lines to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TOO_TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(_SILENT).setLevel(logging.CRITICAL)
