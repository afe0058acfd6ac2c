"""My things: what the pupil saved, their results, their data."""

from handlers.things.router import flow

__all__ = ["flow"]
