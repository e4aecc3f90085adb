"""What is said of a paper with a date on it."""

from __future__ import annotations

import pytest

from bot.language.papers import has_just_found_it, names_a_paper, says_it_came


@pytest.mark.parametrize(
    "text, paper",
    [
        ("the letter of 5 November", True),
        ("lettter dated the 5th", True),
        ("dayted 5 nov", True),
        ("the final plan came", True),
        ("they emailed it", True),
        ("the plan of 5 November", True),
        ("refusal, 5 November", True),
        ("my sister was here 10 November", False),
        ("we updated them", False),
        ("a plan for him", False),
    ],
)
def test_a_paper_is_named(text: str, paper: bool) -> None:
    """By any word for it, or for the date that is on it."""
    assert names_a_paper(text) is paper


@pytest.mark.parametrize(
    "text, came",
    [
        ("it came on Friday", True),
        ("we recieved it", True),
        ("on the mat this morning", True),
        ("by post on the 5th", True),
        ("it turned up", True),
        ("dated 5 November", False),
        ("he became ill", False),
    ],
)
def test_a_paper_is_said_to_have_come(text: str, came: bool) -> None:
    """The day it came is not the day printed on it."""
    assert says_it_came(text) is came


@pytest.mark.parametrize(
    "text, found",
    [
        ("got it, 5 November", True),
        ("Ah ok, got it: 5 November", True),
        ("got one - 5 November", True),
        ("got it on 5 November", False),
        ("we got it, 5 November", False),
    ],
)
def test_a_paper_is_found_while_asked_for(text: str, found: bool) -> None:
    """ "Got it on" is when it came."""
    assert has_just_found_it(text) is found
