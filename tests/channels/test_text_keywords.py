"""The words that a text channel obeys, and what only looks like one of them."""

from __future__ import annotations

import pytest

from bot.channels.text_keywords import is_greeting, keyword, number, numbers

OBEYED = {
    "stop": (
        "STOP",
        "stop",
        " Stop. ",
        "STOP!",
        "stopall",
        "STOP ALL",
        "Unsubscribe",
        "CANCEL",
        "end",
        "Quit",
        "OPTOUT",
        "revoke",
        "stop texting me",
        "please stop",
    ),
    "start": ("START", "start", "Unstop", "start again"),
    "help": ("HELP", "help", "Help?", "INFO"),
    "menu": ("MENU", "menu."),
    "back": ("0", " 0 ", "0.", "back", "Go back"),
    "why": ("WHY", "why?"),
    "next": ("NEXT", "next steps"),
    "dates": ("DATES", "Dates", "my dates"),
    "none": ("NONE", "no date"),
}
NOT_OBEYED = (
    "they want to stop the plan",
    "help me",
    "can you help",
    "the council will end the plan",
    "cancel the plan",
    "why do you need that",
    "next week",
    "what are my dates",
    "10",
    "2",
    "yes",
    "no",
    "",
    "   ",
    "00",
    "I can't go back to school",
    "stop it now they hit him",
)


@pytest.mark.parametrize(
    ("text", "wanted"), [(text, name) for name, texts in OBEYED.items() for text in texts]
)
def test_a_keyword_is_obeyed_whatever_its_case_and_punctuation(text: str, wanted: str) -> None:
    """As the carriers expect of STOP and its kin."""
    assert keyword(text) == wanted


@pytest.mark.parametrize("text", NOT_OBEYED)
def test_a_keyword_inside_a_message_is_not_a_keyword(text: str) -> None:
    """Only a whole message is one: an answer is never taken for a command."""
    assert keyword(text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2", 2),
        ("2.", 2),
        ("2)", 2),
        (" 2 ", 2),
        ("option 2", 2),
        ("number 2", 2),
        ("#2", 2),
        ("12", 12),
        ("1 October", None),
        ("2nd", None),
        ("1/10", None),
        ("123", None),
        ("1 and 2", None),
        ("", None),
        ("two", None),
        ("-2", None),
        ("2?", None),
    ],
)
def test_a_number_is_one_only_alone(text: str, wanted: int | None) -> None:
    """ "2nd" and "1 October" are days."""
    assert number(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 and 3", [1, 3]),
        ("1,3", [1, 3]),
        ("1, 2 and 4", [1, 2, 4]),
        ("1 2", [1, 2]),
        ("1, 2 & 4", [1, 2, 4]),
        ("1", []),
        ("1 October 2026", []),
        ("01 10 2026", []),
        ("1 or maybe 2", []),
    ],
)
def test_several_numbers_pick_several_choices(text: str, wanted: list[int]) -> None:
    """Written as people write a short list."""
    assert numbers(text) == wanted


@pytest.mark.parametrize(
    ("text", "greets"),
    [("Hi", True), ("hello!", True), ("good morning", True), ("hi they said", False), ("", False)],
)
def test_a_bare_greeting_is_known(text: str, greets: bool) -> None:
    """The opening answers it; nothing more is needed."""
    assert is_greeting(text) is greets
