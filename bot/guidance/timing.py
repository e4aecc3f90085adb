"""How near a date is."""

from __future__ import annotations

from datetime import date

from bot.guidance.advice import Timing

SOON_DAYS = 7


def timing_of(by: date | None, today: date, *, latest: date | None = None) -> Timing:
    """Timing against `by`; between `by` and `latest` it is still `soon`, then `passed`."""
    if by is None:
        return Timing.NOT_TIMED
    last = max(by, latest or by)
    if today > last:
        return Timing.PASSED
    if today in (by, last):
        return Timing.TODAY
    if (by - today).days <= SOON_DAYS:
        return Timing.SOON
    return Timing.IN_TIME
