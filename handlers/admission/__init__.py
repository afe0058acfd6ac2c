"""Admission to colleges: windows, documents, the way to apply, quotas and money, and the reminder."""

from handlers.admission.letters import letters
from handlers.admission.router import flow

__all__ = ["flow", "letters"]
