"""Files of events: read from YAML or a spreadsheet with every mistake named by its line, and written as YAML."""

from bot.eventbook.reading import LARGEST, Problem, Read, ids_of, read_events, read_events_aside
from bot.eventbook.writing import write_events

__all__ = ["LARGEST", "Problem", "Read", "ids_of", "read_events", "read_events_aside", "write_events"]
