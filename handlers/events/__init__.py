"""Events near home: the list and the card."""

from handlers.events.router import flow

__all__ = ["flow"]
