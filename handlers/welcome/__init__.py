"""The first steps: language, what the bot keeps, agreement, grade."""

from handlers.welcome.router import flow

__all__ = ["flow"]
