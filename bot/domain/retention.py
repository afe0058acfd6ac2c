"""How long each kind of data is kept. What is shorter stands with its own rules: names at events, words not found, lists."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

# Twice the day for which Telegram keeps an update that was not confirmed.
UPDATES_KEPT: Final = timedelta(days=2)
# A form of registration that nobody touched.
FORMS_KEPT: Final = timedelta(days=7)
# A message that came to its end; one of an announcement goes with the announcement.
MESSAGES_KEPT: Final = timedelta(days=30)
# A link by which a role is taken, after it can no longer be used.
INVITATIONS_KEPT: Final = timedelta(days=30)
# For which session somebody checked tickets, after it.
DOOR_POSTS_KEPT: Final = timedelta(days=30)
# An announcement that is over, or that was begun and never confirmed, and who got it.
ANNOUNCEMENTS_KEPT: Final = timedelta(days=180)
# A closed question, since its last word.
QUESTIONS_KEPT: Final = timedelta(days=365)
# Name, school and class for the next registration, since they were typed or used last: by then it is another class.
DETAILS_KEPT: Final = timedelta(days=365)
# What staff did, and who held a role that was taken back.
AUDIT_KEPT: Final = timedelta(days=3 * 365)
# A person who does not come any more, with everything about them.
PEOPLE_KEPT: Final = timedelta(days=2 * 365)

# A visit is noted at most so often: less is known of anybody, and a tap seldom has to write it.
VISITS_NOTED_EVERY: Final = timedelta(days=30)


def is_visit_noted(visited_on: date | None, now: datetime) -> bool:
    """Return whether the last day that is known is near enough."""
    return visited_on is not None and now.date() - visited_on < VISITS_NOTED_EVERY


def silent_since(now: datetime) -> datetime:
    """Return the moment before which the last noted visit has to be for somebody to have been silent long enough, at least."""
    return now - PEOPLE_KEPT - VISITS_NOTED_EVERY
