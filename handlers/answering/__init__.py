"""A counsellor's inbox: questions of the pupils of their classes."""

from handlers.answering.letters import letters
from handlers.answering.router import flow

__all__ = ["flow", "letters"]
