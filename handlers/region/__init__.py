"""A region: professions in demand, who hires, what is being built, events, work for the summer."""

from handlers.region.router import flow

__all__ = ["flow"]
