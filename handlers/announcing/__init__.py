"""Announcements, for those who write them."""

from handlers.announcing import progress, whom
from handlers.announcing.letters import letters
from handlers.announcing.router import flow

__all__ = ["flow", "letters", "progress", "whom"]
