"""Where the pupil lives: a typed name, the phone's location, or a list. All three, always."""

from handlers.place.router import flow

__all__ = ["flow"]
