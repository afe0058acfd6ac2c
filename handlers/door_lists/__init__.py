"""The list of the door: taken as a file for a hall without network, and brought in afterwards with its ticks."""

from handlers.door_lists.router import flow

__all__ = ["flow"]
