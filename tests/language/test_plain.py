"""The many ways to type a text, made one."""

from __future__ import annotations

from bot.language.plain import in_single_spaces, normalise, straight


def test_dates_and_numbers_tell_nothing() -> None:
    """The day of a letter must not look like a decision."""
    assert normalise("1 October 2026") == normalise("23 july 1999")
    assert normalise("It’s LATE") == "it's late"


def test_a_curly_apostrophe_is_made_straight_in_its_place() -> None:
    """Places of dates in the text still hold."""
    typed = "I haven’t, it`s ‘Kids’"
    assert straight(typed) == "I haven't, it's 'Kids'"
    assert len(straight(typed)) == len(typed)


def test_a_text_is_put_on_one_line() -> None:
    """However it is spaced; a long one is cut before that."""
    assert in_single_spaces("  They said\n no ") == "they said no"
    assert in_single_spaces("They said no", most=6) == "they s"
