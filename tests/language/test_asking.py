"""Whether words ask something, or only tell."""

from __future__ import annotations

import pytest

from bot.language.asking import asks_what_it_is, asks_whether_to_appeal, is_asking


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


@pytest.mark.parametrize(
    "text, asks",
    [
        ("can I take them to tribunal for that", True),
        ("so can we appeal this?", True),
        ("Can I still appeal?", True),
        ("ok can i go to the tribunal about it then", True),
        ("can I appeal without a certificate", False),
        ("can I appeal for my brother", False),
        ("can I take the school to tribunal", False),
        ("how do I appeal", False),
        ("can my mum appeal", False),
    ],
)
def test_whether_this_case_can_be_appealed_is_asked_with_no_more_said_of_it(
    text: str, asks: bool
) -> None:
    """Then the answer already given is the answer."""
    assert asks_whether_to_appeal(text) is asks
