"""Each date rule on its own, and that none or several applying is an error."""

from datetime import date

import pytest

from bot.guidance import Timing
from bot.guidance.months import months_after
from bot.guidance.time_limits import ONE_MONTH, RULE_12, TWO_MONTHS, DateRule, only_rule
from bot.guidance.timing import timing_of
from bot.guidance.working_days import is_working_day, last_working_day, next_working_day


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        ("2026-09-30", 4, "2027-01-30"),
        ("2027-02-28", 2, "2027-04-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2027-12-31", 2, "2028-02-29"),
        ("2028-02-29", 2, "2028-04-29"),
        ("2027-01-31", 1, "2027-02-28"),
        ("2026-06-30", 2, "2026-08-30"),
        ("2026-07-31", 2, "2026-09-30"),
        ("2026-11-30", 1, "2026-12-30"),
    ],
)
def test_months_end_on_the_corresponding_date_or_the_months_last_day(day, months, end):
    """Dodds v Walker [1981] 1 WLR 1027."""
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("table", "day", "rule"),
    [
        (TWO_MONTHS, "2026-10-01", "corresponding_date"),
        (TWO_MONTHS, "2026-12-31", "last_day_of_short_month"),
        (TWO_MONTHS, "2026-07-31", "last_day_of_short_month"),
        (TWO_MONTHS, "2026-06-30", "corresponding_date"),
        (ONE_MONTH, "2027-01-29", "last_day_of_short_month"),
        (ONE_MONTH, "2028-01-29", "corresponding_date"),
        (RULE_12, "2026-12-01", "appeal_on_a_working_day"),
        (RULE_12, "2026-11-21", "appeal_next_working_day"),
        (RULE_12, "2027-03-26", "appeal_next_working_day"),
        (RULE_12, "2027-07-31", "appeal_next_working_day_strict"),
        (RULE_12, "2028-12-23", "appeal_next_working_day_strict"),
        (RULE_12, "2028-12-24", "appeal_next_working_day_strict"),
        (RULE_12, "2026-08-01", "appeal_in_august"),
        (RULE_12, "2026-08-31", "appeal_in_august"),
        (RULE_12, "2026-12-24", "appeal_on_a_working_day"),
        (RULE_12, "2026-12-25", "appeal_at_christmas"),
        (RULE_12, "2027-01-01", "appeal_at_christmas"),
        (RULE_12, "2027-01-02", "appeal_next_working_day"),
    ],
)
def test_one_rule_gives_each_date(table, day, rule):
    assert only_rule(date.fromisoformat(day), table).rule == rule


@pytest.mark.parametrize("table", [(), RULE_12 + RULE_12])
def test_no_rule_or_two_rules_for_a_date_is_an_error(table):
    with pytest.raises(LookupError, match="One rule must apply to 2026-12-01"):
        only_rule(date(2026, 12, 1), table)


def test_a_gap_in_a_table_is_found():
    gap = (DateRule("only_may", lambda day: day.month == 5, lambda day: day),)
    with pytest.raises(LookupError, match="none"):
        only_rule(date(2026, 6, 1), gap)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-11-21", False),
        ("2026-11-23", True),
        ("2027-03-26", False),
        ("2027-03-29", False),
        ("2026-08-31", False),
        ("2026-01-02", True),
        ("2026-11-30", True),
        ("2026-06-15", True),
        ("2026-12-28", False),
        ("2026-12-29", True),
        ("2028-01-03", False),
    ],
)
def test_working_days_are_those_of_england(day, working):
    """Rule 12(5); Easter Monday and the late summer holiday count, Scotland's do not."""
    assert is_working_day(date.fromisoformat(day)) is working


def test_working_days_before_and_after():
    assert last_working_day(date(2027, 3, 29)) == date(2027, 3, 25)
    assert last_working_day(date(2026, 12, 1)) == date(2026, 12, 1)
    assert next_working_day(date(2027, 3, 25)) == date(2027, 3, 30)


@pytest.mark.parametrize("year", [2013, 2033])
def test_a_year_whose_bank_holidays_are_not_known_is_refused(year):
    with pytest.raises(ValueError, match=f"bank holidays of {year}"):
        is_working_day(date(year, 6, 3))


@pytest.mark.parametrize(
    ("today", "latest", "timing"),
    [
        ("2026-11-23", None, Timing.IN_TIME),
        ("2026-11-24", None, Timing.SOON),
        ("2026-11-30", None, Timing.SOON),
        ("2026-12-01", None, Timing.TODAY),
        ("2026-12-02", None, Timing.PASSED),
        ("2026-12-01", "2026-12-03", Timing.TODAY),
        ("2026-12-02", "2026-12-03", Timing.SOON),
        ("2026-12-03", "2026-12-03", Timing.TODAY),
        ("2026-12-04", "2026-12-03", Timing.PASSED),
    ],
)
def test_timing_counts_the_days_left(today, latest, timing):
    by = date(2026, 12, 1)
    last = date.fromisoformat(latest) if latest else None
    assert timing_of(by, date.fromisoformat(today), latest=last) is timing
    assert timing_of(None, by) is Timing.NOT_TIMED
