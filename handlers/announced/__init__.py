"""Announcements, for those who get them: what arrives, and the way out."""

from handlers.announced.letters import letters
from handlers.announced.router import flow

__all__ = ["flow", "letters"]
