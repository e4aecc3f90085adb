"""Whether words ask something, or only tell."""

from __future__ import annotations

import pytest

from bot.language.asking import asks_what_it_is, is_asking


@pytest.mark.parametrize(
    "text, asks",
    [
        ("yes it came in the post yesterday", False),
        ("i have an ehcp", False),
        ("its the wrong school in section I", False),
        ("yesterday, its an email so it was the same day", False),
        ("how long do we have", True),
        ("no not yet, whats it for", True),
        ("can i appeal", True),
        ("I don't know if I need to ring them", True),
        ("tell me about mediation", True),
        ("is it free?", True),
        ("5 November 2026 is it too late", True),
        ("5 November 2026 how long do we have", True),
        ("the needs bit is wrong and so is the help bit", False),
        ("he's sixteen so is it him that appeals", True),
    ],
)
def test_a_question_is_told_from_a_statement(text: str, asks: bool) -> None:
    """With or without its mark."""
    assert is_asking(text) is asks


@pytest.mark.parametrize(
    "text, asks",
    [
        ("no, what is it for?", True),
        ("no whats that", True),
        ("no. what is it then", True),
        ("what for?", True),
        ("whats it say, it says refused", False),
        ("what is it about the school", False),
        ("no, I have it", False),
    ],
)
def test_asking_what_a_thing_is_is_seen(text: str, asks: bool) -> None:
    """Beside an answer, with its mark or at the end."""
    assert asks_what_it_is(text) is asks
