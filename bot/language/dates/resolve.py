"""From a form of words to the day it stands for, as seen from today."""

from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from bot.language.dates.forms import (
    Ago,
    Anchored,
    DayOfMonth,
    DayOfWeek,
    Form,
    NamedDay,
    NoDay,
    Several,
    WeekdayOfMonth,
    Written,
)
from bot.language.dates.reading import Resolution

PART_3_BEGAN = date(2014, 9, 1)
_ABSURD_BEFORE = date(2000, 1, 1)
_SOON = timedelta(days=62)
_RECENT = timedelta(days=184)
_FIXED_DAYS = {
    "christmas_eve": (24, 12),
    "christmas_day": (25, 12),
    "boxing_day": (26, 12),
    "new_years_day": (1, 1),
    "new_years_eve": (31, 12),
    "valentines_day": (14, 2),
    "halloween": (31, 10),
    "bonfire_night": (5, 11),
}
_FROM_EASTER = {"easter_monday": 1, "easter_sunday": 0, "good_friday": -2}


def resolve(form: Form, today: date) -> Resolution:
    """The day that the form stands for when said on `today`; never a later one."""
    if isinstance(form, Written):
        return _written(form, today)
    if isinstance(form, DayOfMonth):
        return _day_of_month(form, today)
    if isinstance(form, DayOfWeek):
        return _day_of_week(form, today)
    if isinstance(form, Ago):
        return _settled(_back(today, form), today, certain=False)
    if isinstance(form, NamedDay):
        return _named(form, today)
    if isinstance(form, Several):
        return _several(form, today)
    if isinstance(form, WeekdayOfMonth):
        return _weekday_of_month(form, today)
    if isinstance(form, Anchored):
        return Resolution(None, reason="ambiguous")
    return Resolution(None, reason=form.reason, month=_month_of(form, today))


def _month_of(form: NoDay, today: date) -> date | None:
    """The first day of the month named, the latest of that name that has begun."""
    this_month = today.replace(day=1)
    if form.months_ago is not None:
        return this_month - relativedelta(months=form.months_ago)
    if form.month is None:
        return None
    if form.year is not None:
        return _day(form.year, form.month, 1)
    named = this_month.replace(month=form.month)
    return named if named <= today else named - relativedelta(years=1)


def _back(today: date, form: Ago) -> date | None:
    try:
        return today - timedelta(days=form.days) - relativedelta(months=form.months)
    except (ValueError, OverflowError):
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _settled(day: date | None, today: date, *, certain: bool) -> Resolution:
    if day is None:
        return Resolution(None, reason="impossible")
    if day > today:
        return Resolution(None, reason="future", candidates=(day,))
    if day < _ABSURD_BEFORE:
        return Resolution(None, reason="too_old", candidates=(day,))
    if day < PART_3_BEGAN:
        return Resolution(day, reason="too_old", candidates=(day,))
    return Resolution(day, certain, candidates=(day,))


def _written(form: Written, today: date) -> Resolution:
    year = form.year if form.years_ago is None else today.year - form.years_ago
    if year is None:
        return _without_year(form, today)
    day = _day(year, form.month, form.day)
    if day and form.weekday is not None and day.weekday() != form.weekday:
        return Resolution(None, reason="weekday_mismatch", candidates=(day,))
    swappable = form.numeric and form.day <= 12 and form.day != form.month
    named_day = form.weekday is not None and not form.short_year
    return _settled(day, today, certain=not form.doubtful and (not swappable or named_day))


def _without_year(form: Written, today: date) -> Resolution:
    this_year = _day(today.year, form.month, form.day)
    leap_day = (form.day, form.month) == (29, 2)
    if this_year is None and not leap_day:
        return Resolution(None, reason="impossible")
    if form.day_or_year and 0 <= today.year % 100 - form.day <= 1:
        return Resolution(None, reason="ambiguous", candidates=(this_year,) if this_year else ())
    if this_year and this_year <= today:
        latest: date | None = this_year
    else:
        latest = _day(today.year - 1, form.month, form.day)
    if latest is None or (leap_day and today - latest > timedelta(days=366)):
        return Resolution(None, reason="impossible")
    if this_year and today < this_year <= today + _SOON:
        return Resolution(None, reason="future", candidates=(latest,))
    next_year = _day(today.year + 1, form.month, form.day)
    if next_year and next_year <= today + _SOON:
        return Resolution(None, reason="future", candidates=(latest,))
    if form.weekday is not None and latest.weekday() != form.weekday:
        return Resolution(None, reason="weekday_mismatch", candidates=(latest,))
    may_be_year = form.day_or_year and form.day <= today.year % 100
    sure = not (form.numeric or form.doubtful or may_be_year)
    recent = today - latest <= _RECENT or form.weekday is not None
    return _settled(latest, today, certain=sure and recent)


