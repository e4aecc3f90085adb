"""Danger told in half a sentence, the same words in no danger, and the letter's date among others.

The floors stand a little under what was measured (docs/understanding.md).
danger_and_dates_held_out.yml is kept aside for that measurement and is not read here.
"""

from __future__ import annotations

from tests.understanding.reading import Understood
from tests.understanding.test_understanding import share


def test_danger_is_seen_in_half_a_sentence_among_facts(
    read_danger_and_dates: list[Understood],
) -> None:
    """Help comes first, or at least beside the answer."""
    dangers = [m for m in read_danger_and_dates if m.is_danger]
    assert len(dangers) == 280
    assert share([m.is_taken_for_danger for m in dangers]) >= 0.95
    assert share([m.is_taken_for_danger or m.danger_possible for m in dangers]) >= 0.98


def test_the_same_words_in_no_danger_are_mostly_let_be(
    read_danger_and_dates: list[Understood],
) -> None:
    """Every one of these is near to danger; an ordinary message is a tenth as often taken so."""
    near = [
        m
        for m in read_danger_and_dates
        if not m.is_danger and not any(name.startswith("danger") for name in m.wanted)
    ]
    assert share([m.is_taken_for_danger for m in near]) <= 0.09


def test_no_date_is_taken_for_the_letters_without_asking_that_is_later(
    read_danger_and_dates: list[Understood],
) -> None:
    """What is not plainly the letter's own is read back first."""
    dated = [m for m in read_danger_and_dates if "letter_date" in m.row]
    right = [m.facts.get("letter_date") == _wanted(m) for m in dated]
    assert share(right) >= 0.8
    unasked = [m for m in dated if m.facts.get("letter_date_confirmed")]
    assert [m.row["text"] for m in unasked if m.facts["letter_date"] > (_wanted(m) or "")] == []


def _wanted(message: Understood) -> str | None:
    day = message.row["letter_date"]
    return str(day) if day else None
