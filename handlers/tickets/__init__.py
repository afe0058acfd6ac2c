"""What a pupil has after registering: tickets, places in line, offers, and what follows the event."""

from handlers.tickets.letters import letters
from handlers.tickets.router import flow

__all__ = ["flow", "letters"]