def _day_of_month(form: DayOfMonth, today: date) -> Resolution:
    first = today.replace(day=1)
    if form.months_ago is not None:
        month = first - relativedelta(months=form.months_ago)
        day = _day(month.year, month.month, form.day)
        if day and form.weekday is not None and day.weekday() != form.weekday:
            return Resolution(None, reason="weekday_mismatch", candidates=(day,))
        return _settled(day, today, certain=False)
    for months in range(4):
        month = first - relativedelta(months=months)
        day = _day(month.year, month.month, form.day)
        if day and day <= today and form.weekday in (None, day.weekday()):
            return _settled(day, today, certain=False)
    return Resolution(None, reason="weekday_mismatch")


def _day_of_week(form: DayOfWeek, today: date) -> Resolution:
    back = (today.weekday() - form.weekday) % 7
    week_began = today - timedelta(days=today.weekday())
    weeks = timedelta(weeks=form.weeks)
    if form.which == "last_week":
        return _settled(week_began + timedelta(days=form.weekday - 7), today, certain=False)
    gone = today - timedelta(days=back or 7)
    if form.which == "near":
        inside = (today - weeks) - timedelta(days=back)
        return _choice(inside - timedelta(weeks=1), inside)
    if form.which == "gone":
        return _settled(gone - weeks, today, certain=False)
    if form.which == "before_last":
        return _choice(gone - timedelta(weeks=2), gone - timedelta(weeks=1))
    if form.which == "this_week":
        return _settled(week_began + timedelta(days=form.weekday), today, certain=False)
    if form.which == "last" and gone >= week_began:
        return _choice(gone - timedelta(weeks=1) - weeks, gone - weeks)
    if form.which in {"plain", "this"} and back == 0:
        return _choice(gone, today)
    if form.which == "this" and gone < week_began:
        return Resolution(None, reason="future", candidates=(gone,))
    return _settled(gone - weeks, today, certain=False)


def _weekday_of_month(form: WeekdayOfMonth, today: date) -> Resolution:
    if form.month is None:
        first = today.replace(day=1) - relativedelta(months=form.months_ago)
        return _settled(_nth_in(form, first), today, certain=False)
    if form.year is not None:
        return _settled(_nth_in(form, date(form.year, form.month, 1)), today, certain=False)
    day = _nth_in(form, date(today.year, form.month, 1))
    if day is None or day > today:
        return Resolution(None, reason="future" if day else "impossible")
    return _settled(day, today, certain=False)


def _nth_in(form: WeekdayOfMonth, first: date) -> date | None:
    """The nth day, or the nth such weekday, of the month that begins with `first`."""
    last = first + relativedelta(months=1, days=-1)
    if form.weekday is None:
        return last if form.nth < 0 else first + timedelta(days=form.nth - 1)
    if form.nth < 0:
        return last - timedelta(days=(last.weekday() - form.weekday) % 7)
    day = first + timedelta(days=(form.weekday - first.weekday()) % 7 + 7 * (form.nth - 1))
    return day if day <= last else None


def resolve_beside(form: Anchored, anchor: date | None, today: date) -> Resolution:
    """The day told from another one, which is its anchor."""
    if anchor is None:
        return Resolution(None, reason="ambiguous")
    if form.weekday is None:
        return _settled(_shifted(anchor, form.days), today, certain=False)
    ahead = (form.weekday - anchor.weekday()) % 7 or 7
    back = (anchor.weekday() - form.weekday) % 7 or 7
    return _settled(_shifted(anchor, ahead if form.later else -back), today, certain=False)


def _shifted(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _choice(earlier: date, later: date) -> Resolution:
    return Resolution(None, reason="ambiguous", candidates=(earlier, later))


def _named(form: NamedDay, today: date) -> Resolution:
    year = form.year if form.years_ago is None else today.year - form.years_ago
    if year is not None:
        return _settled(_named_in(form, year), today, certain=form.year is not None)
    day = _named_in(form, today.year)
    if day and day > today:
        day = _named_in(form, today.year - 1)
    return _settled(day, today, certain=False)


def _named_in(form: NamedDay, year: int) -> date | None:
    after = timedelta(days=form.days_after)
    if form.name in _FROM_EASTER:
        return easter(year) + timedelta(days=_FROM_EASTER[form.name]) + after
    day, month = _FIXED_DAYS[form.name]
    return date(year, month, day) + after


def _several(form: Several, today: date) -> Resolution:
    days = {d for part in form.days if (d := resolve(part, today).date)}
    return Resolution(None, reason="ambiguous", candidates=tuple(sorted(days)))
