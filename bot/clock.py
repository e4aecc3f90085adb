"""Today's date and the time, as a family in England sees them."""

from __future__ import annotations

import os
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def today() -> date:
    """The calendar day in London, or the day that GUIDE_TODAY names (YYYY-MM-DD).

    Raises ValueError when GUIDE_TODAY is set to anything else.
    """
    return now().date()


def now() -> datetime:
    """The time in London; on the day that GUIDE_TODAY names, if it is set."""
    moment = datetime.now(LONDON)
    chosen = os.environ.get("GUIDE_TODAY")
    if not chosen:
        return moment
    try:
        day = date.fromisoformat(chosen)
    except ValueError as error:
        raise ValueError(f"GUIDE_TODAY must be a date like 2026-11-21, not {chosen!r}.") from error
    return datetime.combine(day, time(moment.hour, moment.minute, moment.second), LONDON)
