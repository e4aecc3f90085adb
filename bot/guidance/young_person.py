"""Whose right it is, parent's or young person's (CFA 2014 s.83(2), Education Act 1996 s.8)."""

from __future__ import annotations

from datetime import date, timedelta

from bot.guidance.case import require_date
from bot.guidance.months import months_after

_FRIDAY = 4


def school_leaving_date(year: int) -> date:
    """The last Friday in June."""
    last = date(year, 6, 30)
    return last - timedelta(days=(last.weekday() - _FRIDAY) % 7)


def becomes_young_person_on(date_of_birth: date) -> date:
    """The day after the last Friday in June of the school year of the 16th birthday.

    A child born in July or August is then still 15. School years begin on 1 September.
    """
    require_date("date_of_birth", date_of_birth)
    sixteenth = months_after(date_of_birth, 16 * 12)
    year = sixteenth.year if sixteenth.month < 9 else sixteenth.year + 1
    return school_leaving_date(year) + timedelta(days=1)


def whose_right(date_of_birth: date, today: date) -> str | None:
    """The key of the note on whose right it is; None for a date of birth still to come."""
    if date_of_birth > today:
        return None
    if today >= months_after(date_of_birth, 25 * 12):
        return "aged_25_or_over"
    if today >= becomes_young_person_on(date_of_birth):
        return "young_person_decides"
    return "parent_decides"
