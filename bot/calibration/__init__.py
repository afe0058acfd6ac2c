"""How good the quiz is and whence its numbers come: replays real answers, fits the model anew, writes answers for a pilot."""
