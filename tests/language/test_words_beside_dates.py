"""What a message says besides its dates."""

from __future__ import annotations

import pytest

from bot.language.dates.beside import leads_up_to_a_day, names_more_than_a_day, words_beside_dates


@pytest.mark.parametrize(
    "text, more",
    [
        ("5 November", True),
        ("05/11", True),
        ("5 11 26", True),
        ("05 11 2026", True),
        ("last Monday", True),
        ("two weeks ago", True),
        ("Christmas Eve", True),
        ("no, the 5th", False),
        ("the fifteenth", False),
    ],
)
def test_a_bare_day_names_no_month(text: str, more: bool) -> None:
    """It keeps the month of the date that it corrects."""
    assert names_more_than_a_day(text) is more


@pytest.mark.parametrize(
    "text, count",
    [
        ("5 November 2026", 0),
        ("it is dated 5th November", 3),
        ("last Monday", 0),
        ("", 0),
        ("he was 7 on 3 November", 3),
    ],
)
def test_the_words_that_are_no_date_are_counted(text: str, count: int) -> None:
    """Few of them leave the date alone."""
    assert words_beside_dates(text) == count


@pytest.mark.parametrize(
    "before, leads",
    [
        ("he was 7 on ", True),
        ("he turned ", True),
        ("waiting since", True),
        ("the letter ", False),
        ("on the ", False),
        ("the station ", False),
    ],
)
def test_some_words_make_a_date_the_day_of_something(before: str, leads: bool) -> None:
    """Those just before it."""
    assert leads_up_to_a_day(before) is leads
