"""The day a child's rights become their own (CFA 2014 s.83(2), Education Act 1996 s.8)."""

from datetime import date, datetime

import pytest

from bot.guidance import becomes_young_person_on


@pytest.mark.parametrize(
    ("born", "on"),
    [
        ("2010-08-31", "2026-06-27"),
        ("2010-09-01", "2027-06-26"),
        ("2010-01-15", "2026-06-27"),
        ("2010-12-31", "2027-06-26"),
        ("2010-07-20", "2026-06-27"),
        ("2012-02-29", "2028-07-01"),
        ("2007-06-30", "2023-07-01"),
        ("2008-05-05", "2024-06-29"),
    ],
)
def test_it_is_the_day_after_the_last_friday_in_june(born, on):
    assert becomes_young_person_on(date.fromisoformat(born)) == date.fromisoformat(on)


def test_a_summer_child_becomes_a_young_person_while_still_fifteen():
    born = date(2010, 8, 31)
    assert becomes_young_person_on(born) < date(2026, 8, 31)


def test_the_day_is_always_a_saturday_within_a_year_of_the_birthday():
    for ordinal in range(date(1990, 1, 1).toordinal(), date(2020, 1, 1).toordinal(), 11):
        born = date.fromordinal(ordinal)
        day = becomes_young_person_on(born)
        assert day.weekday() == 5
        assert 15 * 365 < (day - born).days < 17 * 366


def test_a_date_of_birth_must_be_a_date():
    with pytest.raises(TypeError, match="date_of_birth"):
        becomes_young_person_on(datetime(2010, 1, 1))
