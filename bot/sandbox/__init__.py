"""A pretend Telegram: the Bot API for one bot on one side, people with phones on the other. Knows nothing of ours."""

from bot.sandbox.journal import JournalError
from bot.sandbox.people import Persona
from bot.sandbox.server import Sandbox

__all__ = ["JournalError", "Persona", "Sandbox"]
