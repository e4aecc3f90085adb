"""Whether somebody answers at a moment, and when they next do. No clock: the moment is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import holidays

from bot.council.facts import Hours
from bot.council.hours import Span

_FURTHEST = 366
"""Days ahead to look: a week with any opening has one far sooner."""


class Calendar(NamedTuple):
    """A council's clock and bank holidays: a time zone, and a part of the United Kingdom."""

    time_zone: str
    subdivision: str


def is_open(hours: Hours, calendar: Calendar, at: datetime) -> bool:
    """Say whether `at` falls in an opening. Raises ValueError for a time without its zone."""
    local = _local(calendar, at)
    minute = local.hour * 60 + local.minute
    openings = _openings(hours, calendar, local.date())
    return any(span.opens <= minute < span.closes for span in openings)


def next_opening(hours: Hours, calendar: Calendar, at: datetime) -> datetime:
    """Give the first open moment at or after `at`, in local time.

    Raises ValueError for a time without its zone.
    """
    local = _local(calendar, at)
    if is_open(hours, calendar, local):
        return local
    after = local.astimezone(UTC)
    moments = _opening_moments(hours, calendar, local.date())
    return next(moment for moment in moments if moment > after).astimezone(local.tzinfo)


@lru_cache(maxsize=64)
def _bank_holidays(subdivision: str, year: int) -> frozenset[date]:
    """Give a year's bank holidays, substitute days included."""
    return frozenset(holidays.country_holidays("GB", subdiv=subdivision, years=year))


def _local(calendar: Calendar, at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise ValueError("The time must say its time zone.")
    return at.astimezone(ZoneInfo(calendar.time_zone))


def _openings(hours: Hours, calendar: Calendar, day: date) -> tuple[Span, ...]:
    shut_today = day in _bank_holidays(calendar.subdivision, day.year)
    if shut_today and not hours.open_on_bank_holidays:
        return ()
    return hours.week[day.weekday()]


def _opening_moments(hours: Hours, calendar: Calendar, first: date) -> Iterator[datetime]:
    """Give the starts of openings from a day on, in UTC.

    A start in the hour that the clocks repeat comes twice. One in the hour that they skip comes
    an hour later by the clock, if the opening lasts beyond that.
    """
    zone = ZoneInfo(calendar.time_zone)
    for day in (first + timedelta(days) for days in range(_FURTHEST)):
        starts = {
            datetime.combine(
                day, time(span.opens // 60, span.opens % 60, fold=fold), zone
            ).astimezone(UTC)
            for span in _openings(hours, calendar, day)
            for fold in (0, 1)
        }
        yield from sorted(start for start in starts if is_open(hours, calendar, start))
