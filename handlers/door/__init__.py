"""The door of an event: tickets are scanned, typed or found by name; who came without one; who has come."""

from handlers.door.router import flow

__all__ = ["flow"]
