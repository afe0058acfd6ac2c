"""What is logged, and what never is: a token is cut out of every line, whoever wrote it.

In the form `json` every line is one object, and of an error only its kind and where it happened: its own words may hold what
somebody typed.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Form = Literal["text", "json"]

# An address may write the colon in its own way.
_TOKEN = re.compile(r"\d+(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
# They write addresses with tokens in them, or one line a message, or the letters of what is printed.
_TOO_TALKATIVE = (
    "httpx",
    "httpcore",
    "aiogram.event",
    "aiogram.dispatcher",
    "aiosqlite",
    "asyncio",
    "aiohttp.access",
    "alembic.runtime.plugins",
    "fontTools",
    "fpdf",
    "PIL",
    "sqlalchemy",
)
# It writes whole messages, and whole answers that it cannot read; what came of a call is logged by the delivery itself.
_SILENT = "telegram"
_TEXT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Redacting(logging.Formatter):
    """Formats a record and cuts out whatever looks like a token."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without tokens."""
        return _TOKEN.sub("[token]", super().format(record))


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object on one line, without tokens and without the words of an error."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object: time (UTC), level, name, message, and of an error its kind, where it happened and its causes."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "name": record.name,
            "message": record.getMessage(),
        }
        trouble = _trouble(record)
        if trouble:
            line["error"] = trouble
        # Nothing but ASCII: some readers take other separators for the end of a line.
        return _TOKEN.sub("[token]", json.dumps(line))


def fault(error: BaseException) -> Mapping[str, Any]:
    """Return what a record keeps of an error beside its message, for `extra`: nothing that could be personal."""
    return {"error": type(error).__name__, "frames": where(error)}


def kind_of(record: logging.LogRecord) -> str | None:
    """Return the kind of error that a record is about; None when it is about none."""
    if "error" in record.__dict__:
        return str(record.__dict__["error"])
    return record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None


def where(error: BaseException) -> list[str]:
    """Return files and lines of an error, the innermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames)]


def set_up_logs(level: str, form: Form = "text") -> None:
    """Write log lines to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else Redacting(_TEXT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TOO_TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(_SILENT).setLevel(logging.CRITICAL)


def _trouble(record: logging.LogRecord) -> dict[str, Any]:
    kind = kind_of(record)
    if kind is None:
        return {}
    known: dict[str, Any] = {"kind": kind}
    error = record.exc_info[1] if record.exc_info else None
    known["at"] = where(error) if error is not None else record.__dict__.get("frames", [])
    causes = _causes(error) if error is not None else []
    return {**known, "causes": causes} if causes else known


def _causes(error: BaseException) -> list[str]:
    found: list[str] = []
    seen = {id(error)}
    cause = error.__cause__ or error.__context__
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        found.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return found
