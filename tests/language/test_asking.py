"""Whether words ask something, or only tell."""

from __future__ import annotations

import pytest

from bot.language.asking import is_asking


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
    ],
)
def test_a_question_is_told_from_a_statement(text: str, asks: bool) -> None:
    """With or without its mark."""
    assert is_asking(text) is asks
