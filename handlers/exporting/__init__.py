"""Who registered for an event, as a file for its organiser."""

from handlers.exporting.router import flow

__all__ = ["flow"]
