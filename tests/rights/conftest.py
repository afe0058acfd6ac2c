"""The running bot and its people."""

from tests.classes.conftest import enter, running, school_clock

__all__ = ["enter", "running", "school_clock"]
