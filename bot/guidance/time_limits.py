"""The rules that give a date. For each date exactly one row of each table applies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.guidance.months import months_after
from bot.guidance.working_days import is_working_day, next_working_day


@dataclass(frozen=True)
class DateRule:
    """A rule (by its name in RULES), the days it applies to and the day it gives."""

    rule: str
    applies: Callable[[date], bool]
    gives: Callable[[date], date]


@dataclass(frozen=True)
class Dated:
    """A day and the rule that gave it."""

    day: date
    rule: str


def rules_for(day: date, table: Sequence[DateRule]) -> tuple[DateRule, ...]:
    """Every row of the table that applies to the day."""
    return tuple(row for row in table if row.applies(day))


def only_rule(day: date, table: Sequence[DateRule]) -> Dated:
    """What the one row that applies gives; raises LookupError where none or several do."""
    rows = rules_for(day, table)
    if len(rows) != 1:
        names = ", ".join(row.rule for row in rows) or "none"
        raise LookupError(f"One rule must apply to {day.isoformat()}, not: {names}.")
    return Dated(rows[0].gives(day), rows[0].rule)


def month_rules(months: int) -> tuple[DateRule, ...]:
    """Counting `months` calendar months from a day (Dodds v Walker)."""

    def end(day: date) -> date:
        return months_after(day, months)

    return (
        DateRule("corresponding_date", lambda day: end(day).day == day.day, end),
        DateRule("last_day_of_short_month", lambda day: end(day).day < day.day, end),
    )


TWO_MONTHS = month_rules(2)
ONE_MONTH = month_rules(1)


def in_august(day: date) -> bool:
    """Any day in August."""
    return day.month == 8


def at_christmas(day: date) -> bool:
    """25 December to 1 January inclusive."""
    return (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)


def _in_window(day: date) -> bool:
    return in_august(day) or at_christmas(day)


def _after_christmas(day: date) -> date:
    new_year = day.year + 1 if day.month == 12 else day.year
    return next_working_day(date(new_year, 1, 1))


def _moves_to_next(day: date) -> bool:
    return not _in_window(day) and not is_working_day(day)


RULE_12 = (
    DateRule(
        "appeal_on_a_working_day",
        lambda day: not _in_window(day) and is_working_day(day),
        lambda day: day,
    ),
    DateRule(
        "appeal_next_working_day",
        lambda day: _moves_to_next(day) and not _in_window(next_working_day(day)),
        next_working_day,
    ),
    DateRule(
        "appeal_next_working_day_strict",
        lambda day: _moves_to_next(day) and _in_window(next_working_day(day)),
        next_working_day,
    ),
    DateRule("appeal_in_august", in_august, lambda day: next_working_day(date(day.year, 8, 31))),
    DateRule("appeal_at_christmas", at_christmas, _after_christmas),
)
"""How an appeal's last day moves (HESC Rules 2008 r.12). The strict row is the earlier reading
where the next working day falls inside August or Christmas though the last day does not."""
