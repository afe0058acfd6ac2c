"""Events: seats, the line before them, and everything around."""
