"""The outgoing side: everything that is sent unasked. The only place that knows python-telegram-bot."""

import os

# Lengths of time as timedelta, as the next major version of the library has them; it warns about whole numbers otherwise.
os.environ.setdefault("PTB_TIMEDELTA", "true")
