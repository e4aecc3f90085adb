"""Which sections of a plan a message names."""

from __future__ import annotations

import pytest

from bot.language.vocabulary import (
    capital_letters,
    find_sections,
    sections_in_words,
    short_list_of_letters,
)


@pytest.mark.parametrize(
    "text, letters",
    [
        ("section F", "F"),
        ("sections B and F", "BF"),
        ("B, F and I", "BFI"),
        ("b f i", "BFI"),
        ("sections B,F & I please", "BFI"),
        ("I disagree with section f and i", "FI"),
        ("its section f and a lot more", "F"),
        ("section I think", "I"),
        ("part B/F", "BF"),
        ("I dispute B and F only; placement (I) is agreed", "BF"),
        ("final plan, b, f & i all wrong", "BFI"),
        ("they put us in a b&b", ""),
        ("d and t lessons", ""),
        ("section 51", ""),
        ("I am a carer", ""),
    ],
)
def test_letters_are_sections_only_where_they_are_named_as_such(text: str, letters: str) -> None:
    """ "a" and "i" are words too."""
    assert "".join(find_sections(text)) == letters


def test_h_comes_in_two_parts() -> None:
    """H1 and H2 keep their numbers."""
    assert find_sections("sections H1 and H2") == ("H1", "H2")


@pytest.mark.parametrize(
    "text, letters",
    [
        ("they named the wrong school", "I"),
        ("the speech therapy is missing", "F"),
        ("wrong school and no 1:1 hours", "FI"),
        ("the physio in the health part", ""),
    ],
)
def test_plain_words_point_to_b_f_and_i_and_never_to_health(text: str, letters: str) -> None:
    """Therapy that teaches belongs in F, so a letter is needed for C, D, G and H."""
    assert "".join(sections_in_words(text)) == letters


@pytest.mark.parametrize(
    "text, letters",
    [
        ("F is wrong as well", "F"),
        ("B. and maybe C", "BC"),
        ("I think so", ""),
        ("A bit of it", ""),
        ("f", ""),
        ("D's fine", ""),
        ("SEND", ""),
    ],
)
def test_a_capital_by_itself_is_a_letter_where_sections_are_asked_for(
    text: str, letters: str
) -> None:
    """But A and I are words too."""
    assert "".join(capital_letters(text)) == letters


@pytest.mark.parametrize(
    "text, letters",
    [
        ("b then, and I", "BI"),
        ("f", "F"),
        ("b i think", "B"),
        ("F and h1", "FH1"),
        ("the b one", ""),
        ("b'day", ""),
        ("b is fine but not the other", ""),
    ],
)
def test_a_short_answer_may_list_letters_of_either_case(text: str, letters: str) -> None:
    """It begins with one and is of a few words."""
    assert "".join(short_list_of_letters(text)) == letters
