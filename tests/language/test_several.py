"""Whether one message tells of two letters, or of two children."""

from __future__ import annotations

import pytest

from bot.language.several import tells_of_two


@pytest.mark.parametrize(
    "text, two",
    [
        ("I have twins, one got refused an assessment and the other has a plan I hate", True),
        ("two letters here, one is from may and the other is from october", True),
        ("my boys, one has a draft but my other son was turned down", True),
        ("theres two letters here, one from may and one from october", True),
        ("two dates, one on the letter and one on the plan", False),
        ("one thing I want to know is the date and the other is the cost", False),
        ("one of my children was refused an assessment", False),
        ("on the one hand they say yes and on the other no", False),
        ("the children like one school and the other is too far", False),
    ],
)
def test_two_letters_in_one_message_are_seen(text: str, two: bool) -> None:
    """So that their facts are never mixed."""
    assert tells_of_two(text) is two
