"""Text is made safe without changing what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.typed_text import cleaned, is_id


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  hello  ", "hello"),
        ("a\x00b", "ab"),
        ("a\u202eb", "ab"),
        ("a\u200bb", "ab"),
        ("\ud800", ""),
        ("a\r\nb", "a\nb"),
        ("\U000e0041", ""),
        ("1st October 2026", "1st October 2026"),
        ("e\u0301", "é"),
    ],
)
def test_only_what_cannot_be_seen_goes(typed: str, kept: str) -> None:
    """Control, direction-changing, tag and surrogate characters."""
    assert cleaned(typed) == kept


@given(st.text())
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    """And the result can always be stored."""
    assert cleaned(cleaned(typed)) == cleaned(typed)
    cleaned(typed).encode()


@pytest.mark.parametrize(
    ("given_id", "fits"),
    [("a", True), ("", False), ("a" * 101, False), ("a\n", False), ("\ud800", False), ("é", True)],
)
def test_an_id_is_printable_and_short(given_id: str, fits: bool) -> None:
    """A client may choose its own, within reason."""
    assert is_id(given_id) is fits
