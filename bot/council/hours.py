"""Opening hours by weekday, and how people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MINUTES_IN_A_DAY = 24 * 60

_SPAN = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")


class Span(NamedTuple):
    """An opening within one day, in minutes after midnight; `closes` is the first minute shut."""

    opens: int
    closes: int


Week = tuple[tuple[Span, ...], ...]
"""Seven days from Monday, each with its openings in order."""


def read_span(text: str) -> Span:
    """Read "09:00-17:00"; midnight at the end of a day is "24:00". Raises ValueError."""
    found = _SPAN.fullmatch(text)
    if not found:
        raise ValueError('must be an opening such as "09:00-17:00"')
    from_hour, from_minute, to_hour, to_minute = map(int, found.groups())
    span = Span(from_hour * 60 + from_minute, to_hour * 60 + to_minute)
    if from_minute > 59 or to_minute > 59 or span.closes > MINUTES_IN_A_DAY:
        raise ValueError("must be times of day from 00:00 to 24:00")
    if span.opens >= span.closes:
        raise ValueError("must close later than it opens, on the same day")
    return span


def read_day(spans: list[Span]) -> tuple[Span, ...]:
    """Check that a day's openings are in order and apart. Raises ValueError."""
    if any(later.opens <= earlier.closes for earlier, later in pairwise(spans)):
        raise ValueError("must have its openings in order, with a gap between them")
    return tuple(spans)


def in_words(week: Week) -> str:
    """Write a week as "Monday to Thursday, 9.30am to 3pm, and Friday, 9.30am to 2pm"."""
    if _never_shut(week):
        return "24 hours a day, every day"
    parts = [
        f"{_days(first, last, 'to', None)}, {' and '.join(map(_span_in_words, spans))}"
        for first, last, spans in _runs(week)
    ]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, and {parts[-1]}"


def in_short(week: Week) -> str:
    """Write a week for a text message, as "Mon-Thu 9.30-3, Fri 9.30-2"."""
    if _never_shut(week):
        return "24 hours"
    return ", ".join(
        f"{_days(first, last, '-', 3)} {' and '.join(map(_span_in_short, spans))}"
        for first, last, spans in _runs(week)
    )


def _never_shut(week: Week) -> bool:
    return all(spans == (Span(0, MINUTES_IN_A_DAY),) for spans in week)


def _runs(week: Week) -> Iterator[tuple[int, int, tuple[Span, ...]]]:
    """Give each run of days with the same openings: first day, last day, openings."""
    for spans, days in groupby(range(7), key=lambda day: week[day]):
        run = list(days)
        if spans:
            yield run[0], run[-1], spans


def _days(first: int, last: int, join: str, letters: int | None) -> str:
    name, end = (WEEKDAYS[day].capitalize()[:letters] for day in (first, last))
    if first == last:
        return name
    return f"{name}{join}{end}" if join == "-" else f"{name} {join} {end}"


def _clock(minutes: int, *, suffix: bool = True) -> str:
    if suffix and minutes % MINUTES_IN_A_DAY == 0:
        return "midnight"
    if suffix and minutes == MINUTES_IN_A_DAY // 2:
        return "midday"
    hour, minute = divmod(minutes, 60)
    number = f"{(hour - 1) % 12 + 1}" + (f".{minute:02}" if minute else "")
    return number + (("am" if hour < 12 else "pm") if suffix else "")


def _span_in_words(span: Span) -> str:
    return f"{_clock(span.opens)} to {_clock(span.closes)}"


def _span_in_short(span: Span) -> str:
    """Leave out am and pm where a working day makes them plain: 9-5, but 1pm-5pm."""
    plain = 6 * 60 <= span.opens < 12 * 60 < span.closes <= 18 * 60
    return f"{_clock(span.opens, suffix=not plain)}-{_clock(span.closes, suffix=not plain)}"
