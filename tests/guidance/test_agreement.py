"""The council's weeks to keep a mediation agreement (SEND Regs 2014 regs 42 and 44)."""

from datetime import date

import pytest

from bot.guidance import agreement_dates


@pytest.mark.parametrize(
    ("what", "day"),
    [
        ("something_without_appeal", date(2026, 10, 15)),
        ("amended_school", date(2026, 10, 15)),
        ("say_it_will_assess", date(2026, 10, 15)),
        ("amended_contents", date(2026, 11, 5)),
        ("amended_plan_that_continues", date(2026, 11, 5)),
        ("draft_plan", date(2026, 11, 5)),
        ("refusal_to_issue_after_assessment", date(2026, 12, 10)),
        ("final_plan", date(2026, 12, 17)),
        ("final_plan_after_assessment", date(2027, 1, 7)),
    ],
)
def test_each_thing_agreed_has_its_weeks(what, day):
    assert agreement_dates(date(2026, 10, 1))[what] == day


@pytest.mark.parametrize("agreed", [date(2014, 8, 31), date(2031, 1, 1)])
def test_an_agreement_outside_the_rules_has_no_dates(agreed):
    assert agreement_dates(agreed) == {}
