"""The forms in which a day is said, before it is known which day each stands for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Written:
    """A day and a month, with or without a year or a day of the week (Monday 0).

    `numeric`: the month is a number. `short_year`: the year has two digits.
    `doubtful`: it may not mean this, so it is never certain. `years_ago`: "this year" is 0.
    """

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    numeric: bool = False
    short_year: bool = False
    doubtful: bool = False
    years_ago: int | None = None
    day_or_year: bool = False


@dataclass(frozen=True)
class DayOfMonth:
    """A day without its month: "the 5th"; `months_ago` is 1 for "the 5th of last month"."""

    day: int
    weekday: int | None = None
    months_ago: int | None = None


@dataclass(frozen=True)
class DayOfWeek:
    """A day of the week: `which` is "plain", "last", "gone", "last_week", "before_last"...

    `weeks` are counted back from that day: "a week last Tuesday".
    """

    weekday: int
    which: str = "plain"
    weeks: int = 0


@dataclass(frozen=True)
class Ago:
    """So many days or months before today."""

    days: int = 0
    months: int = 0


@dataclass(frozen=True)
class NamedDay:
    """A day with a name, "boxing_day" for one."""

    name: str
    year: int | None = None
    years_ago: int | None = None
    days_after: int = 0


@dataclass(frozen=True)
class WeekdayOfMonth:
    """ "The first Monday of this month": `nth` is -1 for the last one.

    Without a weekday it is the nth day. The month is a number, or told by `months_ago`.
    """

    nth: int
    weekday: int | None
    month: int | None = None
    year: int | None = None
    months_ago: int = 0


@dataclass(frozen=True)
class Anchored:
    """A day told from the one named before it: so many days off, or the nearest such weekday."""

    days: int = 0
    weekday: int | None = None
    later: bool = False


@dataclass(frozen=True)
class Several:
    """A span or a choice of days."""

    days: tuple[Written, ...]


@dataclass(frozen=True)
class NoDay:
    """Words about time that give no day, with the reason, and the month that they may name.

    `months_ago` is 1 for "the end of last month".
    """

    reason: str
    month: int | None = None
    year: int | None = None
    months_ago: int | None = None


Form = (
    Written | DayOfMonth | DayOfWeek | WeekdayOfMonth | Anchored | Ago | NamedDay | Several | NoDay
)


@dataclass(frozen=True)
class Match:
    """A form that ends just before token `end`."""

    form: Form
    end: int
