"""Only the school, or more: the answer that spares a family the mediation service."""

from __future__ import annotations

import pytest

from bot.language.school_only import (
    about_the_school,
    agreed_sections,
    calls_something_fine,
    only_asks_about_sections,
)


@pytest.mark.parametrize(
    "text",
    [
        "Only the school",
        "school only",
        "just that",
        "just the school they named",
        "it's literally only the school, the rest of it is spot on",
        "just the placement, B and F are fine now",
        "no we're happy with both of those, its the school only",
        "the school is the only thing we disagree with",
        "the only thing wrong is the school",
        "it's the school and nothing else",
        "no problem with either, just the school",
        "we agree with B and F, it's just the school",
        "only the type of school",
        "I'm only unhappy with the school",
        "yep just the college",
        "just the school yeah",
        "yeh only that",
        "only the placement, yes thanks",
        "ok only the school bit then, I've read it and the rest is right",
        "we've both looked at it again and it's just the school",
    ],
)
def test_only_the_school_is_taken_from_those_who_say_so(text: str) -> None:
    """In whatever order, and with the rest called fine."""
    assert about_the_school(text).only


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "the school",
        "mainly the school",
        "the school yeah",
        "not just the school yeah",
        "not the school",
        "not just the school",
        "just the school and the hours",
        "only the school really but then section f would need changing as well",
        "only the school. what does section F cover?",
        "just the school can't meet his needs",
        "just the school hours",
        "just the help at school",
        "only the school transport",
        "just the one to one at school",
        "the school, the support is not fine",
        "B and F are not fine",
        "we're not happy with both",
        "everything else is wrong",
        "nothing wrong with the school",
        "the only thing that's fine is the school",
        "only his help in the school",
    ],
)
def test_nobody_is_taken_for_school_only_by_a_likeness(text: str) -> None:
    """One clause that is not known is enough to ask again."""
    assert not about_the_school(text).only


@pytest.mark.parametrize(
    "text",
    [
        "well the school obviously but they've also left out that he has dyspraxia",
        "not just the school",
        "it's not only the school",
        "the school but other bits of it too",
    ],
)
def test_more_than_the_school_is_heard(text: str) -> None:
    """Even where it is not said which section."""
    assert about_the_school(text).more


@pytest.mark.parametrize(
    "text, letters",
    [
        ("B and F are fine now, just placement", "BF"),
        ("happy with B and F", "BF"),
        ("F is fine but B is wrong", "F"),
        ("no issues with section B", "B"),
        ("not happy with B", ""),
        ("don't agree with F", ""),
        ("not at all happy with B", ""),
        ("section F isn't fine", ""),
    ],
)
def test_a_section_that_is_called_fine_is_known(text: str, letters: str) -> None:
    """And one that is not, is not."""
    assert agreed_sections(text) == frozenset(letters)


@pytest.mark.parametrize(
    "text, only_asked",
    [
        ("whats section B when its at home", True),
        ("what does section F cover?", True),
        ("which part is F", True),
        ("section F doesn't say what help she gets", False),
        ("what section B says is wrong", False),
        ("section F", False),
    ],
)
def test_asking_about_a_section_disputes_nothing(text: str, only_asked: bool) -> None:
    """A question is not an answer."""
    assert only_asks_about_sections(text) is only_asked


@pytest.mark.parametrize(
    "text, fine",
    [
        ("the speech therapy is fine", True),
        ("we agree with the help", True),
        ("the rest is OK", True),
        ("the speech therapy is missing", False),
        ("we disagree with the help", False),
    ],
)
def test_something_called_fine_is_heard(text: str, fine: bool) -> None:
    """What is named beside it may be what is fine."""
    assert calls_something_fine(text) is fine


@pytest.mark.timeout(60)
@pytest.mark.parametrize("part", ["only the school ", "b and f ", "the rest of it is "])
def test_a_flood_of_words_is_read_to_its_end(part: str) -> None:
    """Nobody can hold up the guide with one long message."""
    flood = part * 20_000
    assert not about_the_school(flood).more
    assert not agreed_sections(flood)
    assert not only_asks_about_sections(flood)
