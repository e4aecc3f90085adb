"""Whether words put something right, or only suppose it."""

from __future__ import annotations

import pytest

from bot.language.correcting import puts_right, supposes


@pytest.mark.parametrize(
    "text, supposed",
    [
        ("what if it was the 29th", True),
        ("If the letter came on 3 November?", True),
        ("say it was dated the 1st", True),
        ("would it be the 5th", True),
        ("it was the 29th", False),
        ("I don't know if she sent it", False),
        ("they say its the 5th", False),
    ],
)
def test_what_is_supposed_is_not_told(text: str, supposed: bool) -> None:
    """Only the letter itself can be supposed to say another thing."""
    assert supposes(text) is supposed


@pytest.mark.parametrize(
    "text, corrected",
    [
        ("no, the 15th", True),
        ("its the 15th", True),
        ("not the 5th, the 15th", True),
        ("I meant October", True),
        ("that date is wrong", True),
        ("the 15th, sorry", True),
        ("the letter is dated 15 October", False),
        ("and the 15th", False),
        ("there is no date", False),
    ],
)
def test_a_correction_is_heard(text: str, corrected: bool) -> None:
    """At the start or by its own words."""
    assert puts_right(text) is corrected
