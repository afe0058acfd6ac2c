"""Hours of the day in which a person may be expected to answer: an offer made at night does not run out before breakfast."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import tzinfo

# One zone for the whole country since 1 March 2024; older zone files of a machine may not know that.
KAZAKHSTAN: Final = timezone(timedelta(hours=5))
DAY_BEGINS: Final = time(8)
DAY_ENDS: Final = time(20)
# Later than this nobody is written to unasked.
NIGHT_BEGINS: Final = time(22)


def after_day_hours(moment: datetime, span: timedelta, zone: tzinfo) -> datetime:
    """Return the moment at which a span has passed that counts only from 08:00 to 20:00 in a zone.

    The result is in the zone of `moment`; a span of zero or less returns the moment itself.
    """
    local, left = moment.astimezone(zone), span
    while left > timedelta(0):
        begins, ends = _edges(local)
        start = max(local, begins)
        if start < ends:
            used = min(left, ends - start)
            left -= used
            local = start + used
        if left > timedelta(0):
            local = _edges(local)[0] + timedelta(days=1)
    return local.astimezone(moment.tzinfo)


def by_day(moment: datetime, zone: tzinfo, until: time = DAY_ENDS) -> datetime:
    """Return the moment itself when it lies between 08:00 and 20:00 (or another hour) in a zone, else the next 08:00 there."""
    local = moment.astimezone(zone)
    begins, ends = _edges(local, until)
    if begins <= local < ends:
        return moment
    return (begins if local < begins else begins + timedelta(days=1)).astimezone(moment.tzinfo)


def _edges(local: datetime, until: time = DAY_ENDS) -> tuple[datetime, datetime]:
    """Return when the day of a moment begins and ends."""
    return (
        local.replace(hour=DAY_BEGINS.hour, minute=0, second=0, microsecond=0),
        local.replace(hour=until.hour, minute=0, second=0, microsecond=0),
    )
