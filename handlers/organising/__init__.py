"""The organiser's own events: made, edited, published, moved, called off; who waits for a yes. Each subject has a module."""

from handlers.organising import approvals, audience, editing, events, fields, registering_terms, sessions, when
from handlers.organising.flow import flow

# The modules put their steps into the one flow when they are imported.
MODULES = (events, editing, fields, audience, registering_terms, sessions, when, approvals)

__all__ = ["MODULES", "flow"]
