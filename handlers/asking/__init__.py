"""Ask my counsellor: a pupil's question, its thread, and the answer that comes as a letter."""

from handlers.asking.letters import letters
from handlers.asking.router import flow

__all__ = ["flow", "letters"]
