"""Working days in England: rule 12(5) of the tribunal's rules, and the days Kids answer."""

from __future__ import annotations

from datetime import date, timedelta

import holidays

from bot.guidance.coverage import CALENDAR_TO, LETTERS_FROM

# Without subdiv="ENG" the calendar lacks Easter Monday and the late summer bank holiday.
BANK_HOLIDAYS = holidays.country_holidays(
    "GB",
    subdiv="ENG",
    years=range(LETTERS_FROM.year, CALENDAR_TO.year + 2),
    expand=False,
    language="en_GB",
)
_DAY = timedelta(days=1)
_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Not a Saturday, Sunday, Good Friday, Christmas Day or bank holiday (substitutes too).

    Raises ValueError for a year whose bank holidays are not known.
    """
    if day.year not in BANK_HOLIDAYS.years:
        raise ValueError(f"The bank holidays of {day.year} are not known.")
    return day.weekday() < _SATURDAY and day not in BANK_HOLIDAYS


def next_working_day(day: date) -> date:
    """The first working day after `day`."""
    day += _DAY
    while not is_working_day(day):
        day += _DAY
    return day


def last_working_day(day: date) -> date:
    """The last working day on or before `day`."""
    while not is_working_day(day):
        day -= _DAY
    return day
