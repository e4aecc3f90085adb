"""Yes and no, as people type them."""

from __future__ import annotations

import pytest

from bot.language.yes_or_no import (
    before_a_question,
    begins_with,
    denies,
    denies_without_a_yes,
    ends_with_no,
    has_none,
    is_plain_no,
    opens_with_no,
    says_none_is_there,
    without_fillers,
)


@pytest.mark.parametrize(
    "words, answer",
    [
        ("yes it does", "yes"),
        ("Aye", "yes"),
        ("that's right", "yes"),
        ("no, the other one", "no"),
        ("nope", "no"),
        ("we haven't", "no"),
        ("I doubt it", "no"),
        ("i'm afraid not", "no"),
        ("not got one yet", "no"),
        ("no idea", None),
        ("I don't know", None),
        ("yesterday", None),
        ("november", None),
        ("not got round to reading it", "no"),
        ("the letter says so", None),
    ],
)
def test_a_yes_or_a_no_is_seen_in_the_first_words(words: str, answer: str | None) -> None:
    """And not knowing is neither."""
    assert begins_with(words) == answer


@pytest.mark.parametrize(
    "text, words",
    [
        ("oh ok, no", "no"),
        (" Right. So, yes", "yes"),
        ("sorry no", "no"),
        ("so-called", "so-called"),
        ("no oh", "no oh"),
    ],
)
def test_what_fills_a_pause_is_left_out(text: str, words: str) -> None:
    """Only at the start."""
    assert without_fillers(text) == words


@pytest.mark.parametrize(
    "text, words",
    [
        ("no, do they charge for it?", "no"),
        ("yes. what now?", "yes"),
        ("is that a no?", ""),
        ("no it is dated the 5th", "no it is dated the 5th"),
    ],
)
def test_an_answer_before_a_question_is_its_first_clause(text: str, words: str) -> None:
    """A question alone answers nothing."""
    assert before_a_question(text) == words


@pytest.mark.parametrize(
    "text, plain",
    [
        ("we haven't.", True),
        ("No, I don't have one", True),
        ("i do not", True),
        ("I don't know", False),
        ("we haven't decided", False),
        ("no", False),
    ],
)
def test_a_no_without_the_word_is_plain(text: str, plain: bool) -> None:
    """Where nothing else is said."""
    assert is_plain_no(text) is plain


@pytest.mark.parametrize(
    "text, no",
    [
        ("never heard of it, so no", True),
        ("the certificate? no", True),
        ("is that the thing from kids? we haven't got it", True),
        ("so no idea what that is", False),
        ("there is no letter", False),
        ("do I need one?", False),
    ],
)
def test_a_no_at_the_end_is_the_answer(text: str, no: bool) -> None:
    """After a question or its reason."""
    assert ends_with_no(text) is no


@pytest.mark.parametrize(
    "text, denied, without_a_yes",
    [
        ("I have never had it", True, True),
        ("we didn't get it", True, True),
        ("yes, but not in writing", True, False),
        ("yeah no problem", True, False),
        ("nope, isnt here", True, True),
        ("it came without one", True, True),
        ("I lost it", True, True),
        ("got it here", False, False),
        ("it is in another folder", False, False),
        ("I have notes", False, False),
    ],
)
def test_a_denial_is_heard_anywhere(text: str, denied: bool, without_a_yes: bool) -> None:
    """As a word of its own."""
    assert denies(text) is denied
    assert denies_without_a_yes(text) is without_a_yes


@pytest.mark.parametrize(
    "text, none",
    [
        ("actually I haven't got one", True),
        ("we do not have it", True),
        ("we've not had any", True),
        ("I haven't got the date", False),
        ("I have got one", False),
    ],
)
def test_having_none_is_told_in_a_few_words(text: str, none: bool) -> None:
    """Of what was asked about, not of another thing."""
    assert has_none(text) is none


@pytest.mark.parametrize(
    "text, none",
    [
        ("there isn't one", True),
        ("no date", True),
        ("no printed date on it", True),
        ("none", True),
        ("not any I can see", True),
        ("no, the 5th", False),
        ("not sure which", False),
        ("it is dated", False),
    ],
)
def test_what_was_asked_for_may_not_be_there(text: str, none: bool) -> None:
    """Which is no wrong date, but none."""
    assert says_none_is_there(text) is none


@pytest.mark.parametrize(
    "text, no",
    [
        ("no i didnt know about that", True),
        ("oh, nope, what even is it", True),
        ("no idea", False),
        ("not sure what that is", False),
        ("I know nothing about it", False),
    ],
)
def test_a_no_counts_though_it_goes_on_to_be_unsure(text: str, no: bool) -> None:
    """Not where the no belongs to the doubt."""
    assert opens_with_no(text) is no
