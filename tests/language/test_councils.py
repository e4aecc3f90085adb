"""Whether a letter comes from another council."""

from __future__ import annotations

import pytest

from bot.language.councils import find_other_council, names_ours


@pytest.mark.parametrize(
    "text, council",
    [
        ("my letter is from Essex County Council, they refused to assess", "Essex"),
        ("luton council won't assess him", "Luton"),
        ("the decision came by email from Barnet", "Barnet"),
        ("we live in Central Bedfordshire", "Central Bedfordshire"),
        ("we moved from Essex and Herts refused", None),
        ("I was reading the letter from the council", None),
        ("letter from Kent Brown, SEND officer, hertfordshire", None),
        ("Hertfordshire County Council refused", None),
        ("St Albans district council", None),
        ("we moved here from Luton council", None),
    ],
)
def test_a_letter_of_another_council_is_noticed(text: str, council: str | None) -> None:
    """It has another mediation service; a name by itself is not enough."""
    assert find_other_council(text, ours="Hertfordshire County Council") == council


@pytest.mark.parametrize(
    "text, ours",
    [("it's from Herts", True), ("Hertfordshire, sorry", True), ("it's from Essex", False)],
)
def test_our_own_council_is_known_in_full_and_for_short(text: str, ours: bool) -> None:
    """So that a mistake can be put right."""
    assert names_ours(text, ours="Hertfordshire County Council") is ours
