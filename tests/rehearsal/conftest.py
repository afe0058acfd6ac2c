"""Fixtures of a rehearsal: the hall of the events, to be read from and never written to."""

from tests.events.conftest import hall

__all__ = ["hall"]
